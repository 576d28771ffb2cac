/** S2: customers of the hub with cards on file at Clover, beside their selves at the till. */
import { Clover, testCards } from '@trefoil/clover'
import { beforeAll, expect, test } from 'vitest'
import type { Schemas } from '../../packages/hub/src/client/index.ts'
import { customerDraft, emailOf } from '../harness/customer-draft.ts'
import { openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { told } from '../harness/told.ts'

const flow = 'clover-cards'

/** The till, the online shop of the same merchant, and the hub that knows both. */
const house = shared(() => openHouse({ apply: ['clover-customers', 'klaviyo-customers'] }))
let browser: Clover
beforeAll(async () => {
  const { url, ecommerce } = house.clover
  browser = new Clover(ecommerce.privateKey, { environment: 'sandbox', endpoints: { ecommerce: url, token: url } })
  await connect(ecommerce.privateKey)
  await told(house.api.POST('/api/v1/recipes/{name}/apply', { params: { path: { name: flow } } }))
})

async function connect(privateToken: string): Promise<void> {
  const credentials = { merchantId: house.clover.merchantId, privateToken }
  const account = { connector: 'clover-ecommerce', name: 'online', credentials, settings: { environment: 'sandbox' } }
  await told(house.api.POST('/api/v1/connections', { body: { ...account, allowMissing: false } }))
}

async function cardToken(card: keyof typeof testCards = 'visa'): Promise<string> {
  const given = { number: testCards[card], exp_month: '12', exp_year: '2030', cvv: '123' }
  return (await browser.tokens.create({ apiKey: house.clover.ecommerce.publicKey, card: given })).id
}

/** Somebody gives a card on the shop's page. */
async function giveCard(record: Schemas['RecordInFull'], token: string): Promise<Schemas['RecordInFull']> {
  const params = { path: { id: String(record.id) } }
  const body = { customFields: { ...Object(record.data.customFields), CardToken: token } }
  await told(house.api.PATCH('/api/v1/records/{id}', { params, body }))
  await house.quiet()
  return told(house.api.GET('/api/v1/records/{id}', { params }))
}

async function atTill(name: string): Promise<Schemas['RecordInFull']> {
  const { id } = house.clover.customers.create(customerDraft(name))
  await house.sync('clover-customers', { externalId: id })
  const record = await house.record(id)
  if (record === null) throw new Error('the customer is not in the hub')
  return record
}

const linksOf = ({ links }: Schemas['RecordInFull']) =>
  Object.fromEntries(links.map(({ connection, externalId }) => [connection, externalId]))

test('S2-001, S2-002, S2-007 a card given online is on file at Clover, and the id of the reply is the link of "Clover Ecommerce"', async () => {
  const record = await atTill('Nora')
  const links = linksOf(await giveCard(record, await cardToken()))
  const online = await browser.customers.get(String(links.online))
  expect(online).toMatchObject({ id: links.online, email: emailOf('Nora'), sources: { data: [expect.any(String)] } })
})

test('S2-024 one person is one customer at the till and online: two links with the same id, and no second customer', async () => {
  const record = await atTill('Ola')
  const before = house.clover.customers.count()
  const { till, online } = linksOf(await giveCard(record, await cardToken()))
  expect(online).toBe(till)
  expect(house.clover.customers.count()).toBe(before)
  expect(house.clover.customers.get(String(till))?.cards).toHaveLength(1)
  // What was written online is read at the till as the same customer's.
  expect(await house.run('clover-customers')).toMatchObject({ counts: { created: 0, error: 0 } })
})

test('S2-007, S2-024 a customer whom a program made online comes in from the till under the id that Clover answered', async () => {
  const made = await browser.customers.create({
    ...{ email: 'made.online@example.com', source: await cardToken(), name: 'Mira Holm' },
  })
  await house.run('clover-customers')
  const record = await house.record('made.online@example.com')
  expect(record?.links).toMatchObject([{ connection: 'till', externalId: made.id }])
  const given = record === null ? null : await giveCard(record, await cardToken('mastercard'))
  expect(given === null ? {} : linksOf(given)).toMatchObject({ till: made.id, online: made.id })
  expect(house.clover.customers.get(made.id)?.cards).toHaveLength(2)
})

test('S2-024 where the ids differ, each connection has its own, and both go on with their own customer', async () => {
  house.klaviyo.profiles.create({ email: 'differs@example.com', first_name: 'Dag', last_name: 'Lund' })
  house.pass(1_000)
  await house.run('klaviyo-customers')
  const record = await house.record('differs@example.com')
  if (record === null) throw new Error('the signup is not in the hub')
  const { mail, till, online } = linksOf(await giveCard(record, await cardToken()))
  expect([typeof mail, till, house.clover.customers.get(String(online))?.firstName]).toEqual([
    'string',
    undefined,
    'Dag',
  ])
  const params = { path: { id: String(record.id) } }
  await told(house.api.PATCH('/api/v1/records/{id}', { params, body: { lastName: 'Lund-Ito' } }))
  await house.quiet()
  expect(await browser.customers.get(String(online))).toMatchObject({ name: 'Dag Lund-Ito' })
})

test('S2-003 a card number in a record is refused by name, stays where it is, and is in no log', async () => {
  const record = await atTill('Pan')
  const before = house.clover.requests().length
  await giveCard(record, '4005562231212123')
  const runs = await told(house.api.GET('/api/v1/runs', { params: { query: { flow, limit: 1 } } }))
  const path = { id: String(runs.data[0]?.id) }
  const { data } = await told(house.api.GET('/api/v1/runs/{id}/outcomes', { params: { path, query: { limit: 10 } } }))
  expect(JSON.stringify(data)).toContain('CARD_NUMBER_REFUSED')
  expect(JSON.stringify(data)).not.toContain('4005562231212123')
  expect(house.log()).not.toContain('4005562231212123')
  expect(
    house.clover
      .requests()
      .slice(before)
      .filter(({ path: at }) => at.startsWith('/v1/')),
  ).toEqual([])
})

test('S2-006 a wrong token is refused when it is given, in words, and the connection stays as it was', async () => {
  await expect(connect('not-this-one')).rejects.toThrow('private token is wrong')
  const online = await told(house.api.GET('/api/v1/connections/{name}', { params: { path: { name: 'online' } } }))
  expect(online).toMatchObject({ state: 'active', account: house.clover.merchantId })
})
