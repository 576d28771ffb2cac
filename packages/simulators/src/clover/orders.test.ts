import { afterEach, expect, test } from 'vitest'
import type { CloverOptions } from './start-clover.ts'
import { elementsOf, noon, openTestShop, type TestShop } from './test-client.ts'

let shop: TestShop
afterEach(() => shop.stop())
const open = async (options?: CloverOptions) => {
  shop = await openTestShop(options)
}

const day = 86_400_000
/** An order that many days ago. */
const orderOf = (days: number) => {
  const at = noon.getTime() - days * day
  return shop.orders.createFor(undefined, { createdTime: at, clientCreatedTime: at, modifiedTime: at }).id
}

test('an order made of nothing has no state, no total and no payment state', async () => {
  await open()
  const created = await shop.call('POST', '/orders', {})
  const [order] = shop.orders.list()
  expect(created.json).toEqual({
    href: `${shop.base}/orders/${order?.id}`,
    id: order?.id,
    currency: 'USD',
    taxRemoved: false,
    isVat: false,
    manualTransaction: false,
    groupLineItems: true,
    testMode: false,
    createdTime: 1767268805000,
    clientCreatedTime: 1767268805000,
    modifiedTime: 1767268805000,
  })
})

test('an order without a state is hidden from the list until it is opened', async () => {
  await open()
  await shop.call('POST', '/orders', { title: 'Table 4' })
  const id = shop.orders.list()[0]?.id ?? ''
  expect(await shop.ids('/orders')).toEqual([])
  expect((await shop.call('GET', `/orders/${id}`)).json).toMatchObject({ title: 'Table 4' })
  await shop.call('POST', `/orders/${id}`, { state: 'open' })
  expect(await shop.ids('/orders')).toEqual([id])
})

test('a customer is linked to an order, and seen when expanded', async () => {
  await open()
  const { id } = shop.customers.create({ firstName: 'Nora' })
  const order = shop.orders.createFor()
  await shop.call('POST', `/orders/${order.id}`, { customers: { elements: [{ id }] } })
  const [listed] = elementsOf(await shop.call('GET', '/orders?expand=customers'))
  expect(listed).toMatchObject({ customers: { elements: [{ id, firstName: 'Nora' }] } })
  expect(elementsOf(await shop.call('GET', '/orders'))[0]).not.toHaveProperty('customers')
})

test('an unknown order is a 404 with its own words', async () => {
  await open()
  const unknown = await shop.call('GET', '/orders/K4W8N2R6T0V3X')
  expect([unknown.status, unknown.json]).toEqual([404, { message: 'Not Found', details: 'Order not found' }])
})

test('without a filter the list looks back 90 days, and a single order may be older', async () => {
  await open()
  const old = orderOf(91)
  const recent = orderOf(89)
  expect(await shop.ids('/orders')).toEqual([recent])
  expect((await shop.call('GET', `/orders/${old}`)).status).toBe(200)
})

test('a wider range of modifiedTime is silently cut to its last 90 days', async () => {
  await open()
  orderOf(300)
  const inWindow = orderOf(150)
  orderOf(50)
  const until = noon.getTime() - 100 * day
  expect(await shop.ids(`/orders?filter=modifiedTime>=0&filter=modifiedTime<${until}`)).toEqual([inWindow])
})

test('a filter on createdTime never sees beyond the last 90 days', async () => {
  await open()
  orderOf(150)
  const until = noon.getTime() - 100 * day
  expect(await shop.ids(`/orders?filter=createdTime<${until}`)).toEqual([])
})

test('a second open time beside the first does not bring the last 90 days back', async () => {
  await open()
  const old = orderOf(150)
  const until = noon.getTime() - 100 * day
  expect(await shop.ids(`/orders?filter=modifiedTime<${until}&filter=clientCreatedTime<${until}`)).toEqual([old])
})

test('a filter on ids is not limited in time', async () => {
  await open()
  const old = orderOf(300)
  expect(await shop.ids(`/orders?filter=id in ('${old}')`)).toEqual([old])
})

test('the silent cut can be switched off', async () => {
  await open({ ninetyDays: false })
  const old = orderOf(300)
  expect(await shop.ids('/orders')).toEqual([old])
})

test.each(['customers.id=1', 'paymentState=PAID'])('an order list cannot be filtered by `%s`', async (filter) => {
  await open()
  expect((await shop.call('GET', `/orders?filter=${filter}`)).status).toBe(400)
})

test('an update moves modifiedTime and leaves createdTime', async () => {
  await open()
  const id = orderOf(10)
  const { json } = await shop.call('POST', `/orders/${id}`, { note: 'no onions' })
  expect(json).toMatchObject({ modifiedTime: 1767268805000, createdTime: noon.getTime() - 10 * day, note: 'no onions' })
})

test('a shop opens with orders, paid ones with a payment, many of them without a customer', async () => {
  await open({ customers: 20, orders: 200 })
  const orders = shop.orders.list()
  const strangers = orders.filter(({ customerIds }) => customerIds.length === 0).length
  expect(strangers).toBeGreaterThan(40)
  expect(strangers).toBeLessThan(100)
  const [payment] = elementsOf(await shop.call('GET', '/payments'))
  expect(payment).toMatchObject({ result: 'SUCCESS', order: { id: expect.any(String) } })
})

test('the employee of an order is set by its id, cleared by null, and by nothing else', async () => {
  await open()
  const { id } = shop.orders.createFor()
  const write = async (employee: unknown) => (await shop.call('POST', `/orders/${id}`, { employee })).status
  expect(await write({ id: 'F2H4J6M8P0R40' })).toBe(200)
  expect(await write('F2H4J6M8P0R41')).toBe(400)
  expect(await write(undefined)).toBe(200)
  expect(shop.orders.get(id)).toMatchObject({ employeeId: 'F2H4J6M8P0R40' })
  expect(await write(null)).toBe(200)
  expect(shop.orders.get(id)).not.toHaveProperty('employeeId')
})
