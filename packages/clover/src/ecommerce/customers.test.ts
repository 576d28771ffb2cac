import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Recorder, startRecorder } from '../test-recorder.ts'
import { allAt } from '../test-world.ts'
import { Clover } from './clover.ts'

/** How customers are called: what goes over the wire, and what does not. */
let recorder: Recorder
let clover: Clover
beforeAll(async () => {
  recorder = await startRecorder()
  clover = new Clover('T0KEN', { environment: 'sandbox', endpoints: allAt(recorder.url), retries: 0 })
})
afterAll(() => recorder.stop())
beforeEach(() => {
  recorder.requests.length = 0
  recorder.replies.length = 0
})

const nora = { id: 'C9QZ7T1V3W5X2', object: 'customer', email: 'nora@example.com' } as const
const answers = (...bodies: unknown[]) => recorder.replies.push(...bodies.map((body) => ({ body })))
const lines = () => recorder.requests.map(({ method, path, body }) => [method, path, body])

describe('the call shapes of clover-ecomm-sdk 1.0.0', () => {
  test('create, update by id, del', async () => {
    answers(nora, nora, { id: nora.id, deleted: true })
    expect(await clover.customers.create({ email: 'nora@example.com', source: 'clv_1' })).toEqual(nora)
    await clover.customers.update(nora.id, { name: 'Nora' })
    expect(await clover.customers.del(nora.id)).toEqual({ id: nora.id, deleted: true })
    expect(lines()).toEqual([
      ['POST', '/v1/customers', { email: 'nora@example.com', source: 'clv_1' }],
      ['PUT', `/v1/customers/${nora.id}`, { name: 'Nora' }],
      ['DELETE', `/v1/customers/${nora.id}`, undefined],
    ])
  })

  test('a callback at the end is told the result', async () => {
    answers(nora)
    const told = await new Promise((resolve) => {
      clover.customers.create({ email: 'nora@example.com', source: 'clv_1' }, (error, customer) =>
        resolve([error, customer]),
      )
    })
    expect(told).toEqual([null, nora])
  })

  test('a callback behind options is told the error', async () => {
    recorder.replies.push({ status: 404, body: { message: '404', error: { code: 'resource_missing' } } })
    const told = await new Promise((resolve) => {
      clover.customers
        .update(nora.id, { name: 'Nora' }, { clover_account: 'M' }, (error, customer) => resolve([error, customer]))
        .catch(() => {})
    })
    expect(told).toMatchObject([{ code: 'resource_missing' }, null])
    expect(recorder.requests[0]?.headers).toMatchObject({ 'clover-account': 'M' })
  })

  test('errors are known by their classes at Clover.errors, and by type', async () => {
    recorder.replies.push({
      status: 402,
      body: { message: '402', error: { type: 'card_error', code: 'card_declined' } },
    })
    const error = await clover.customers.create({ email: 'a@example.com', source: 'clv_1' }).catch((thrown) => thrown)
    expect(error).toBeInstanceOf(Clover.errors.CloverCardError)
    expect(error).toMatchObject({ type: 'CloverCardError', rawType: 'card_error', code: 'card_declined' })
  })
})

test('text outside of ASCII arrives whole', async () => {
  answers(nora)
  await clover.customers.update(nora.id, { name: 'Ñóra Łindqvist 東京' })
  expect(recorder.requests[0]?.body).toEqual({ name: 'Ñóra Łindqvist 東京' })
})

test('an id is written so that it stays one segment of the path', async () => {
  answers(nora)
  await clover.customers.get('a/../b')
  expect(recorder.requests[0]?.path).toBe('/v1/customers/a%2F..%2Fb')
})

test.each([
  ['create without source', () => clover.customers.create({ email: 'a@example.com', source: '' }), 'source'],
  ['update of nothing', () => clover.customers.update({ customerId: nora.id }), 'change'],
  ['update of nobody', () => clover.customers.update({ customerId: '', name: 'x' }), 'customerId'],
  ['delete of nobody', () => clover.customers.delete(''), 'customerId'],
  ['revoke of no card', () => clover.customers.sources.revoke(nora.id, ' '), 'sourceId'],
])('%s is refused before the call', async (_, call, param) => {
  await expect(call()).rejects.toMatchObject({ name: 'CloverUsageError', code: 'missing', param })
  expect(recorder.requests).toEqual([])
})

test('a card number in an update, a charge or an order is refused before the call', async () => {
  const refused = { code: 'card_number_refused' }
  const note = 'paid with 4242 4242 4242 4242'
  const charge = { amount: 1, currency: 'usd', source: 'clv_1', description: note }
  await expect(clover.customers.update(nora.id, { name: note })).rejects.toMatchObject(refused)
  await expect(clover.charges.create(charge)).rejects.toMatchObject({ ...refused, param: 'description' })
  const items = [{ amount: 1, description: note }]
  await expect(clover.orders.create({ currency: 'usd', items })).rejects.toMatchObject(refused)
  expect(recorder.requests).toEqual([])
})

test('a card is stored and revoked by the documented calls', async () => {
  answers(nora, { id: 'D4F6H8J0K2M4N', deleted: true, object: 'deletedcard' })
  await clover.customers.sources.add(nora.id, { email: 'nora@example.com', source: 'clv_2' })
  await clover.customers.sources.revoke(nora.id, 'D4F6H8J0K2M4N')
  expect(lines()).toEqual([
    ['PUT', `/v1/customers/${nora.id}`, { email: 'nora@example.com', source: 'clv_2' }],
    ['DELETE', `/v1/customers/${nora.id}/sources/D4F6H8J0K2M4N`, undefined],
  ])
})

test('a list goes on behind its last id until has_more is false', async () => {
  const page = (ids: string[], has_more: boolean) => ({ object: 'list', has_more, data: ids.map((id) => ({ id })) })
  answers(page(['A', 'B'], true), page(['C'], false))
  const found = await clover.customers.list({ limit: 2 }).all()
  expect(found.map(({ id }) => id)).toEqual(['A', 'B', 'C'])
  expect(recorder.requests.map(({ path }) => path)).toEqual([
    '/v1/customers?limit=2',
    '/v1/customers?limit=2&starting_after=B',
  ])
})

test('a list that was seen as a bare array is read, too', async () => {
  answers([{ id: 'R1' }])
  expect(await clover.refunds.list().take(5)).toEqual([{ id: 'R1' }])
})

test('taking three asks for no page more than it needs', async () => {
  const data = ['A', 'B', 'C'].map((id) => ({ id }))
  answers({ object: 'list', has_more: true, data })
  expect(await clover.charges.list().take(3)).toEqual(data)
  expect(recorder.requests).toHaveLength(1)
})

test('a list that promises more and brings nothing new ends with an error, not never', async () => {
  const page = { object: 'list', has_more: true, data: [{ id: 'A' }] }
  answers(page, page)
  await expect(clover.charges.list().all()).rejects.toMatchObject({ name: 'CloverProtocolError' })
})

test('an idempotency key goes along and makes a write safe to repeat', async () => {
  const repeating = new Clover('T', {
    endpoints: allAt(recorder.url),
    world: { now: () => 0, random: () => 0, wait: async () => {} },
  })
  recorder.replies.push({ breaks: true }, { status: 500 }, { body: { id: 'Q1', amount: 1, currency: 'usd' } })
  const charge = { amount: 1, currency: 'USD', source: 'clv_1' }
  await repeating.charges.create(charge, { idempotencyKey: 'order-4711-first-try', forwardedFor: '198.51.100.7' })
  expect(recorder.requests.map(({ headers }) => headers['idempotency-key'])).toEqual(
    Array.from({ length: 3 }, () => 'order-4711-first-try'),
  )
  expect(recorder.requests[0]).toMatchObject({
    headers: { 'x-forwarded-for': '198.51.100.7' },
    body: { currency: 'usd' },
  })
})

test.each([12.5, -1, 100_000_000, Number.NaN])('an amount of %d is refused before the call', async (amount) => {
  const charge = { amount, currency: 'usd', source: 'clv_1' }
  await expect(clover.charges.create(charge)).rejects.toMatchObject({ code: 'out_of_range', param: 'amount' })
  expect(recorder.requests).toEqual([])
})

test('the calls of charges, orders, refunds and keys are those of the reference', async () => {
  answers(...Array.from({ length: 9 }, () => ({ id: 'X', amount: 1, currency: 'usd', active: true })))
  await clover.charges.retrieve('Q1')
  await clover.charges.capture('Q1', { amount: 5 })
  await clover.orders.create({ currency: 'USD', items: [{ amount: 5, description: 'Tea' }] })
  await clover.orders.pay('K1', { source: 'clv_1', email: 'a@example.com' })
  await clover.orders.returnOrder('K1')
  await clover.orders.retrieve('K1')
  await clover.refunds.create({ charge: 'Q1', amount: 1 })
  await clover.refunds.retrieve('R1')
  await clover.apikey.retrieve()
  expect(lines()).toEqual([
    ['GET', '/v1/charges/Q1', undefined],
    ['POST', '/v1/charges/Q1/capture', { amount: 5 }],
    ['POST', '/v1/orders', { currency: 'usd', items: [{ amount: 5, description: 'Tea' }] }],
    ['POST', '/v1/orders/K1/pay', { source: 'clv_1', email: 'a@example.com' }],
    ['POST', '/v1/orders/K1/returns', {}],
    ['GET', '/v1/orders/K1', undefined],
    ['POST', '/v1/refunds', { charge: 'Q1', amount: 1 }],
    ['GET', '/v1/refunds/R1', undefined],
    ['GET', '/pakms/apikey', undefined],
  ])
})

describe('card tokens', () => {
  const card = { exp_month: '12', exp_year: '2030', cvv: '123' }

  test('carry the api key and no bearer token', async () => {
    answers({ id: 'clv_1' })
    await clover.tokens.create({ apiKey: 'PUBLIC', card: { ...card, encrypted_pan: 'bm90IGEgY2FyZA==' } })
    expect(recorder.requests).toMatchObject([{ method: 'POST', path: '/v1/tokens', headers: { apikey: 'PUBLIC' } }])
    expect(recorder.requests[0]?.headers.authorization).toBeUndefined()
    expect(recorder.requests[0]?.body).toEqual({ card: { ...card, encrypted_pan: 'bm90IGEgY2FyZA==' } })
  })

  test('are made of test cards in the sandbox alone, and of no other number anywhere', async () => {
    const production = new Clover('T', { endpoints: allAt(recorder.url) })
    const make = (of: Clover, number: string) => of.tokens.create({ apiKey: 'PUBLIC', card: { ...card, number } })
    const refusal = { code: 'card_number_refused', param: 'card.number' }
    await expect(make(production, '4242424242424242')).rejects.toMatchObject(refusal)
    await expect(make(clover, '4111111111111111')).rejects.toMatchObject(refusal)
    expect(recorder.requests).toEqual([])
    await make(clover, '4242 4242 4242 4242')
    expect(recorder.requests).toHaveLength(1)
  })
})

test.each([
  [{ region: 'eu' } as const, 'Clover offers no ecommerce host in the region "eu"'],
  [{ region: 'la' } as const, 'Clover offers no ecommerce host in the region "la"'],
])('where there is no Ecommerce API (%j), the client is not made', (options, message) => {
  expect(() => new Clover('T', options)).toThrow(message)
})

test('an environment that Clover does not have is refused, and none is production, as it was', () => {
  expect(() => new Clover('T', { environment: 'staging' })).toThrow(/"sandbox" or "production", not "staging"/)
  expect(() => new Clover('T', { environment: '' })).toThrow(expect.objectContaining({ param: 'environment' }))
  expect(() => new Clover('T')).not.toThrow()
})

test.each(['', undefined])('without a token (%j) the client is not made', (token) => {
  expect(() => new Clover(token)).toThrow(expect.objectContaining({ code: 'missing', param: 'accessToken' }))
})
