import { afterEach, expect, test } from 'vitest'
import type { CloverOptions } from './start-clover.ts'
import { elementsOf, openTestShop, type TestShop } from './test-client.ts'

let shop: TestShop
afterEach(() => shop.stop())
const open = async (options?: CloverOptions) => {
  shop = await openTestShop(options)
}

const id = expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{13}$/)
/** The example of the documents, as it is created. */
const nora = {
  firstName: 'Nora',
  lastName: 'Lindqvist',
  emailAddresses: [{ emailAddress: 'nora@example.com' }],
  phoneNumbers: [{ phoneNumber: '555-100-0001' }],
}

test('creating answers 200 and shows no contacts unless they are expanded', async () => {
  await open()
  const created = await shop.call('POST', '/customers', nora)
  expect(created.status).toBe(200)
  const [customer] = shop.customers.list()
  expect(created.json).toEqual({
    href: `${shop.base}/customers/${customer?.id}`,
    id,
    firstName: 'Nora',
    lastName: 'Lindqvist',
    marketingAllowed: false,
    customerSince: 1767268805000,
  })
  expect(customer?.emailAddresses).toEqual([{ id, emailAddress: 'nora@example.com', primaryEmail: false }])
})

test('the documented example comes back with its contacts wrapped in elements', async () => {
  await open()
  const metadata = { businessName: 'Lindqvist AB', note: 'prefers window seat', dobMonth: 4, dobDay: 12 }
  const created = await shop.call('POST', '/customers?expand=emailAddresses%2CphoneNumbers,metadata', {
    ...nora,
    metadata,
  })
  const [customer] = shop.customers.list()
  const owner = { id: customer?.id }
  expect(created.json).toMatchObject({
    emailAddresses: { elements: [{ id, emailAddress: 'nora@example.com', primaryEmail: false, customer: owner }] },
    phoneNumbers: { elements: [{ id, phoneNumber: '555-100-0001', customer: owner }] },
    metadata: { ...metadata, modifiedTime: 1767268805000 },
  })
  expect(created.json).not.toHaveProperty('addresses')
})

test('wrapped contacts are taken on create, too, and flat ones are ignored without an error', async () => {
  await open()
  await shop.call('POST', '/customers', {
    email: 'flat@example.com',
    phone: '555-100-0002',
    note: 'flat',
    marketingAllowed: true,
    customerSince: 1,
    emailAddresses: { elements: [{ emailAddress: 'wrapped@example.com' }] },
  })
  expect(shop.customers.list()).toEqual([
    {
      id,
      marketingAllowed: false,
      customerSince: 1767268805000,
      emailAddresses: [{ id, emailAddress: 'wrapped@example.com', primaryEmail: false }],
      phoneNumbers: [],
      addresses: [],
      cards: [],
    },
  ])
})

test('two customers may have the same e-mail address', async () => {
  await open()
  await shop.call('POST', '/customers', nora)
  expect((await shop.call('POST', '/customers', nora)).status).toBe(200)
  expect(await shop.ids("/customers?filter=emailAddress='nora@example.com'")).toHaveLength(2)
})

test('an update changes only what is given, clears what is null, and leaves contacts alone', async () => {
  await open()
  const { id: known } = shop.customers.create(nora)
  const updated = await shop.call('POST', `/customers/${known}`, {
    lastName: null,
    marketingAllowed: true,
    emailAddresses: [{ emailAddress: 'other@example.com' }],
  })
  expect(updated.json).toMatchObject({ id: known, firstName: 'Nora', marketingAllowed: false })
  expect(updated.json).not.toHaveProperty('lastName')
  expect(shop.customers.get(known)?.emailAddresses).toMatchObject([{ emailAddress: 'nora@example.com' }])
})

test.each([
  ['replace', ['other@example.com']],
  ['add', ['nora@example.com', 'other@example.com']],
] as const)('contacts in an update %s the old ones where that is chosen', async (contactsInUpdate, expected) => {
  await open({ choices: { contactsInUpdate } })
  const { id: known } = shop.customers.create(nora)
  await shop.call('POST', `/customers/${known}`, { emailAddresses: [{ emailAddress: 'other@example.com' }] })
  const customer = shop.customers.get(known)
  expect(customer?.emailAddresses.map(({ emailAddress }) => emailAddress)).toEqual(expected)
  expect(customer?.phoneNumbers).toHaveLength(1)
})

test('a deleted customer is gone: 404 by its id, and out of the list', async () => {
  await open()
  const { id: known } = shop.customers.create(nora)
  const deleted = await shop.call('DELETE', `/customers/${known}`)
  expect([deleted.status, deleted.json]).toEqual([200, {}])
  const gone = await shop.call('GET', `/customers/${known}`)
  expect([gone.status, gone.json]).toEqual([404, { message: 'Not Found', details: 'Customer not found' }])
  expect(await shop.ids('/customers')).toEqual([])
})

test.each([
  ['null', null],
  ['a list', [nora]],
  ['a name of 65 characters', { firstName: 'N'.repeat(65) }],
  ['an address on an invented domain', { emailAddresses: [{ emailAddress: 'x@y.test' }] }],
  ['the same in capitals', { emailAddresses: [{ emailAddress: 'X@Y.TEST' }] }],
  ['an address without a domain', { emailAddresses: [{ emailAddress: 'nora' }] }],
  ['a street without a city', { addresses: [{ address1: '12 Camellia Street' }] }],
])('%s is refused with 400, and nobody is created', async (_what, body) => {
  await open()
  expect((await shop.call('POST', '/customers', body)).status).toBe(400)
  expect(shop.effects()).toEqual([])
})

test('an empty customer is taken, as all fields are optional', async () => {
  await open()
  expect((await shop.call('POST', '/customers', {})).status).toBe(200)
})

test.each(['PUT', 'PATCH'])('%s on a customer is a 405 in plain text', async (method) => {
  await open()
  const refused = await shop.call(method, '/customers/C9QZ7T1V3W5X2', nora)
  expect([refused.status, refused.text]).toEqual([405, `405 ${method} not allowed.`])
  expect(refused.headers.get('allow')).toBe('GET, POST, DELETE, OPTIONS')
  expect(refused.headers.get('content-type')).toBe('text/plain')
  expect(refused.headers.has('x-clover-request-id')).toBe(false)
})

test('unknown expand names are ignored, and a nested list is cut at 100', async () => {
  await open()
  const phoneNumbers = Array.from({ length: 101 }, (_, n) => ({ phoneNumber: `555-${n}` }))
  const { id: known } = shop.customers.create({ phoneNumbers })
  const { json } = await shop.call('GET', `/customers/${known}?expand=phoneNumbers,loyalty,addresses`)
  expect(json).toMatchObject({ phoneNumbers: { elements: { length: 100 } }, addresses: { elements: [] } })
  expect(json).not.toHaveProperty('loyalty')
})

test('an expanded empty list is left out where that is chosen', async () => {
  await open({ choices: { emptyNestedList: 'absent' } })
  const { id: known } = shop.customers.create({ firstName: 'Nora' })
  expect((await shop.call('GET', `/customers/${known}?expand=addresses`)).json).not.toHaveProperty('addresses')
})

test('expanding orders shows the orders of a customer by their ids', async () => {
  await open()
  const { id: known } = shop.customers.create(nora)
  const order = shop.orders.createFor(known)
  shop.orders.createFor()
  const { json } = await shop.call('GET', `/customers/${known}?expand=orders`)
  expect(json).toMatchObject({ orders: { elements: [{ id: order.id }] } })
})

test('a page that was read before shows a change made since', async () => {
  await open()
  const { id: known } = shop.customers.create(nora)
  await shop.call('GET', '/customers?expand=emailAddresses')
  shop.customers.update(known, { firstName: 'Eleonora', emailAddresses: [{ emailAddress: 'e@example.org' }] })
  expect(elementsOf(await shop.call('GET', '/customers?expand=emailAddresses'))).toMatchObject([
    { firstName: 'Eleonora', emailAddresses: { elements: [{ emailAddress: 'e@example.org' }] } },
  ])
})

test('a create whose reply is lost has happened all the same', async () => {
  await open()
  shop.faults.add({ kind: 'reset-after-commit', match: 'POST /v3/' })
  await expect(shop.call('POST', '/customers', nora)).rejects.toThrow()
  expect(shop.effects()).toMatchObject([{ kind: 'customer.create', by: 'api', detail: nora }])
  expect(shop.customers.list()).toHaveLength(1)
})

test('how often somebody asked does not change the id of what is made next', async () => {
  await open()
  const other = await openTestShop()
  for (const path of ['/customers', '/items', '/nowhere']) await other.call('GET', path)
  const made = [await shop.call('POST', '/customers', {}), await other.call('POST', '/customers', {})]
  await other.stop()
  const [first, second] = made.map(({ text }) => JSON.parse(text).id)
  expect(second).toBe(first)
})

test('the orders of a customer come newest first, without those that are hidden', async () => {
  await open()
  const { id: known } = shop.customers.create({ firstName: 'Nora' })
  const [one, other] = [shop.orders.createFor(known), shop.orders.createFor(known)]
  await shop.call('POST', '/orders', { customers: [{ id: known }] })
  const wanted = [{ orders: { elements: [{ id: other.id }, { id: one.id }] } }]
  expect([(await shop.call('GET', `/customers/${known}?expand=orders`)).json]).toMatchObject(wanted)
  expect(elementsOf(await shop.call('GET', '/customers?expand=orders'))).toMatchObject(wanted)
})
