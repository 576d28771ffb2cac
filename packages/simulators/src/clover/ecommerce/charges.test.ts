import { afterEach, expect, test } from 'vitest'
import type { CloverOptions } from '../start-clover.ts'
import { elementsOf } from '../test-client.ts'
import { declined, openTestTill, type TestTill } from './test-till.ts'

let till: TestTill
afterEach(() => till.stop())
const open = async (options?: CloverOptions) => {
  till = await openTestTill(options)
}

const charge = async (more = {}) => ({ amount: 1299, currency: 'usd', source: await till.cardToken(), ...more })
const charged = async (more = {}) => till.created('/v1/charges', await charge(more))
const codes = ({ status, body }: { status: number; body: Record<string, unknown> }) => [status, body.error]

test('a charge is also an order and a payment of the platform API', async () => {
  await open()
  const { body } = await till.pay('POST', '/v1/charges', await charge())
  expect(body).toMatchObject({
    amount: 1299,
    amount_refunded: 0,
    currency: 'usd',
    created: 1767268805317,
    captured: true,
    outcome: { network_status: 'approved_by_network', type: 'authorized' },
    paid: true,
    status: 'succeeded',
    source: { brand: 'VISA', first6: '424242', last4: '4242', exp_month: '12', exp_year: '2030' },
  })
  const order = await till.call('GET', `/orders/${body.order}?expand=payments`)
  expect(order.json).toMatchObject({
    total: 1299,
    state: 'locked',
    paymentState: 'PAID',
    payments: { elements: [{ amount: 1299, result: 'SUCCESS' }] },
  })
  const [payment] = elementsOf(await till.call('GET', '/payments?expand=cardTransaction'))
  expect(payment).toMatchObject({ order: { id: body.order }, cardTransaction: { last4: '4242', state: 'CLOSED' } })
})

test.each([
  [{ amount: 0 }, 'invalid_charge_amount'],
  [{ amount: -5 }, 'invalid_charge_amount'],
  [{ amount: 12.5 }, 'invalid_charge_amount'],
  [{ amount: 100_000_000 }, 'amount_too_large'],
  [{ tip_amount: -1 }, 'invalid_tip_amount'],
  [{ tax_amount: 1300 }, 'invalid_tax_amount'],
  [{ currency: undefined }, 'invalid_request'],
  [{ source: undefined }, 'invalid_request'],
  [{ external_reference_id: 'thirteenchars' }, 'invalid_request'],
  [{ receipt_email: 'nora' }, 'email_invalid'],
])('a charge with %o is refused as %s, and nothing happens', async (wrong, code) => {
  await open()
  const refused = await till.pay('POST', '/v1/charges', await charge(wrong))
  expect(codes(refused)).toEqual([400, expect.objectContaining({ code })])
  expect(till.orders.list()).toEqual([])
})

test('a token that was used is refused, without a type', async () => {
  await open()
  const source = await till.cardToken()
  await till.pay('POST', '/v1/charges', await charge({ source }))
  const again = await till.pay('POST', '/v1/charges', await charge({ source }))
  expect(codes(again)).toEqual([400, { code: 'token_already_used', message: expect.any(String) }])
})

test('the same idempotency key charges once and answers the same, and another body is refused', async () => {
  await open()
  const body = await charge()
  const key = { 'idempotency-key': '2f1c6d0e-2f60-4c8a' }
  const first = await till.pay('POST', '/v1/charges', body, key)
  const again = await till.pay('POST', '/v1/charges', body, key)
  expect(again.json).toEqual(first.json)
  expect(till.orders.list()).toHaveLength(1)
  const other = await till.pay('POST', '/v1/charges', { ...body, amount: 1300 }, key)
  expect(codes(other)).toMatchObject([400, { type: 'idempotency_error' }])
})

test('a reply that was lost after the charge is not a second charge when the key is the same', async () => {
  await open()
  const body = await charge()
  const key = { 'idempotency-key': '2f1c6d0e-2f60-4c8b' }
  till.faults.add({ kind: 'reset-after-commit', match: 'POST /v1/charges' })
  await expect(till.pay('POST', '/v1/charges', body, key)).rejects.toThrow()
  expect((await till.pay('POST', '/v1/charges', body, key)).status).toBe(200)
  expect(till.effects().filter(({ kind }) => kind === 'charge.create')).toHaveLength(1)
})

test('a customer with a card on file pays by the id, again and again', async () => {
  await open()
  const body = { email: 'nora@example.com', source: await till.cardToken() }
  const customer = await till.created('/v1/customers', body)
  for (const _ of [1, 2]) {
    expect((await till.pay('POST', '/v1/charges', await charge({ source: customer }))).body.customer).toBe(customer)
  }
  expect(till.orders.list().map(({ customerIds }) => customerIds)).toEqual([[customer], [customer]])
})

test('a customer without a card, and a declined card, are refused with 402', async () => {
  await open()
  const { id } = till.customers.create({ firstName: 'Ada' })
  const missing = await till.pay('POST', '/v1/charges', await charge({ source: id }))
  expect(codes(missing)).toMatchObject([402, { code: 'card_on_file_missing' }])
  const refused = await till.pay('POST', '/v1/charges', await charge({ source: await till.cardToken(declined) }))
  expect(codes(refused)).toMatchObject([402, { type: 'card_error', code: 'card_declined' }])
})

test('a charge that is not captured is captured once, for less if wanted', async () => {
  await open()
  const id = await charged({ capture: false })
  expect(elementsOf(await till.call('GET', '/payments'))).toMatchObject([{ result: 'AUTH' }])
  const capture = await till.pay('POST', `/v1/charges/${id}/capture`, { amount: 1000 })
  expect(capture.body).toMatchObject({ captured: true, amount: 1000 })
  // The order is settled by it, which is news of the order.
  expect(till.effects().slice(-2)).toMatchObject([{ kind: 'payment.update' }, { kind: 'order.update' }])
  expect(elementsOf(await till.call('GET', '/payments'))).toMatchObject([{ result: 'SUCCESS', amount: 1000 }])
  expect(codes(await till.pay('POST', `/v1/charges/${id}/capture`, {}))).toMatchObject([
    400,
    { code: 'charge_already_captured' },
  ])
})

test('refunds go up to the charge, and are refunds of the platform API', async () => {
  await open()
  const id = await charged()
  const part = await till.pay('POST', '/v1/refunds', { charge: id, amount: 299, reason: 'duplicate' })
  expect(part.body).toMatchObject({
    object: 'refund',
    amount: 299,
    charge: id,
    status: 'succeeded',
    reason: 'duplicate',
  })
  expect(codes(await till.pay('POST', '/v1/refunds', { charge: id, amount: 1001 }))).toEqual([
    400,
    { code: 'processing_error', message: expect.any(String) },
  ])
  await till.pay('POST', '/v1/refunds', { charge: id })
  expect(elementsOf(await till.call('GET', '/refunds')).map(({ amount }) => amount)).toEqual([299, 1000])
  expect(till.orders.list()[0]).toMatchObject({ paymentState: 'REFUNDED' })
  expect((await till.pay('GET', `/v1/charges/${id}`)).body).toMatchObject({ amount_refunded: 1299, refunded: true })
  expect(codes(await till.pay('POST', '/v1/refunds', { charge: id }))).toMatchObject([
    400,
    { code: 'charge_already_refunded' },
  ])
})

test('lists go newest first from cursor to cursor until has_more is false', async () => {
  await open()
  const made = []
  for (let n = 0; n < 5; n++) made.unshift(await charged({ amount: 100 + n }))
  const seen: unknown[] = []
  let after = ''
  for (;;) {
    const { body } = await till.pay('GET', `/v1/charges?limit=2${after}`)
    expect(body).toMatchObject({ object: 'list', url: '/v1/charges' })
    if (!Array.isArray(body.data)) throw new Error('no data')
    seen.push(...body.data.map(({ id }) => id))
    after = `&starting_after=${seen.at(-1)}`
    if (body.has_more === false) break
  }
  expect(seen).toEqual(made)
  const back = await till.pay('GET', `/v1/charges?limit=2&ending_before=${made[4]}`)
  expect(back.body).toMatchObject({ data: [{ id: made[2] }, { id: made[3] }], has_more: true })
  expect((await till.pay('GET', '/v1/charges?limit=101')).status).toBe(400)
})

test('an order is made, paid once with an e-mail address, and given back', async () => {
  await open()
  const items = [{ amount: 650, description: 'Lentil soup', quantity: 2 }]
  const id = await till.created('/v1/orders', { currency: 'usd', items })
  expect(till.orders.get(id)?.lineItems.map(({ name, price }) => [name, price])).toEqual([
    ['Lentil soup', 650],
    ['Lentil soup', 650],
  ])
  const source = await till.cardToken()
  expect(codes(await till.pay('POST', `/v1/orders/${id}/pay`, { source }))).toMatchObject([
    400,
    { code: 'email_invalid' },
  ])
  const paid = await till.pay('POST', `/v1/orders/${id}/pay`, { source, email: 'nora@example.com' })
  expect(paid.body).toMatchObject({ id, object: 'order', status: 'paid', amount_paid: 1300 })
  expect(till.orders.get(id)).toMatchObject({ paymentState: 'PAID', state: 'locked' })
  const again = await till.pay('POST', `/v1/orders/${id}/pay`, { source, email: 'nora@example.com' })
  expect(codes(again)).toMatchObject([400, { code: 'order_already_paid' }])
  const back = await till.pay('POST', `/v1/orders/${id}/returns`, { items: [{ amount: 650 }] })
  expect(back.body).toMatchObject({ object: 'order_return', status: 'partially_returned', amount_returned: 650 })
})

test('a charge without the address of the buyer is refused where that was chosen', async () => {
  await open({ choices: { needsBuyerAddress: true } })
  expect((await till.pay('POST', '/v1/charges', await charge())).status).toBe(400)
  const told = await till.pay('POST', '/v1/charges', await charge(), { 'x-forwarded-for': '203.0.113.7' })
  expect(told.status).toBe(200)
})

test('charges are listed by when they were made, and a time that is no number is refused', async () => {
  await open()
  const id = await charged()
  const listed = async (query: string) => (await till.pay('GET', `/v1/charges?${query}`)).body
  expect(await listed('created[gte]=1767268805317')).toMatchObject({ data: [{ id }] })
  expect(await listed('created[gt]=1767268805317')).toMatchObject({ data: [] })
  expect(await listed('created[gte]=today')).toMatchObject({ error: { code: 'invalid_request' } })
})
