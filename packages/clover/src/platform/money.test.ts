import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShop, type TestShop } from '../test-shop.ts'

/** What is paid, given back and set at the till. */
let shop: TestShop
let till: TestShop['till']
beforeAll(async () => {
  shop = await openShop({ items: 0 })
  till = shop.till
})
afterAll(() => shop?.simulator.stop())

test('points are a tender of their own, with which an order is paid', async () => {
  const points = await till.tenders.create({ label: 'Points', labelKey: 'app.points' })
  expect(await till.tenders.byLabelKey('app.points')).toMatchObject({ id: points.id })
  expect(await till.tenders.byLabelKey('app.nothing')).toBeUndefined()
  const order = await till.orders.create({ state: 'open', total: 1_299 })
  const paid = await till.orders.payments(order.id).create({ tender: { id: points.id }, amount: 1_299 })
  expect(await till.payments.get(paid.id)).toMatchObject({ amount: 1_299 })
  const all = await till.payments.list({ filter: { 'tender.id': points.id }, expand: ['tender'] }).all()
  expect(all).toMatchObject([{ id: paid.id, tender: { label: 'Points' } }])
})

test('a refund of an online charge is a refund at the till, with a positive amount', async () => {
  const charge = await shop.clover.charges.create({ amount: 2_000, currency: 'usd', source: await shop.cardToken() })
  await shop.clover.refunds.create({ charge: charge.id, amount: 500 })
  const refunds = await till.refunds.list({ expand: ['payment'] }).all()
  expect(refunds).toMatchObject([{ amount: 500, payment: { id: expect.any(String) } }])
  const { refunds: inOrder } = await till.orders.get(charge.order ?? '', { expand: ['refunds'] })
  expect(inOrder).toMatchObject([{ amount: 500 }])
})

test('more than the charge cannot be given back, and Clover’s code says so', async () => {
  const charge = await shop.clover.charges.create({ amount: 100, currency: 'usd', source: await shop.cardToken() })
  await expect(shop.clover.refunds.create({ charge: charge.id, amount: 101 })).rejects.toMatchObject({
    statusCode: 400,
    code: 'processing_error',
  })
})

test('a reserved charge is captured once, and a token works once', async () => {
  const source = await shop.cardToken()
  const charge = await shop.clover.charges.create({ amount: 100, currency: 'usd', source, capture: false })
  expect(charge.captured).toBe(false)
  expect(await shop.clover.charges.capture(charge.id)).toMatchObject({ captured: true })
  await expect(shop.clover.charges.capture(charge.id)).rejects.toMatchObject({ code: 'charge_already_captured' })
  await expect(shop.clover.charges.create({ amount: 1, currency: 'usd', source })).rejects.toMatchObject({
    code: 'token_already_used',
  })
})

test('the same idempotency key charges once, and with another body it is an error of its own', async () => {
  const charge = { amount: 700, currency: 'usd', source: await shop.cardToken() }
  const options = { idempotencyKey: 'order-4711-attempt-1' }
  const first = await shop.clover.charges.create(charge, options)
  expect(await shop.clover.charges.create(charge, options)).toEqual(first)
  await expect(shop.clover.charges.create({ ...charge, amount: 701 }, options)).rejects.toMatchObject({
    type: 'CloverIdempotencyError',
  })
})

test('charges are listed newest first, page by page', async () => {
  const all = await shop.clover.charges.list().all()
  expect(all.length).toBeGreaterThan(3)
  const paged = await shop.clover.charges.list({ limit: 2 }).all()
  expect(paged.map(({ id }) => id)).toEqual(all.map(({ id }) => id))
})

test('an employee is made, found and removed', async () => {
  const { id } = await till.employees.create({ name: 'Kim', customId: 'K-7' })
  expect(await till.employees.list({ filter: { customId: 'K-7' } }).all()).toMatchObject([{ id, name: 'Kim' }])
  await till.employees.remove(id)
  await expect(till.employees.get(id)).rejects.toMatchObject({ statusCode: 404 })
})

test('the merchant has properties of its own, and can be read with them', async () => {
  const { timezone, defaultCurrency } = await till.merchant.properties()
  expect({ timezone, defaultCurrency }).toEqual({ timezone: expect.any(String), defaultCurrency: 'USD' })
  await till.merchant.setProperties({ trackStock: false })
  expect(await till.merchant.properties()).toMatchObject({ trackStock: false, defaultCurrency: 'USD' })
})

test('an order type and a tax rate are made and listed', async () => {
  const pickup = await till.orderTypes.create({ label: 'Pick up', taxable: true })
  expect(await till.orderTypes.list({ filter: { id: pickup.id } }).all()).toMatchObject([{ label: 'Pick up' }])
  const tax = await till.taxRates.create({ name: 'City', rate: 825_000 })
  expect(await till.taxRates.list({ filter: { name: 'City' } }).all()).toMatchObject([{ id: tax.id, rate: 825_000 }])
})
