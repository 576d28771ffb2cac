import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestShop, type TestShop } from './test-client.ts'

let shop: TestShop
beforeEach(async () => {
  shop = await openTestShop({ customers: 3, orders: 2 })
})
afterEach(() => shop.stop())

const sim = (method: string, path: string, body?: unknown) =>
  fetch(`${shop.url}/_sim${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })

test('GET /_sim tells where it is, how to get in, and how much there is', async () => {
  expect(await (await sim('GET', '')).json()).toEqual({
    url: shop.url,
    merchantId: shop.merchantId,
    token: shop.token,
    ecommerce: shop.ecommerce,
    app: { id: shop.app.id, secret: shop.app.secret },
    customers: 3,
    orders: 2,
    effects: 0,
  })
})

test('the truth is read in slices, oldest first', async () => {
  const slice = await (await sim('GET', '/customers?offset=1&limit=1')).json()
  expect(slice).toEqual([shop.customers.list()[1]])
})

test('a customer is made, changed and removed as by a person at the till', async () => {
  await sim('POST', '/customers', { emailAddresses: [{ emailAddress: 'not one' }] })
  const [made] = shop.customers.list().slice(-1)
  const id = made?.id ?? ''
  expect(made?.emailAddresses).toMatchObject([{ emailAddress: 'not one' }])
  await sim('PATCH', `/customers/${id}`, { firstName: 'Nora', marketingAllowed: true })
  expect(shop.customers.get(id)).toEqual({ ...made, firstName: 'Nora', marketingAllowed: true })
  await sim('DELETE', `/customers/${id}`)
  expect(shop.customers.get(id)).toBeUndefined()
  expect(shop.effects().map(({ kind, by }) => `${kind} by ${by}`)).toEqual([
    'customer.create by person',
    'customer.update by person',
    'customer.delete by person',
  ])
})

test('an order is made for a customer', async () => {
  const [customer] = shop.customers.list()
  await sim('POST', '/orders', { customerId: customer?.id })
  expect(shop.orders.list().at(-1)).toMatchObject({ customerIds: [customer?.id], state: 'open' })
})

test('a slip in a test is told, not swallowed', async () => {
  const misspelt = await sim('POST', '/customers', { email: 'nora@example.com' })
  expect([misspelt.status, await misspelt.text()]).toEqual([400, expect.stringContaining('unknown: email')])
  expect((await sim('PATCH', '/customers/C9QZ7T1V3W5X2', {})).status).toBe(400)
  expect((await sim('GET', '/nothing')).status).toBe(404)
})

test('the permissions of the token change while it runs', async () => {
  await sim('PUT', '/permissions', ['ORDERS_R'])
  expect((await shop.call('GET', '/customers')).status).toBe(401)
  expect((await shop.call('GET', '/orders')).status).toBe(200)
})

test.each([
  ['POST', '/customers', { emailAddresses: ['nora@example.com'] }, 'emailAddresses is a list of objects'],
  ['POST', '/orders', { customerId: 7 }, 'customerId is a text'],
  ['POST', '/orders', { customer: 'C9QZ7T1V3W5X2' }, 'unknown: customer'],
  ['POST', '/keys', { permissions: 'CUSTOMERS_R' }, 'permissions is a list of texts'],
  ['PATCH', '/app', { webhookURL: 'http://127.0.0.1:1' }, 'unknown: webhookURL'],
  ['PATCH', '/app', { events: ['C', 'CUSTOMER'] }, 'events are'],
  ['POST', '/app/installs', { merchant: 'M' }, 'unknown: merchant'],
])('%s %s with %o does nothing else instead', async (method, path, body, words) => {
  const before = shop.keys.list().length
  const refused = await sim(method, path, body)
  expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining(words)])
  expect([shop.effects(), shop.keys.list().length]).toEqual([[], before])
})

test('a token is made by permissions, and an app is set up, from another process', async () => {
  const { token } = JSON.parse(await (await sim('POST', '/keys', { permissions: ['ORDERS_R'] })).text())
  expect((await shop.call('GET', '/orders', undefined, { authorization: `Bearer ${token}` })).status).toBe(200)
  expect((await shop.call('GET', '/customers', undefined, { authorization: `Bearer ${token}` })).status).toBe(401)
  const settings = { permissions: ['ORDERS_R'], events: ['O'], redirectUris: ['http://127.0.0.1:4000/back'] }
  expect((await sim('PATCH', '/app', settings)).status).toBe(200)
  expect((await sim('POST', '/app/installs')).status).toBe(200)
})
