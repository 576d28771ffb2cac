import { afterEach, beforeEach, expect, test } from 'vitest'
import { elementsOf, openTestShop, type TestShop } from './test-client.ts'

let shop: TestShop
let order: string
beforeEach(async () => {
  shop = await openTestShop()
  order = (await made('/orders', { state: 'open' })).id
})
afterEach(() => shop.stop())

const id = expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{13}$/)
const soup = 'J7M3Q9S5V1Y8Z'
const cash = 'V5X7Z9B1D3F5H'
const made = async (path: string, body: unknown): Promise<{ id: string }> =>
  JSON.parse((await shop.call('POST', path, body)).text)
const line = () => made(`/orders/${order}/line_items`, { item: { id: soup } })

test('a line copies name and price of its item, and a quantity is passed over', async () => {
  const added = await shop.call('POST', `/orders/${order}/line_items`, { item: { id: soup }, quantity: 3 })
  expect([added.status, added.json]).toEqual([
    200,
    {
      id,
      orderRef: { id: order },
      item: { id: soup },
      name: 'Lentil soup',
      price: 650,
      printed: false,
      createdTime: 1767268805000,
      orderClientCreatedTime: 1767268805000,
      exchanged: false,
      refunded: false,
      isRevenue: true,
      isOrderFee: false,
    },
  ])
  await shop.call('POST', `/items/${soup}`, { name: 'Dal', price: 1 })
  expect(elementsOf(await shop.call('GET', `/orders/${order}/line_items`))).toMatchObject([
    { name: 'Lentil soup', price: 650 },
  ])
})

test('a line without price and item is refused, and so is a line of an unknown order', async () => {
  expect(await shop.call('POST', `/orders/${order}/line_items`, { name: 'Nothing' })).toMatchObject({
    status: 400,
    json: { message: 'Invalid line item' },
  })
  expect(await shop.call('POST', '/orders/NOSUCHORDER00/line_items', { price: 5 })).toMatchObject({
    status: 404,
    json: { message: 'Not Found', details: 'The requested resource could not be found.' },
  })
})

test('lines do not change the total: that is the app’s affair', async () => {
  await line()
  expect((await shop.call('GET', `/orders/${order}`)).json).not.toHaveProperty('total')
  await shop.call('POST', `/orders/${order}`, { total: 650 })
  expect((await shop.call('GET', `/orders/${order}`)).json).toMatchObject({ total: 650 })
})

test('an expanded list of lines ends silently at a hundred, and the list of its own can be paged', async () => {
  const items = (count: number) => ({
    items: Array.from({ length: count }, (_, n) => ({ name: `Bun ${n}`, price: 10 })),
  })
  await shop.call('POST', `/orders/${order}/bulk_line_items`, items(100))
  await shop.call('POST', `/orders/${order}/bulk_line_items`, items(20))
  expect((await shop.call('POST', `/orders/${order}/bulk_line_items`, items(101))).status).toBe(400)
  expect((await shop.call('GET', `/orders/${order}?expand=lineItems`)).json).toMatchObject({
    lineItems: { elements: { length: 100 } },
  })
  expect(await shop.ids(`/orders/${order}/line_items?limit=1000`)).toHaveLength(120)
  expect(await shop.ids(`/orders/${order}/line_items?offset=100`)).toHaveLength(20)
})

test('an order takes 3,000 lines and no more', async () => {
  shop.orders.update(order, {
    lineItems: Array.from({ length: 3000 }, (_, n) => ({ id: `L${n}`, name: 'Bun', price: 10 })),
  })
  expect((await shop.call('POST', `/orders/${order}/line_items`, { price: 10 })).status).toBe(400)
})

test('a voided line leaves the order and is among the voided ones', async () => {
  const { id: one } = await line()
  await line()
  expect((await shop.call('DELETE', `/orders/${order}/line_items/${one}`)).json).toEqual({})
  expect(await shop.ids(`/orders/${order}/line_items`)).toHaveLength(1)
  expect(await shop.ids('/voided_line_items')).toEqual([one])
})

test('the price of a modifier stands in amount', async () => {
  const { id: one } = await line()
  const [oat] = elementsOf(await shop.call('GET', "/modifiers?filter=name='Oat milk'"))
  const path = `/orders/${order}/line_items/${one}/modifications`
  const applied = await shop.call('POST', path, { modifier: { id: oat?.id } })
  expect(applied.json).toEqual({
    id,
    lineItemRef: { id: one },
    name: 'Oat milk',
    amount: 60,
    modifier: { id: oat?.id },
  })
  const { lineItems } = JSON.parse((await shop.call('GET', `/orders/${order}?expand=lineItems.modifications`)).text)
  const [{ modifications }] = lineItems.elements
  expect(modifications.elements).toEqual([applied.json])
  await shop.call('DELETE', `${path}/${modifications.elements[0].id}`)
  expect(shop.orders.get(order)?.lineItems[0]?.modifications).toEqual([])
})

test('a discount is below zero or a share, and comes back as it was given', async () => {
  const path = `/orders/${order}/discounts`
  expect((await shop.call('POST', path, { name: 'Loyalty reward', amount: -500 })).json).toEqual({
    id,
    name: 'Loyalty reward',
    amount: -500,
  })
  await shop.call('POST', path, { name: 'Silver 10%', percentage: 10 })
  for (const wrong of [{ name: 'Up', amount: 500 }, { name: 'Both', amount: -5, percentage: 5 }, { amount: -5 }]) {
    expect((await shop.call('POST', path, wrong)).status).toBe(400)
  }
  const [first, second] = elementsOf(await shop.call('GET', path))
  expect(second).not.toHaveProperty('amount')
  await shop.call('DELETE', `${path}/${first?.id}`)
  expect(await shop.ids(path)).toEqual([second?.id])
})

test('a bare reference to a discount is not looked up', async () => {
  const { id: gold } = await made('/discounts', { name: 'Gold', amount: -500 })
  const applied = await shop.call('POST', `/orders/${order}/discounts`, { discount: { id: gold } })
  expect(applied.json).toEqual({ id, discount: { id: gold } })
})

test('a line has discounts of its own', async () => {
  const { id: one } = await line()
  await shop.call('POST', `/orders/${order}/line_items/${one}/discounts`, { name: 'Silver 10%', percentage: 10 })
  expect(elementsOf(await shop.call('GET', `/orders/${order}/line_items?expand=discounts`))).toMatchObject([
    { discounts: { elements: [{ name: 'Silver 10%', percentage: 10 }] } },
  ])
})

test('a service charge needs the id of the merchant’s own', async () => {
  const path = `/orders/${order}/service_charge`
  expect(await shop.call('POST', path, { name: 'Tip' })).toMatchObject({
    status: 400,
    json: { message: 'Service charge in body is missing an ID' },
  })
  const usual: { id: string } = JSON.parse((await shop.call('GET', '/default_service_charge')).text)
  await shop.call('POST', path, { id: usual.id, name: 'Table', percentageDecimal: 125000 })
  expect((await shop.call('GET', `/orders/${order}?expand=serviceCharge`)).json).toMatchObject({
    serviceCharge: { id: usual.id, name: 'Table', percentageDecimal: 125000 },
  })
  await shop.call('DELETE', `${path}/${usual.id}`)
  expect((await shop.call('GET', `/orders/${order}?expand=serviceCharge`)).json).not.toHaveProperty('serviceCharge')
  expect((await shop.call('POST', '/default_service_charge', {})).status).toBe(405)
})

test('payments of other tenders are written down: part, then all, which locks the order', async () => {
  await shop.call('POST', `/orders/${order}`, { total: 650 })
  const path = `/orders/${order}/payments`
  for (const wrong of [{ amount: 0, tender: { id: cash } }, { amount: 5 }, { amount: 5, tender: { id: 'NOSUCH' } }]) {
    expect((await shop.call('POST', path, wrong)).status).toBe(400)
  }
  const part = {
    amount: 250,
    tender: { id: cash },
    externalPaymentId: 'till-7-000123',
    employee: { id: 'F2H4J6M8P0R40' },
  }
  expect((await shop.call('POST', path, part)).json).toMatchObject({ ...part, order: { id: order }, result: 'SUCCESS' })
  expect(shop.orders.get(order)).toMatchObject({ paymentState: 'PARTIALLY_PAID', state: 'open' })
  await shop.call('POST', path, { amount: 400, tender: { id: cash } })
  expect(shop.orders.get(order)).toMatchObject({ paymentState: 'PAID', state: 'locked' })
  expect(await shop.ids(path)).toHaveLength(2)
  const found = elementsOf(await shop.call('GET', '/payments?filter=externalPaymentId=till-7-000123&expand=tender'))
  expect(found).toMatchObject([{ amount: 250, tender: { label: 'Cash' } }])
  expect(await shop.ids('/employees/F2H4J6M8P0R40/payments')).toEqual([found[0]?.id])
})

test('a voided payment is among the voids and no longer among the payments of the order', async () => {
  const paid = shop.orders.createFor(undefined, { paymentState: 'PAID', state: 'locked' })
  const [payment] = elementsOf(await shop.call('GET', '/payments'))
  await shop.call('POST', `/payments/${payment?.id}`, { result: 'VOIDED', voidReason: 'USER_CANCEL' })
  expect((await shop.call('GET', `/orders/${paid.id}?expand=payments,voids`)).json).toMatchObject({
    paymentState: 'OPEN',
    payments: { elements: [] },
    voids: { elements: [{ id: payment?.id, voidReason: 'USER_CANCEL' }] },
  })
})

test('employee, order type and tender are ids, and whole when they are expanded, without a PIN', async () => {
  const { id: type } = await made('/order_types', { label: 'Pick-up' })
  await shop.call('POST', `/orders/${order}`, { employee: { id: 'F2H4J6M8P0R40' }, orderType: { id: type }, total: 5 })
  await shop.call('POST', `/orders/${order}/payments`, { amount: 5, tender: { id: cash } })
  const plain = await shop.call('GET', `/orders/${order}?expand=payments`)
  expect(plain.json).toMatchObject({
    employee: { id: 'F2H4J6M8P0R40' },
    orderType: { id: type },
    payments: { elements: [{ tender: { id: cash } }] },
  })
  expect(plain.text).not.toContain('Ada Blom')
  const expanded = await shop.call('GET', `/orders/${order}?expand=employee,orderType,payments.tender`)
  expect(expanded.json).toMatchObject({
    employee: { name: 'Ada Blom', role: 'EMPLOYEE' },
    orderType: { label: 'Pick-up' },
    payments: { elements: [{ tender: { label: 'Cash' } }] },
  })
  expect(expanded.text).not.toContain('"pin"')
})

test('a merchant is expanded in part', async () => {
  const { json } = await shop.call('GET', '?expand=properties,tenders')
  expect(json).toMatchObject({
    properties: { defaultCurrency: 'USD' },
    tenders: { elements: expect.arrayContaining([expect.objectContaining({ label: 'Cash' })]) },
    address: { href: `${shop.base}/address` },
  })
})

test('an atomic order is summed by the server: lines, discounts, then tax', async () => {
  const orderCart = {
    title: 'A-1',
    lineItems: [
      { item: { id: soup } },
      { name: 'Corkage', price: 1000, discounts: [{ name: 'Half', percentage: 50 }] },
    ],
    discounts: [{ name: 'Reward', amount: -150 }],
  }
  const before = shop.orders.list().length
  const checkout = await shop.call('POST', '/atomic_order/checkouts', { orderCart })
  // 650 taxed at 6.25 %, less its share of the reward: 650 * 1000 / 1150 * 0.0625 = 35.3
  expect(checkout.json).toMatchObject({
    subtotal: 1000,
    totalTaxAmount: 35,
    total: 1035,
    taxSummaries: { elements: [{ name: 'Sales Tax', rate: 625000, amount: 35 }] },
    isVat: false,
  })
  expect(shop.orders.list()).toHaveLength(before)
  expect((await shop.call('POST', '/atomic_order/orders', { orderCart })).json).toMatchObject({
    title: 'A-1',
    state: 'OPEN',
    total: 1035,
    lineItems: { elements: [{ taxRates: { elements: [{ name: 'Sales Tax' }] } }, { name: 'Corkage' }] },
  })
})

test.each([
  [{}, { message: 'cart_is_empty_or_missing', details: 'Cart is empty or missing' }],
  [{ orderCart: { lineItems: [] } }, { message: 'cart_is_empty_or_missing', details: 'Cart is empty or missing' }],
  [
    { orderCart: { lineItems: [{ item: { id: 'NOSUCHITEM000' } }] } },
    { message: 'item_does_not_exist', details: 'NOSUCHITEM000' },
  ],
])('a cart like %o is refused with the vendor’s words', async (body, json) => {
  expect(await shop.call('POST', '/atomic_order/orders', body)).toMatchObject({ status: 400, json })
})

test('a shop with oddities has 150 phone numbers of which 100 are shown, an order without lines, and a refund', async () => {
  const odd = await openTestShop({ oddities: true })
  const [customer] = odd.customers.list()
  expect(customer?.phoneNumbers).toHaveLength(150)
  expect((await odd.call('GET', `/customers/${customer?.id}?expand=phoneNumbers`)).json).toMatchObject({
    phoneNumbers: { elements: { length: 100 } },
  })
  const listed = elementsOf(await odd.call('GET', '/orders?expand=lineItems,discounts,refunds'))
  const titled = (title: string) => listed.find((one) => one.title === title)
  expect(titled('without lines')).toMatchObject({ lineItems: { elements: [] } })
  expect(titled('too many lines to expand')).toMatchObject({ lineItems: { elements: { length: 100 } } })
  expect(titled('discounted')).toMatchObject({ discounts: { elements: [{ amount: -100 }, { percentage: 10 }, {}] } })
  expect(titled('half given back')).toMatchObject({
    paymentState: 'PARTIALLY_REFUNDED',
    refunds: { elements: [{ amount: 240 }] },
  })
  expect(elementsOf(await odd.call('GET', '/refunds'))).toMatchObject([{ amount: 240, orderRef: { id } }])
  await odd.stop()
})
