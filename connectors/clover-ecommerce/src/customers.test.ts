import { Clover, testCards } from '@trefoil/clover'
import type { Outcome, Session } from '@trefoil/sdk'
import { openSession } from '@trefoil/sdk/testing'
import { type CloverSimulator, startClover } from '@trefoil/simulators'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { cloverEcommerce } from './connector.ts'
import { customers } from './customers.ts'

let shop: CloverSimulator
let browser: Clover
beforeAll(async () => {
  shop = await startClover({ customers: 0, orders: 0, limits: false })
  const endpoints = { ecommerce: shop.url, token: shop.url }
  browser = new Clover(shop.ecommerce.privateKey, { environment: 'sandbox', endpoints })
})
beforeEach(() => shop.faults.clear())
afterAll(() => shop.stop())

const open = (): Session =>
  openSession(cloverEcommerce, {
    endpoint: shop.url,
    credentials: { merchantId: shop.merchantId, privateToken: shop.ecommerce.privateKey },
    settings: { environment: 'sandbox' },
  })

async function send(data: object, id: string | null = null): Promise<Outcome> {
  const [outcome] = await customers.upsert(open(), [{ id, data, idempotencyKey: 'k' }])
  if (outcome === undefined) throw new Error('no outcome')
  return outcome
}

async function tokenOf(card: keyof typeof testCards = 'visa'): Promise<string> {
  const number = testCards[card]
  const given = { number, exp_month: '12', exp_year: '2030', cvv: '123' }
  return (await browser.tokens.create({ apiKey: shop.ecommerce.publicKey, card: given })).id
}

const count = () => shop.customers.count()

test('a customer of the till gets the card under the very id, and no other is made', async () => {
  const { id } = shop.customers.create({ firstName: 'Nora' })
  const before = count()
  const data = { customerId: id, emailAddress: 'nora@example.com', cardToken: await tokenOf() }
  expect(await send(data)).toEqual({ status: 'updated', id })
  expect(shop.customers.get(id)?.cards).toMatchObject([{ last4: '4242' }])
  expect(count()).toBe(before)
})

test('an id of the till that Clover does not know online leads to a customer with an id of its own', async () => {
  const before = count()
  const made = await send({ customerId: 'N0B0DY0000000', emailAddress: 'ola@example.com', cardToken: await tokenOf() })
  expect(made).toMatchObject({ status: 'created', id: expect.stringMatching(/^[0-9A-Z]{13}$/) })
  expect(count()).toBe(before + 1)
})

test('a customer who was deleted at Clover is missing, and not made again behind the hub’s back', async () => {
  const data = { emailAddress: 'gone@example.com', cardToken: await tokenOf() }
  expect(await send(data, 'N0B0DY0000000')).toMatchObject({ status: 'failed', fault: { kind: 'missing' } })
})

test('the token of a card that is there already goes along with a change and does no harm', async () => {
  const cardToken = await tokenOf('mastercard')
  const made = await send({ emailAddress: 'ada@example.com', cardToken, name: 'Ada Lee' })
  const id = 'id' in made ? made.id : ''
  const data = { emailAddress: 'ada@example.com', cardToken, name: 'Ada Berg', phoneNumber: '555' }
  expect(await send(data, id)).toEqual({ status: 'updated', id })
  expect(shop.customers.get(id)).toMatchObject({ lastName: 'Berg', cards: [{ last4: '8210' }] })
})

test('what is blank or absent stays as it is at Clover', async () => {
  const made = await send({ emailAddress: 'eva@example.com', cardToken: await tokenOf(), phoneNumber: '555' })
  const id = 'id' in made ? made.id : ''
  expect(await send({ name: 'Eva Ruiz', phoneNumber: null, cardToken: null }, id)).toEqual({ status: 'updated', id })
  expect(shop.customers.get(id)).toMatchObject({ firstName: 'Eva', phoneNumbers: [{ phoneNumber: '555' }] })
  expect(await send({}, id)).toEqual({ status: 'unchanged', id })
})

const lastTold = (id: string) => shop.effects().findLast((each) => each.id === id)?.detail

test('of what Clover was told before only the news goes out, by the e-mail address; in doubt, and on purpose, all of it', async () => {
  const known = { emailAddress: 'una@example.com', cardToken: await tokenOf(), name: 'Una Lee', phoneNumber: '555' }
  const made = await send(known)
  const id = 'id' in made ? made.id : ''
  const say = (data: object, more: object = { known }) =>
    customers.upsert(open(), [{ id, data, idempotencyKey: 'k', ...more }])
  await say({ ...known, name: 'Una Berg' })
  expect(lastTold(id)).toEqual({ email: 'una@example.com', name: 'Una Berg' })
  await say({ ...known, emailAddress: 'una.berg@example.com' })
  expect(lastTold(id)).toEqual({ email: 'una.berg@example.com' })
  const { emailAddress: email, name, phoneNumber: phone } = known
  await say(known)
  expect(lastTold(id)).toEqual({ email, name, phone })
  await say({ ...known, name: 'Una Ruiz' }, { known, unclear: true })
  expect(lastTold(id)).toEqual({ email, name: 'Una Ruiz', phone })
  await say({ ...known, name: 'Una Roth' }, { known: { spoiled: 1 } })
  expect(lastTold(id)).toEqual({ email, name: 'Una Roth', phone })
})

test('who is known at the till gets the card and keeps the name there, which one name would split anew', async () => {
  const { id } = shop.customers.create({ firstName: 'Mary Ann', lastName: 'Berg' })
  const data = { customerId: id, emailAddress: 'mary@example.com', cardToken: await tokenOf(), name: 'Mary Ann Berg' }
  expect(await send(data)).toEqual({ status: 'updated', id })
  expect(shop.customers.get(id)).toMatchObject({ firstName: 'Mary Ann', lastName: 'Berg', cards: [{ last4: '4242' }] })
})

test.each([
  ['emailAddress', { cardToken: 'clv_1' }, 'email', undefined],
  ['cardToken', { emailAddress: 'a@example.com' }, 'source', undefined],
  ['a card number', { emailAddress: 'a@example.com', cardToken: '4242424242424242' }, 'source', 'CARD_NUMBER_REFUSED'],
  [
    'a card number in a name',
    { emailAddress: 'a@example.com', cardToken: 'clv_1', name: 'Nora 4005 5622 3121 2123' },
    'name',
    'CARD_NUMBER_REFUSED',
  ],
])('%s missing or refused is told before anything is sent', async (_, data, field, code) => {
  const before = shop.requests().length
  const refused = await send(data)
  expect(refused).toMatchObject({ status: 'failed', fault: { kind: 'invalid', details: { field } } })
  expect('fault' in refused ? refused.fault.details.code : 'none').toBe(code)
  expect(JSON.stringify(refused)).not.toMatch(/\d{13}/)
  expect(shop.requests()).toHaveLength(before)
})

test('a card that the bank refuses, and an address that Clover does, are told in words', async () => {
  const bad = await send({ emailAddress: 'nobody', cardToken: await tokenOf() })
  expect(bad).toMatchObject({ fault: { kind: 'invalid', message: expect.stringContaining('e-mail address') } })
  const body = '{"message":"402 Payment Required","error":{"code":"card_declined","message":"no"}}'
  shop.faults.add({
    match: 'POST /v1/customers',
    kind: 'status',
    status: 402,
    body,
    headers: { 'content-type': 'application/json' },
  })
  const declined = await send({ emailAddress: 'a@example.com', cardToken: await tokenOf() })
  expect(declined).toMatchObject({ fault: { kind: 'invalid', details: { code: 'CARD_DECLINED' } } })
})

test('a creation that was not answered is not repeated, and says what to do', async () => {
  shop.faults.add({ match: 'POST /v1/customers', kind: 'reset-after-commit' })
  const lost = await send({ emailAddress: 'lost@example.com', cardToken: await tokenOf() })
  expect(lost).toMatchObject({ fault: { kind: 'ambiguous', details: { code: 'CREATION_UNANSWERED' } } })
})

const strange = [
  ['nothing', { kind: 'empty' }],
  ['a list', { kind: 'instead', body: '["tea"]' }],
  ['an error inside', { kind: 'instead', body: '{"message":"Something went wrong","errors":[]}' }],
  ['an empty id', { kind: 'instead', body: '{"id":""}' }],
  ['an id that is no text', { kind: 'instead', body: '{"id":17}' }],
  ['a charge', { kind: 'instead', body: '{"id":"N0B0DY0000000","object":"charge"}' }],
] as const

test.each(strange)(
  'a change that is answered with %s is strange, and leaves no link without an id',
  async (_, fault) => {
    const { id } = shop.customers.create({ firstName: 'Nora' })
    shop.faults.add({ match: 'PUT /v1/customers/', ...fault })
    const data = { customerId: id, emailAddress: 'nora@example.com', cardToken: await tokenOf() }
    expect(await send(data)).toMatchObject({ status: 'failed', fault: { kind: 'protocol' } })
    expect(await send(data)).toEqual({ status: 'updated', id })
  },
)

test('a change that is answered with somebody else is strange', async () => {
  const { id } = shop.customers.create({ firstName: 'Nora' })
  shop.faults.add({ match: 'PUT /v1/customers/', kind: 'instead', body: '{"id":"N0B0DY0000000"}' })
  expect(await send({ name: 'Nora Berg' }, id)).toMatchObject({ status: 'failed', fault: { kind: 'protocol' } })
})

test.each(strange)('a creation that is answered with %s may have happened, and is not repeated', async (_, fault) => {
  shop.faults.add({ match: 'POST /v1/customers', ...fault })
  const made = await send({ emailAddress: 'lost@example.com', cardToken: await tokenOf() })
  expect(made).toMatchObject({ fault: { kind: 'ambiguous', details: { code: 'CREATION_UNANSWERED' } } })
})
