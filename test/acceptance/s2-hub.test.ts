/** S2: customers of the hub with cards on file at Clover, beside their selves at the till. */
import { Clover, testCards } from '@trefoil/clover'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import type { Schemas } from '../../packages/hub/src/client/index.ts'
import { customerDraft, emailOf } from '../harness/customer-draft.ts'
import { openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { refused, told } from '../harness/told.ts'

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

const cardNumber = '4005562231212123'

/** All that the database holds, as text. */
async function everythingStored(): Promise<string> {
  const db = house.hub.database.kysely
  const names = sql<{ name: string }>`select tablename as name from pg_tables where schemaname = 'public'`
  const tables = (await names.execute(db)).rows.map(({ name }) => name)
  expect(tables).toContain('record')
  const texts = tables.map(async (name) => {
    const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.table(name)} t`.execute(db)
    return rows.map(({ row }) => row).join('\n')
  })
  return (await Promise.all(texts)).join('\n')
}

test('S2-003 a card number that is entered into a record is refused by its field, and is nowhere in the hub', async () => {
  const record = await atTill('Pan')
  const params = { path: { id: String(record.id) } }
  const body = { customFields: { CardToken: cardNumber } }
  const problem = await refused(house.api.PATCH('/api/v1/records/{id}', { params, body }))
  expect(problem).toMatchObject({ status: 400, code: 'card_number_refused' })
  expect(problem.detail).toContain('customFields.CardToken')
  expect(JSON.stringify(problem)).not.toContain(cardNumber)
  const stored = await everythingStored()
  expect(stored).toContain(emailOf('Pan'))
  expect(stored).not.toContain(cardNumber)
  expect(house.log()).not.toContain(cardNumber)
})

test('S2-003 a customer of the till with a card number in a field ends in error, and none of it is stored or logged', async () => {
  const written = '4005 5622 3121 2123'
  const address = { id: 'A1A1A1A1A1A1A', address1: `card ${written}`, city: 'Boston', state: 'MA', country: 'US' }
  const { id } = house.clover.customers.create(customerDraft('Typed', { addresses: [address] }))
  const { outcomes } = await house.sync('clover-customers', { externalId: id })
  expect(outcomes).toMatchObject([
    { outcome: 'error', code: 'CARD_NUMBER_REFUSED', title: 'Card Number Refused', recordId: null },
  ])
  expect(outcomes[0]?.reason).toContain('addresses.0.address1')
  expect(await house.record(id)).toBeNull()
  expect(await everythingStored()).not.toContain(written)
  expect(house.log()).not.toContain(written)
})

/** What Clover was told of its customer online, body by body. */
const toldOf = (id: unknown) =>
  house.clover
    .effects()
    .filter((effect) => effect.kind === 'customer.update' && effect.by === 'api' && effect.id === id)
    .map(({ detail }) => detail)

test('S2-015, S2-022 the address of the hub is the shipping address online, and whoever receives the goods stands there', async () => {
  const record = await atTill('Shira')
  const params = { path: { id: String(record.id) } }
  const [home] = JSON.parse(JSON.stringify(record.data.addresses))
  const goods = {
    ...{ id: 'goods', firstName: 'Ola', lastName: 'Holm', address1: '9 Oak Ave', address2: 'Dock 2', city: 'Salem' },
    ...{ region: 'MA', postalCode: '00501', country: 'US', phoneNumber: '7771234', isPrimaryShipping: true },
  }
  await told(house.api.PATCH('/api/v1/records/{id}', { params, body: { addresses: [home, goods] } }))
  const { online } = linksOf(await giveCard(record, await cardToken()))
  const { shipping, name, phone } = await browser.customers.get(String(online))
  expect({ shipping, name, phone }).toEqual({
    shipping: {
      name: 'Ola Holm',
      phone: '7771234',
      address: {
        ...{ line1: '9 Oak Ave', line2: 'Dock 2', city: 'Salem', state: 'MA' },
        ...{ postal_code: '00501', country: 'US' },
      },
    },
    name: 'Shira Berg',
    phone: '(415) 555-0125',
  })
})

test('S2-017, S2-018 of a change Clover is told what changed, by the e-mail address, and what it says else stays', async () => {
  const record = await atTill('Parta')
  const params = { path: { id: String(record.id) } }
  const { online } = linksOf(await giveCard(record, await cardToken()))
  // The customer changes the address where goods go on the shop's own page.
  const elsewhere = { address: { line1: '2 New St', city: 'Ulm' } }
  await browser.customers.update({ customerId: String(online), shipping: elsewhere })
  const before = toldOf(online).length
  await told(house.api.PATCH('/api/v1/records/{id}', { params, body: { lastName: 'Lund' } }))
  await house.quiet()
  expect(toldOf(online).slice(before)).toEqual([{ email: emailOf('Parta'), name: 'Parta Lund' }])
  expect(await browser.customers.get(String(online))).toMatchObject({ name: 'Parta Lund', shipping: elsewhere })

  const [home] = JSON.parse(JSON.stringify(record.data.addresses))
  await told(
    house.api.PATCH('/api/v1/records/{id}', { params, body: { addresses: [{ ...home, address1: '7 Ash Ln' }] } }),
  )
  await house.quiet()
  expect(toldOf(online).at(-1)).toMatchObject({ shipping: { address: { line1: '7 Ash Ln', city: 'Boston' } } })
  expect(toldOf(online).at(-1)).not.toHaveProperty('name')
})

test('S2-023 who has a first name of two words keeps it at the till when a card is given online', async () => {
  const { id } = house.clover.customers.create(
    customerDraft('Mary Ann', { emailAddresses: [{ emailAddress: 'mary@example.com' }] }),
  )
  await house.sync('clover-customers', { externalId: id })
  const record = await house.record(id)
  if (record === null) throw new Error('the customer is not in the hub')
  expect(linksOf(await giveCard(record, await cardToken()))).toMatchObject({ online: id })
  expect(house.clover.customers.get(id)).toMatchObject({ firstName: 'Mary Ann', lastName: 'Berg' })
  await house.run('clover-customers')
  expect(await house.record(id)).toMatchObject({ data: { firstName: 'Mary Ann', lastName: 'Berg' } })
})

test('S2-006 a wrong token is refused when it is given, in words, and the connection stays as it was', async () => {
  await expect(connect('not-this-one')).rejects.toThrow('private token is wrong')
  const online = await told(house.api.GET('/api/v1/connections/{name}', { params: { path: { name: 'online' } } }))
  expect(online).toMatchObject({ state: 'active', account: house.clover.merchantId })
})
