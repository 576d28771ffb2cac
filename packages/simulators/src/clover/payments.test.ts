import { afterEach, beforeEach, expect, test } from 'vitest'
import { elementsOf, noon, openTestShop, type TestShop } from './test-client.ts'

let shop: TestShop
beforeEach(async () => {
  shop = await openTestShop()
})
afterEach(() => shop.stop())

const day = 86_400_000
const cash = 'V5X7Z9B1D3F5H'

/** A paid order of so many days ago. */
const paid = (days: number) => {
  const at = noon.getTime() - days * day
  const times = { createdTime: at, clientCreatedTime: at, modifiedTime: at }
  return shop.orders.createFor(undefined, { ...times, paymentState: 'PAID', state: 'locked' })
}

test('payments and refunds of long ago are found by windows on their created time, 90 days at once', async () => {
  const old = paid(200)
  const [payment] = elementsOf(await shop.call('GET', `/orders/${old.id}/payments`))
  const money = { amount: 1, taxAmount: 0, tipAmount: 0, status: 'SUCCESS', voided: false }
  const { createdTime } = old
  shop.orders.update(old.id, {
    modifiedTime: createdTime,
    refunds: [
      { id: 'R1', payment: { id: String(payment?.id) }, createdTime, clientCreatedTime: createdTime, ...money },
    ],
  })
  const between = (from: number, to: number) =>
    `filter=createdTime>=${noon.getTime() - from * day}&filter=createdTime<${noon.getTime() - to * day}`
  expect(await shop.ids(`/payments?${between(210, 190)}`)).toEqual([payment?.id])
  expect(await shop.ids(`/refunds?${between(210, 190)}`)).toEqual(['R1'])
  // A wider one shows its newest 90 days.
  expect(await shop.ids(`/payments?${between(210, 50)}`)).toEqual([])
  expect(await shop.ids('/payments')).toEqual([])
})

test('what was paid by card is not written down', async () => {
  const { id } = shop.orders.createFor()
  const cards = elementsOf(await shop.call('GET', '/tenders')).find(({ label }) => label === 'Credit Card')
  const refused = await shop.call('POST', `/orders/${id}/payments`, { amount: 650, tender: { id: cards?.id } })
  expect(refused.status).toBe(400)
  expect(shop.orders.get(id)?.payments).toBeUndefined()
})

test('a payment shows its order, and a refund its payment, where they are asked for', async () => {
  const order = paid(1)
  const [payment] = elementsOf(await shop.call('GET', '/payments?expand=order'))
  expect(payment).toMatchObject({ order: { id: order.id, total: 650, state: 'locked' } })
  const at = noon.getTime()
  const money = { amount: 1, taxAmount: 0, tipAmount: 0, status: 'SUCCESS', voided: false }
  shop.orders.update(order.id, {
    refunds: [{ id: 'R1', payment: { id: String(payment?.id) }, createdTime: at, clientCreatedTime: at, ...money }],
  })
  expect((await shop.call('GET', '/refunds/R1')).json).toMatchObject({ payment: { id: payment?.id } })
  expect(elementsOf(await shop.call('GET', '/refunds?expand=payment'))).toMatchObject([
    { payment: { id: payment?.id, amount: 650, result: 'SUCCESS' } },
  ])
})

test('the payments of one order and of one employee are filtered like all others', async () => {
  const { id } = shop.orders.createFor()
  const employee = { id: 'F2H4J6M8P0R40' }
  for (const amount of [150, 500]) {
    await shop.call('POST', `/orders/${id}/payments`, { amount, tender: { id: cash }, employee })
  }
  expect(await shop.ids(`/orders/${id}/payments?filter=amount=150`)).toHaveLength(1)
  expect(await shop.ids(`/employees/${employee.id}/payments?filter=amount>200`)).toHaveLength(1)
  expect((await shop.call('GET', `/orders/${id}/payments?filter=colour=red`)).status).toBe(400)
})

test('the orders of an employee are found by the name as well', async () => {
  const mine = shop.orders.createFor(undefined, { employeeId: 'F2H4J6M8P0R40', total: 5 })
  shop.orders.createFor(undefined, { employeeId: 'F2H4J6M8P0R41', total: 5 })
  expect(await shop.ids("/orders?filter=employee.name='Ada Blom'")).toEqual([mine.id])
  expect(await shop.ids('/employees/F2H4J6M8P0R40/orders?filter=total>5')).toEqual([])
})

test('a voided payment is news of its order, too', async () => {
  const order = paid(1)
  const [payment] = elementsOf(await shop.call('GET', '/payments'))
  const before = shop.effects().length
  await shop.call('POST', `/payments/${payment?.id}`, { result: 'VOIDED' })
  expect(
    shop
      .effects()
      .slice(before)
      .map(({ kind, id }) => [kind, id]),
  ).toEqual([
    ['payment.update', payment?.id],
    ['order.update', order.id],
  ])
})

test('a call expands three fields, and leaves a fourth out without a word', async () => {
  const { id } = shop.customers.create({ firstName: 'Nora', metadata: { note: 'x' } })
  const path = `/customers/${id}?expand=addresses,emailAddresses,colours,phoneNumbers,metadata`
  expect((await shop.call('GET', path)).json).toHaveProperty('phoneNumbers')
  expect((await shop.call('GET', path)).json).not.toHaveProperty('metadata')
})

test('the sums of an atomic order count the service charge, and units by their thousand', async () => {
  const usual: { id: string } = JSON.parse((await shop.call('GET', '/default_service_charge')).text)
  const orderCart = {
    lineItems: [
      { name: 'Cheese', price: 400, unitQty: 2500 },
      { name: 'Bread', price: 200 },
    ],
    discounts: [{ name: 'Loyalty', amount: -200 }],
    serviceCharge: { id: usual.id, percentageDecimal: 125_000 },
  }
  // (400 × 2.5 + 200 − 200) × 1.125
  expect((await shop.call('POST', '/atomic_order/checkouts', { orderCart })).json).toMatchObject({
    subtotal: 1000,
    total: 1125,
  })
  const made = await shop.call('POST', '/atomic_order/orders', { orderCart })
  expect(made.json).toMatchObject({ total: 1125 })
  const [order] = shop.orders.list()
  expect(order?.serviceCharge).toMatchObject({ id: usual.id, percentageDecimal: 125_000 })
  expect(order?.serviceCharge).not.toHaveProperty('percentage')
})
