/** S4: signups and changes of contacts reach the till. */
import type { FlowDefinition } from '@trefoil/mapping'
import { expect, test } from 'vitest'
import type { Schemas } from '../../packages/hub/src/client/index.ts'
import { type House, openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { told } from '../harness/told.ts'
import { until, Waiting } from '../harness/until.ts'

const flow = 'clover-customers-from-hub'

const house = shared(() => openHouse({ apply: ['clover-customers', 'klaviyo-customers', flow] }))

/** Somebody signs up in the mail tool, which the hub reads. */
async function signUp(
  profile: Parameters<House['klaviyo']['profiles']['create']>[0],
): Promise<Schemas['RecordInFull']> {
  house.klaviyo.profiles.create(profile)
  house.pass(1_000)
  await house.run('klaviyo-customers')
  await house.quiet()
  const record = await house.record(String(profile.email))
  if (record === null) throw new Error('the signup is not in the hub')
  return record
}

async function edit(id: number, body: Record<string, unknown>): Promise<void> {
  await told(house.api.PATCH('/api/v1/records/{id}', { params: { path: { id: String(id) } }, body }))
  await house.quiet()
}

const atTill = (email: string) =>
  house.clover.customers
    .list()
    .filter(({ emailAddresses }) => emailAddresses.some((each) => each.emailAddress === email))

const addressesOf = (address: Record<string, unknown>) => ({
  addresses: [{ id: 'H1', address1: '5 Elm St', city: 'Boston', country: 'US', isPrimaryBilling: true, ...address }],
})

test('S4-033 a new signup without a match at the till becomes a customer there, once, and is linked', async () => {
  const { id } = await signUp({ email: 'nova@example.com', first_name: 'Nova', organization: 'Oolong' })
  const there = await until('the customer to be at the till', async () => {
    const [first] = atTill('nova@example.com')
    return first?.metadata === undefined ? new Waiting(await outcomes()) : first
  })
  expect(atTill('nova@example.com')).toHaveLength(1)
  expect(there).toMatchObject({ firstName: 'Nova', metadata: { businessName: 'Oolong' } })
  await edit(id, addressesOf({ region: 'MA', postalCode: '02134', phoneNumber: '+1 617 555 0199' }))
  const [changed, ...more] = atTill('nova@example.com')
  expect(more).toEqual([])
  expect(changed).toMatchObject({
    id: there.id,
    phoneNumbers: [{ phoneNumber: '+1 617 555 0199' }],
    addresses: [{ address1: '5 Elm St', state: 'MA', zip: '02134' }],
  })
})

test('S4-033 a signup with the e-mail of a customer at the till is linked to that one, in any case of letters', async () => {
  const { id } = house.clover.customers.create({
    firstName: 'Mira',
    lastName: 'Till',
    emailAddresses: [{ emailAddress: 'mira@example.com' }],
    phoneNumbers: [{ phoneNumber: '555-0100' }],
  })
  await signUp({ email: 'mira@example.com', first_name: 'Mira', last_name: 'Signup' })
  expect(atTill('mira@example.com')).toMatchObject([{ id, phoneNumbers: [{ phoneNumber: '555-0100' }] }])
})

test('S4-033 a changed e-mail address takes the place of a single one, and comes beside several', async () => {
  const single = await signUp({ email: 'one@example.com', first_name: 'One' })
  await edit(single.id, { emailAddress: 'one.new@example.com' })
  expect(atTill('one@example.com')).toEqual([])
  expect(atTill('one.new@example.com')).toHaveLength(1)
  const [there] = atTill('one.new@example.com')
  if (there === undefined) throw new Error('the customer is not at the till')
  house.clover.customers.update(there.id, {
    emailAddresses: [{ emailAddress: 'one.new@example.com', primaryEmail: true }, { emailAddress: 'old@example.com' }],
  })
  await edit(single.id, { emailAddress: 'third@example.com' })
  const held = house.clover.customers
    .get(there.id)
    ?.emailAddresses.map((each) => [each.emailAddress, each.primaryEmail])
  expect(held).toEqual([
    ['one.new@example.com', false],
    ['old@example.com', false],
    ['third@example.com', true],
  ])
})

test('an address that Clover would refuse is left out with a warning, and the rest of the customer arrives', async () => {
  const { id } = await signUp({ email: 'half@example.com', first_name: 'Half' })
  await edit(id, { firstName: 'Whole', ...addressesOf({ phoneNumber: '555-0123' }) })
  expect(atTill('half@example.com')).toMatchObject([
    { firstName: 'Whole', addresses: [], phoneNumbers: [{ phoneNumber: '555-0123' }] },
  ])
  expect(await outcomes()).toContain('without state, zip')
})

test('a customer with 150 phone numbers keeps all of them, and it is said why no other was added', async () => {
  const { id } = await signUp({ email: 'board@example.com', first_name: 'Board' })
  const [there] = atTill('board@example.com')
  const numbers = Array.from({ length: 150 }, (_, at) => ({ phoneNumber: `555-7${String(at).padStart(3, '0')}` }))
  house.clover.customers.update(there?.id ?? '', { phoneNumbers: numbers })
  await edit(id, addressesOf({ region: 'MA', postalCode: '02134', phoneNumber: '555-9999' }))
  expect(house.clover.customers.get(there?.id ?? '')?.phoneNumbers).toHaveLength(150)
  expect(await outcomes()).toContain('only 100 of this customer')
})

test('S4-033 a customer that came from the till is not written back to it', async () => {
  const { id } = house.clover.customers.create({
    ...{ firstName: 'Echo', lastName: 'Till', emailAddresses: [{ emailAddress: 'echo@example.com' }] },
    phoneNumbers: [{ phoneNumber: '555-0177' }],
  })
  await house.sync('clover-customers', { externalId: id })
  const before = house.clover.customers.get(id)
  await house.quiet()
  expect(house.clover.customers.get(id)).toEqual(before)
  expect(atTill('echo@example.com')).toHaveLength(1)
})

test('S4-033 of a family with one phone each stands at the till alone, however late they sign up', async () => {
  const phoneNumber = '+1 617 555 0142'
  const emails = ['ada@example.com', 'ben@example.com', 'cleo@example.com']
  let triggers: FlowDefinition['triggers']
  await house.change(flow, (definition) => {
    triggers = definition.triggers
    return { ...definition, triggers: {} }
  })
  for (const email of emails) {
    const { id } = await signUp({ email, first_name: 'Lund' })
    await edit(id, addressesOf({ region: 'MA', postalCode: '02134', phoneNumber }))
    expect(await house.sync(flow, { id })).toMatchObject({ counts: { created: 1, held: 0 } })
  }
  await house.change(flow, (definition) => ({ ...definition, ...(triggers === undefined ? {} : { triggers }) }))
  expect(emails.map((email) => atTill(email).map(({ phoneNumbers }) => phoneNumbers))).toMatchObject(
    emails.map(() => [[{ phoneNumber }]]),
  )
})

test('S4-033 a token without Customers write stops the flow and names the box to tick', async () => {
  house.clover.permit(['MERCHANT_R', 'CUSTOMERS_R', 'ORDERS_R'])
  await signUp({ email: 'late@example.com', first_name: 'Late' })
  const stopped = await told(house.api.GET('/api/v1/flows/{name}', { params: { path: { name: flow } } }))
  expect(stopped).toMatchObject({ state: 'stopped', fault: { kind: 'permission' } })
  expect(JSON.stringify(stopped.fault)).toContain('CUSTOMERS_W')
  expect(atTill('late@example.com')).toEqual([])
})

/** Every outcome of the flow that needed words, as one text. */
async function outcomes(): Promise<string> {
  const { data } = await told(house.api.GET('/api/v1/runs', { params: { query: { flow, limit: 200 } } }))
  const query = { limit: 200 }
  const said = data.map(({ id }) =>
    told(house.api.GET('/api/v1/runs/{id}/outcomes', { params: { path: { id: String(id) }, query } })),
  )
  return JSON.stringify(await Promise.all(said))
}
