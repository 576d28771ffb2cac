import type { Outcome, Session } from '@trefoil/sdk'
import { openSession } from '@trefoil/sdk/testing'
import { type CloverSimulator, startClover } from '@trefoil/simulators'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clover } from '../connector.ts'
import { orderDiscounts } from './order-discounts.ts'
import { salesTarget } from './target.ts'

let shop: CloverSimulator
beforeAll(async () => {
  shop = await startClover({ customers: 1, orders: 0, items: 0, limits: false })
})
afterAll(() => shop.stop())

const open = (settings: object = {}): Session =>
  openSession(clover, {
    endpoint: shop.url,
    credentials: { merchantId: shop.merchantId, apiToken: shop.token },
    settings,
  })

async function send(data: object, { id = null, settings = {} }: { id?: string | null; settings?: object } = {}) {
  const [outcome] = await salesTarget.upsert(open(settings), [{ id, data, idempotencyKey: 'k' }])
  if (outcome === undefined) throw new Error('no outcome')
  return outcome
}

async function sent(data: object, how: { id?: string; settings?: object } = {}) {
  const order = shop.orders.get(idOf(await send(data, how)))
  if (order === undefined) throw new Error('the order is not at the till')
  return order
}

function idOf(outcome: Outcome): string {
  if (!('id' in outcome)) throw new Error(JSON.stringify(outcome))
  return outcome.id
}

const tea = { name: 'Tea', quantity: 1, unitPrice: 500 }
const writesSince = (at: number) =>
  shop
    .effects()
    .slice(at)
    .map(({ kind }) => kind)

test('an order is put together whole: its own lines, discounts below zero, shipping, taxes, customer and total', async () => {
  const [customer] = shop.customers.list()
  const order = await sent({
    ...{ externalReferenceId: 'TF1', title: '1042', note: 'ring twice', currency: 'usd', customerId: customer?.id },
    lines: [
      { ...tea, quantity: 3, extendedPrice: 1500, discountAmount: 100, note: 'hot' },
      { name: 'Olives', quantity: 0.35, unitPrice: 1400 },
    ],
    discounts: [{ name: 'Reward', amount: 90 }],
    ...{ shippingAmount: 400, taxAmount: 110, total: 2310 },
  })
  expect(order).toMatchObject({
    ...{ externalReferenceId: 'TF1', title: '1042', note: 'ring twice', state: 'open', total: 2310, taxRemoved: true },
    customerIds: [customer?.id],
    discounts: [{ name: 'Reward', amount: -90 }],
  })
  const lines = order.lineItems.map(({ name, price, note, discounts = [] }) => [
    name,
    price,
    note,
    discounts[0]?.amount,
  ])
  expect(lines).toEqual([
    ['Tea', 500, 'hot', -34],
    ['Tea', 500, 'hot', -33],
    ['Tea', 500, 'hot', -33],
    ['Olives × 0.35', 490, undefined, undefined],
    ['Shipping', 400, undefined, undefined],
    ['Tax', 110, undefined, undefined],
  ])
})

test('order type, employee and tax rate come from the connection by name, and a mapping may name others', async () => {
  const orderType = shop.shelf('orderTypes').create({ label: 'Online' }).id
  const other = shop.shelf('orderTypes').create({ label: 'Pick-up' }).id
  const employee = shop.shelf('employees').create({ name: 'Web Shop' }).id
  const rate = shop.shelf('taxRates').create({ name: 'MA sales tax', rate: 625_000 }).id
  const settings = { orderType: 'online', orderEmployee: employee, orderTaxRate: 'MA Sales Tax' }
  const order = await sent({ externalReferenceId: 'TF2', lines: [tea], taxAmount: 31 }, { settings })
  expect(order).toMatchObject({ orderTypeId: orderType, employeeId: employee, taxRemoved: false, total: 531 })
  expect(order.lineItems).toMatchObject([{ name: 'Tea', taxRates: [{ id: rate }] }])
  const picked = await sent({ externalReferenceId: 'TF3', lines: [tea], orderType: 'Pick-up' }, { settings })
  expect(picked.orderTypeId).toBe(other)
})

test('an order type that was deleted is not mistaken for the one that has its name now', async () => {
  shop.shelf('orderTypes').create({ label: 'Delivery', isDeleted: true })
  const { id } = shop.shelf('orderTypes').create({ label: 'Delivery' })
  const order = await sent({ externalReferenceId: 'TF3A', lines: [tea], orderType: 'Delivery' })
  expect(order).toMatchObject({ orderTypeId: id })
})

test('an order type that the till does not have is named, with those that it has, and nothing is written', async () => {
  const before = shop.effects().length
  const outcome = await send({ externalReferenceId: 'TF4', lines: [tea], orderType: 'Drive-in' })
  expect(outcome).toMatchObject({ status: 'failed', fault: { kind: 'invalid', details: { code: 'NOT_AT_THE_TILL' } } })
  expect(outcome).toMatchObject({ fault: { message: expect.stringContaining('Online') } })
  expect(writesSince(before)).toEqual([])
})

test('a SKU that one item of the till has becomes that item; one that none or two have a custom line', async () => {
  const item = shop.shelf('items').create({ name: 'Green tea', price: 500, sku: 'GREEN' })
  for (const name of ['One', 'Other']) shop.shelf('items').create({ name, price: 500, sku: 'TWICE' })
  const lines = ['GREEN', 'TWICE', 'NEVER'].map((sku) => ({ ...tea, sku }))
  const { lineItems } = await sent({ externalReferenceId: 'TF5', lines })
  expect(lineItems.map((line) => line.item?.id)).toEqual([item.id, undefined, undefined])
})

test('the merchant’s service charge is a share of what the parts make', async () => {
  const order = await sent({
    ...{ externalReferenceId: 'TF6', lines: [{ ...tea, unitPrice: 2000 }] },
    serviceCharge: { name: 'Delivery', percentage: 12.5 },
  })
  expect(order).toMatchObject({ serviceCharge: { name: 'Delivery', percentageDecimal: 125_000 }, total: 2250 })
})

test.each([
  ['an order without lines', { lines: [] }, 'ORDER_WITHOUT_LINES', 'lines'],
  ['an order whose lines are of nothing', { lines: [{ ...tea, quantity: 0 }] }, 'ORDER_WITHOUT_LINES', 'lines'],
  [
    'a discount with the wrong sign',
    { lines: [tea], discounts: [{ name: 'Oops', amount: -100 }] },
    'DISCOUNT_WRONG_SIGN',
    'discounts.0.amount',
  ],
  [
    'a line discount with the wrong sign',
    { lines: [{ ...tea, discountAmount: -1 }] },
    'DISCOUNT_WRONG_SIGN',
    'lines.0.discountAmount',
  ],
  ['an order in other money', { lines: [tea], currency: 'EUR' }, 'CURRENCY_DIFFERS', 'currency'],
  ['a line without a price', { lines: [{ name: 'Tea' }] }, undefined, 'lines.0.unitPrice'],
  ['a line that comes back', { lines: [{ ...tea, quantity: -1 }] }, undefined, 'lines.0.quantity'],
  ['more lines than Clover takes', { lines: [{ ...tea, quantity: 3000 }], taxAmount: 1 }, undefined, 'lines'],
  ['a title that is too long', { lines: [tea], title: 'x'.repeat(128) }, undefined, 'title'],
  ['a customer who is gone', { lines: [tea], customerId: 'N0B0DY0000000' }, undefined, 'customerId'],
])('%s is named with its field, costs no other order, and leaves nothing at the till', async (_, data, code, field) => {
  const before = shop.orders.count()
  const writes = [
    { externalReferenceId: 'TFBAD', ...data },
    { externalReferenceId: 'TF1', title: '1042' },
  ]
  const [bad, good] = await salesTarget.upsert(
    open(),
    writes.map((each) => ({ id: null, data: each, idempotencyKey: 'k' })),
  )
  expect(bad).toMatchObject({ status: 'failed', fault: { kind: 'invalid', details: { field } } })
  expect(bad !== undefined && 'fault' in bad ? bad.fault.details.code : 'none').toBe(code)
  expect(good).toMatchObject({ status: 'updated' })
  expect(shop.orders.count()).toBe(before)
})

test('a creation that breaks off after every single write is finished by its repeats, and never made twice', async () => {
  const data = {
    externalReferenceId: 'TF7',
    lines: [
      { ...tea, quantity: 120, discountAmount: 3 },
      { ...tea, name: 'Bun' },
    ],
    discounts: [
      { name: 'Reward', amount: 10 },
      { name: 'Coupon', amount: 20 },
    ],
    serviceCharge: { percentage: 10 },
  }
  let last: Outcome | undefined
  let attempts = 0
  while (last === undefined || last.status === 'failed') {
    attempts += 1
    shop.faults.clear()
    // One write is done, and its answer lost.
    shop.faults.add({ match: 'POST', kind: 'reset-after-commit' })
    last = await send(data)
    if (last.status === 'failed') expect(last.fault.kind).toBe('unavailable')
  }
  shop.faults.clear()
  const made = shop.orders.list().filter(({ externalReferenceId }) => externalReferenceId === 'TF7')
  expect(made).toMatchObject([{ id: idOf(last), discounts: [{ amount: -10 }, { amount: -20 }], total: 66_514 }])
  expect(made[0]?.lineItems).toHaveLength(121)
  expect(made[0]?.lineItems.flatMap(({ discounts = [] }) => discounts)).toHaveLength(3)
  expect(attempts).toBeGreaterThan(5)
})

test('an order to which somebody at the till added something keeps it, and it is said', async () => {
  const order = await sent({ externalReferenceId: 'TF8', lines: [tea] })
  const lineItems = [...order.lineItems, { id: 'CAKE', name: 'Cake', price: 300 }]
  shop.orders.update(order.id, { lineItems, total: 800 })
  const again = await send({ externalReferenceId: 'TF8', title: 'Nora', lines: [{ ...tea, quantity: 2 }] })
  expect(again).toMatchObject({ status: 'updated', id: order.id, warnings: [expect.stringContaining('at the till')] })
  expect(shop.orders.get(order.id)).toMatchObject({
    title: 'Nora',
    total: 800,
    lineItems: [{ name: 'Tea' }, { name: 'Cake' }],
  })
})

test('an order that is paid is not changed any more', async () => {
  const { id } = await sent({ externalReferenceId: 'TF9', lines: [tea] })
  shop.orders.update(id, { paymentState: 'PAID', state: 'locked' })
  const before = shop.orders.get(id)
  const again = await send({ externalReferenceId: 'TF9', title: 'Late', lines: [{ ...tea, quantity: 2 }] })
  expect(again).toMatchObject({ status: 'unchanged', id })
  expect(shop.orders.get(id)).toEqual(before)
})

test('an order is shown in the dashboard of its region', () => {
  const page = salesTarget.page?.(open({ environment: 'eu' }), 'K4W8N2R6T0V3X')
  expect(page).toBe(`https://www.eu.clover.com/orders/m/${shop.merchantId}/orders/K4W8N2R6T0V3X`)
})

test('a total that is not what the parts make is written as told, with a warning', async () => {
  const outcome = await send({ externalReferenceId: 'TF10', lines: [tea], total: 499 })
  expect(outcome).toMatchObject({ status: 'created', warnings: [expect.stringContaining('parts make 500')] })
  expect(shop.orders.get(idOf(outcome))?.total).toBe(499)
})

test('without a reference of its own an order is not made, as its repeat would be a second one', async () => {
  expect(await send({ lines: [tea] })).toMatchObject({
    status: 'failed',
    fault: { kind: 'invalid', details: { field: 'externalReferenceId' } },
  })
})

test('a discount goes onto an open order below zero, once, and can be taken back', async () => {
  const { id: orderId } = shop.orders.createFor()
  const put = async (data: object) => {
    const [outcome] = await orderDiscounts.upsert(open(), [{ id: null, data, idempotencyKey: 'k' }])
    return outcome
  }
  const reward = { orderId, name: 'Reward R-17', amount: 500 }
  const made = await put(reward)
  expect(made).toMatchObject({ status: 'created' })
  expect(await put(reward)).toEqual({ ...made, status: 'unchanged' })
  expect(await put({ ...reward, amount: 400 })).toMatchObject({ status: 'failed', fault: { kind: 'conflict' } })
  await put({ orderId, name: 'Silver', percentage: 12.5 })
  expect(shop.orders.get(orderId)?.discounts).toMatchObject([
    { name: 'Reward R-17', amount: -500 },
    { name: 'Silver', percentageDecimal: 125_000 },
  ])
  const id = made !== undefined && 'id' in made ? made.id : ''
  expect(await orderDiscounts.remove?.(open(), [id, id])).toMatchObject([{ status: 'removed' }, { status: 'removed' }])
  expect(shop.orders.get(orderId)?.discounts).toMatchObject([{ name: 'Silver' }])
})

test('a discount that would raise the price, has no size, or comes after the payment is named', async () => {
  const { id: orderId } = shop.orders.createFor()
  const paid = shop.orders.createFor(undefined, { paymentState: 'PAID' }).id
  const of = (more: object) => ({ id: null, data: { orderId, name: 'Oops', ...more }, idempotencyKey: 'k' })
  const all = [{ amount: -5 }, { percentage: -5 }, { percentage: 120 }, {}, { amount: 5, percentage: 5 }]
  const outcomes = await orderDiscounts.upsert(open(), [...all, { orderId: paid, amount: 5 }].map(of))
  const said = outcomes.map((each) =>
    each.status === 'failed' ? [each.fault.details.code, each.fault.details.field] : [],
  )
  expect(said).toEqual([
    ['DISCOUNT_WRONG_SIGN', 'amount'],
    ['DISCOUNT_WRONG_SIGN', 'percentage'],
    [undefined, 'percentage'],
    [undefined, 'amount'],
    [undefined, 'amount'],
    ['ORDER_PAID', undefined],
  ])
  expect(shop.orders.get(orderId)?.discounts ?? []).toEqual([])
})
