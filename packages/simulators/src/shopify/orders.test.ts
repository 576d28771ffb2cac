import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestShop, type TestShop } from './test-client.ts'

let shop: TestShop
let mug: { id: string; itemId: string }
beforeEach(async () => {
  shop = await openTestShop({ products: 0, customers: 0 })
  const made = shop.products.create({ title: 'Mug', variants: [{ sku: 'MUG', price: '10.00', tracked: true }] })
    .variants[0]
  mug = { id: made?.id ?? '', itemId: made?.itemId ?? '' }
  shop.inventory.set(mug.itemId, shop.locations.list()[0]?.id ?? '', 5)
})
afterEach(() => shop.stop())

const usd = (amount: string) => ({ shopMoney: { amount, currencyCode: 'USD' } })
const create = async (order: object, options: object = {}) =>
  (await shop.ask('OrderImport', { order, options })).data.orderCreate
const detail = async (id: string) => (await shop.ask('OrderDetail', { id })).data.order
const money = (bag: { shopMoney: { amount: string } }) => bag.shopMoney.amount

test("the vendor's example order comes to the totals that are computed from it", async () => {
  const { order, userErrors } = await create({
    name: 'WEB-100234',
    sourceIdentifier: '100234',
    processedAt: '2026-11-20T09:12:33Z',
    currency: 'USD',
    taxesIncluded: true,
    email: 'a@example.com',
    customer: { toUpsert: { email: 'a@example.com', firstName: 'A', lastName: 'B' } },
    financialStatus: 'PAID',
    tags: ['imported', 'src:100234', 'a'],
    customAttributes: [{ key: 'external_id', value: '100234' }],
    shippingAddress: {
      firstName: 'A',
      lastName: 'B',
      address1: 'Main 1',
      zip: '10115',
      city: 'Berlin',
      countryCode: 'DE',
    },
    lineItems: [
      {
        variantId: mug.id,
        quantity: 2,
        priceSet: usd('19.90'),
        taxLines: [{ title: 'MwSt', rate: '0.19', priceSet: usd('6.35') }],
      },
      { title: 'Custom engraving', sku: 'ENGR', quantity: 1, requiresShipping: false, priceSet: usd('5.00') },
    ],
    shippingLines: [{ title: 'DHL Paket', code: 'dhl_parcel', priceSet: usd('4.90') }],
    discountCode: { itemFixedDiscountCode: { code: 'SAVE5', amountSet: usd('5.00') } },
    transactions: [{ kind: 'SALE', status: 'SUCCESS', gateway: 'external', amountSet: usd('44.70') }],
  })
  expect(userErrors).toEqual([])
  expect(order).toMatchObject({ name: 'WEB-100234', displayFinancialStatus: 'PAID' })
  expect(money(order.totalPriceSet)).toBe('44.7')
  const read = await detail(order.id)
  expect(money(read.subtotalPriceSet)).toBe('39.8')
  expect(money(read.totalTaxSet)).toBe('6.35')
  expect(money(read.totalDiscountsSet)).toBe('5.0')
  expect(read).toMatchObject({
    number: 1001,
    processedAt: '2026-11-20T09:12:33Z',
    tags: ['a', 'imported', 'src:100234'],
    discountCodes: ['SAVE5'],
    customAttributes: [{ key: 'external_id', value: '100234' }],
    displayFulfillmentStatus: 'UNFULFILLED',
    customer: { defaultEmailAddress: { emailAddress: 'a@example.com' } },
  })
  expect(
    read.lineItems.nodes.map(
      ({ discountAllocations }: { discountAllocations: { allocatedAmountSet: { shopMoney: { amount: string } } }[] }) =>
        discountAllocations.map(({ allocatedAmountSet }) => money(allocatedAmountSet)),
    ),
  ).toEqual([['4.44'], ['0.56']])
  // "BYPASS (default, no stock movement)"
  expect(shop.inventory.available(mug.itemId)).toBe(5)
  expect(shop.customers.list()).toMatchObject([{ firstName: 'A', email: 'a@example.com' }])
})

test('an import has no key: sent twice, it is there twice', async () => {
  const order = { sourceIdentifier: '7', lineItems: [{ variantId: mug.id, quantity: 1, priceSet: usd('1') }] }
  await create(order)
  await create(order)
  const { data } = await shop.ask('OrderByExternalId', { query: "source_identifier:'7'" })
  expect(data.orders.nodes).toHaveLength(2)
})

test.each([
  [{ lineItems: [] }, 'Line items must have at least one line item', 'INVALID'],
  [
    { lineItems: [{ variantId: 'gid://shopify/ProductVariant/1', quantity: 1 }] },
    "Line items Title can't be blank",
    'INVALID',
  ],
  [
    { currency: 'EUR', lineItems: [{ title: 'A', quantity: 1, priceSet: usd('1') }] },
    'All currencies must be the currency of the order, EUR.',
    'INVALID',
  ],
])('an order of %o is refused: %s', async (order, message, code) => {
  expect((await create(order)).userErrors).toMatchObject([{ message, code }])
  expect(shop.orders.count()).toBe(0)
})

test('stock is claimed as asked: available becomes committed, and too little stops an order that minds', async () => {
  const lineItems = [{ variantId: mug.id, quantity: 4 }]
  await create({ lineItems }, { inventoryBehaviour: 'DECREMENT_OBEYING_POLICY' })
  expect(shop.inventory.available(mug.itemId)).toBe(1)
  const short = await create({ lineItems }, { inventoryBehaviour: 'DECREMENT_OBEYING_POLICY' })
  expect(short.userErrors).toMatchObject([{ code: 'INVENTORY_CLAIM_FAILED' }])
  await create({ lineItems }, { inventoryBehaviour: 'DECREMENT_IGNORING_POLICY' })
  expect(shop.inventory.available(mug.itemId)).toBe(-3)
})

test('nothing said and nothing paid is no status at all; payments make one', async () => {
  const line = { variantId: mug.id, quantity: 1, priceSet: usd('10') }
  const status = async (more: object) => (await create({ lineItems: [line], ...more })).order.displayFinancialStatus
  const paid = (kind: string, amount: string) => ({
    transactions: [{ kind, status: 'SUCCESS', gateway: 'x', amountSet: usd(amount) }],
  })
  expect(await status({})).toBeNull()
  expect(await status({ financialStatus: 'PENDING' })).toBe('PENDING')
  expect(await status(paid('SALE', '10'))).toBe('PAID')
  expect(await status(paid('SALE', '4'))).toBe('PARTIALLY_PAID')
  expect(await status(paid('AUTHORIZATION', '10'))).toBe('AUTHORIZED')
})

test('what is owed is marked as paid once', async () => {
  const { id } = shop.orders.create({ lines: [{ variant: 'MUG' }], isPaid: false })
  expect((await shop.ask('OrderPaid', { id })).data.orderMarkAsPaid).toEqual({
    order: { id, displayFinancialStatus: 'PAID' },
    userErrors: [],
  })
  expect((await shop.ask('OrderPaid', { id })).data.orderMarkAsPaid.userErrors).toMatchObject([
    { message: 'Order cannot be marked as paid.' },
  ])
})

test('an update replaces lists, and of an id alone it makes nothing', async () => {
  const { id } = shop.orders.create({ lines: [{ variant: 'MUG' }], tags: ['x', 'y'] })
  await shop.ask('OrderPatch', { input: { id, tags: ['z'], note: 'n' } })
  expect(shop.orders.get(id)).toMatchObject({ tags: ['z'], note: 'n' })
  const nothing = await shop.ask('OrderPatch', { input: { id } })
  expect(nothing.data.orderUpdate.userErrors).toEqual([
    { field: null, message: 'No valid update parameters have been provided' },
  ])
})

test('cancelling is a job: a while later it is done, the stock and the money are back', async () => {
  const { id } = shop.orders.create({ lines: [{ variant: 'MUG', quantity: 2 }] })
  const { data } = await shop.ask(
    `mutation { orderCancel(orderId: "${id}", reason: CUSTOMER, restock: true, refundMethod: { originalPaymentMethodsRefund: true }) { job { id done } orderCancelUserErrors { code } } }`,
  )
  expect(data.orderCancel).toMatchObject({ job: { done: false }, orderCancelUserErrors: [] })
  expect(shop.orders.get(id)?.cancelledAt).toBeNull()
  shop.settle()
  expect(shop.orders.get(id)).toMatchObject({
    cancelledAt: '2026-11-20T12:00:00.000Z',
    financialStatus: 'REFUNDED',
    currentTotal: '0.00',
  })
  expect(shop.inventory.available(mug.itemId)).toBe(5)
  expect((await shop.ask(`{ job(id: "${data.orderCancel.job.id}") { done } }`)).data.job).toEqual({ done: true })
  const again = await shop.ask('OrderCancel', { orderId: id, reason: 'OTHER', restock: false })
  expect(again.data.orderCancel.orderCancelUserErrors).toMatchObject([
    { message: 'Cannot cancel an order that has already been canceled' },
  ])
})

test('a refund keeps what was ordered and lowers what is current; its key keeps it from happening twice', async () => {
  const { id, lines } = shop.orders.create({
    lines: [{ variant: 'MUG', quantity: 3 }],
    taxRate: 0.1,
    discount: { title: 'TEN', amount: '3.00' },
  })
  const before = await detail(id)
  expect([money(before.totalPriceSet), money(before.subtotalPriceSet)]).toEqual(['30.0', '27.0'])
  const parentId = before.transactions[0].id
  const input = {
    orderId: id,
    refundLineItems: [{ lineItemId: lines[0]?.id, quantity: 1, restockType: 'NO_RESTOCK' }],
    transactions: [{ orderId: id, parentId, kind: 'REFUND', gateway: 'bogus', amount: '10.00' }],
  }
  const first = await shop.ask('Refund', { input, key: 'r1' })
  expect(first.data.refundCreate).toMatchObject({
    userErrors: [],
    refund: { totalRefundedSet: { shopMoney: { amount: '10.0' } } },
  })
  expect((await shop.ask('Refund', { input, key: 'r1' })).data).toEqual(first.data)
  const after = await detail(id)
  expect([money(after.totalPriceSet), money(after.currentTotalPriceSet), money(after.totalRefundedSet)]).toEqual([
    '30.0',
    '20.0',
    '10.0',
  ])
  expect(after.lineItems.nodes[0]).toMatchObject({ quantity: 3, currentQuantity: 2, refundableQuantity: 2 })
  expect(after.refunds[0].refundLineItems.nodes).toMatchObject([
    { quantity: 1, restockType: 'NO_RESTOCK', subtotalSet: { shopMoney: { amount: '9.0' } } },
  ])
  expect(after.displayFinancialStatus).toBe('PARTIALLY_REFUNDED')
  const more = await shop.ask('Refund', {
    input: { ...input, refundLineItems: [], transactions: [{ ...input.transactions[0], amount: '99.00' }] },
    key: 'r2',
  })
  expect(more.data.refundCreate.userErrors).toMatchObject([
    { message: 'Refund amount $99.00 is greater than net payment received $20.00' },
  ])
  const toMany = await shop.ask('Refund', {
    input: { orderId: id, refundLineItems: [{ lineItemId: lines[0]?.id, quantity: 3 }] },
    key: 'r3',
  })
  expect(toMany.data.refundCreate.userErrors).toMatchObject([
    { message: 'Quantity cannot refund more items than were purchased' },
  ])
})

test('orders are read by when they changed; those of before sixty days need a scope of their own', async () => {
  const { id } = shop.orders.create({ lines: [{ variant: 'MUG' }] })
  shop.wait(61 * 86_400_000)
  shop.orders.create({ lines: [{ variant: 'MUG' }] })
  const names = async () =>
    (await shop.ask('OrdersChanged', { first: 9, query: "updated_at:>='2026-01-01T00:00:00Z'" })).data.orders.nodes.map(
      ({ name }: { name: string }) => name,
    )
  expect(await names()).toEqual(['#1001', '#1002'])
  shop.permit(['read_orders'])
  expect(await names()).toEqual(['#1002'])
  expect((await shop.ask(`{ order(id: "${id}") { id } }`)).data).toEqual({ order: null })
})

test('a line keeps its words when its product is gone', async () => {
  const { id } = shop.orders.create({ lines: [{ variant: 'MUG' }] })
  shop.products.remove(shop.products.list()[0]?.id ?? '')
  expect((await detail(id)).lineItems.nodes[0]).toMatchObject({
    title: 'Mug',
    sku: 'MUG',
    variant: null,
    product: null,
  })
})
