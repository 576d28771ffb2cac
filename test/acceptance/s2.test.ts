/** S2: customers and their cards by Clover's Ecommerce API, in the shapes of the public SDK. */
import {
  Clover,
  createdAt,
  currencyCode,
  type EcommerceCustomer,
  joinName,
  shippingAddress,
  splitName,
  storedCards,
  type Transport,
} from '@trefoil/clover'
import { cloverEcommerce } from '@trefoil/connector-clover-ecommerce'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Recorder, startRecorder } from '../../packages/clover/src/test-recorder.ts'
import { openShop, type TestShop } from '../../packages/clover/src/test-shop.ts'
import { allAt } from '../../packages/clover/src/test-world.ts'

/** The shop answers as Clover would; the recorder shows what was sent, and answers what a row quotes. */
let shop: TestShop
let recorder: Recorder
let recorded: Clover
beforeAll(async () => {
  shop = await openShop()
  recorder = await startRecorder()
  recorded = new Clover('T0KEN', { environment: 'sandbox', endpoints: allAt(recorder.url), retries: 0 })
})
afterAll(async () => {
  await shop?.simulator.stop()
  await recorder?.stop()
})
beforeEach(() => {
  recorder.requests.length = 0
  recorder.replies.length = 0
})

const id = 'C9QZ7T1V3W5X2'
const shipping = {
  name: 'Ola Holm',
  phone: '5559990000',
  address: { line1: '1 Main St', city: 'Boston', state: 'MA', postal_code: '02134' },
}
/** A customer as the document quotes it. */
const quoted: EcommerceCustomer = {
  id,
  object: 'customer',
  created: 1_580_489_482_717,
  currency: 'usd',
  email: 'nora@example.com',
  sources: { object: 'list', data: ['D4F6H8J0K2M4N'], has_more: false },
  shipping: {},
}
const answers = (body: object) => recorder.replies.push({ body })
const lastSent = () => recorder.requests.at(-1)

let people = 0
/** A customer of the shop with a card of her own. */
async function newcomer(more: object = {}): Promise<EcommerceCustomer> {
  people += 1
  const source = await shop.cardToken()
  return shop.clover.customers.create({ email: `person${people}@example.com`, source, ...more })
}

test('S2-001 a customer is created, read and updated', async () => {
  const made = await newcomer({ name: 'Nora Lindqvist' })
  await shop.clover.customers.update({ customerId: made.id, name: 'Nora Berg' })
  expect(await shop.clover.customers.get(made.id)).toMatchObject({ id: made.id, name: 'Nora Berg', email: made.email })
})

test('S2-002 with the token of a card the customer has a stored card, and a later charge needs no other', async () => {
  const made = await newcomer()
  const { ids, isComplete } = storedCards(made)
  const { cards } = await shop.till.customers.get(made.id, { expand: ['cards'] })
  expect(ids).toEqual(cards?.map((card) => card.id))
  expect(ids).toHaveLength(1)
  expect(isComplete).toBe(true)
  const charge = await shop.clover.charges.create({ amount: 1_299, currency: 'USD', source: made.id })
  expect(charge).toMatchObject({ amount: 1_299, currency: 'usd', status: 'succeeded', paid: true })
})

test.each([
  ['source', { email: 'a@example.com', source: '4242424242424242' }],
  ['name', { email: 'a@example.com', source: 'clv_1', name: 'Nora 4005 5622 3121 2123' }],
  ['phone', { email: 'a@example.com', source: 'clv_1', phone: '5200-8282-8282-8210' }],
  [
    'shipping.address.line1',
    { email: 'a@example.com', source: 'clv_1', shipping: { address: { line1: '378282246310005' } } },
  ],
])('S2-003 a card number in %s never leaves, and the field is named', async (param, customer) => {
  const refused = recorded.customers.create(customer)
  await expect(refused).rejects.toMatchObject({ code: 'card_number_refused', param })
  await expect(refused).rejects.not.toThrow(/\d{13}/)
  expect(recorder.requests).toEqual([])
})

test.each([
  ['email', '{"source":"clv_1"}'],
  ['source', '{"email":"nora@example.com"}'],
])('S2-004 without %s nothing is sent, and the error names it', async (param, body) => {
  const refused = recorded.customers.create(JSON.parse(body))
  await expect(refused).rejects.toMatchObject({ code: 'missing', param, message: `customers.create needs ${param}` })
  expect(recorder.requests).toEqual([])
})

test('S2-005 the body of a create is e-mail and source, as in Python', async () => {
  answers(quoted)
  await recorded.customers.create({ email: 'nora@example.com', source: 'clv_1' })
  expect(lastSent()).toMatchObject({ method: 'POST', path: '/v1/customers' })
  expect(lastSent()?.body).toEqual({ email: 'nora@example.com', source: 'clv_1' })
})

test.each([
  ['sandbox', 'https://scl-sandbox.dev.clover.com/v1/customers'],
  ['production', 'https://scl.clover.com/v1/customers'],
] as const)('S2-006 token and environment come from outside: %s', async (environment, address) => {
  const settings: Record<string, string | undefined> = { ACCESS_TOKEN: `T-${environment}`, ENVIRONMENT: environment }
  const sent: [string, string | undefined][] = []
  const transport: Transport = async (url, { headers }) => {
    sent.push([url, headers.authorization])
    return { status: 200, headers: new Headers(), text: async () => JSON.stringify(quoted) }
  }
  const clover = new Clover(settings.ACCESS_TOKEN, { environment: settings.ENVIRONMENT, transport })
  await clover.customers.create({ email: 'nora@example.com', source: 'clv_1' })
  expect(sent).toEqual([[address, `Bearer T-${environment}`]])
})

test.each([
  ['sandbox', 'https://scl-sandbox.dev.clover.com'],
  ['production', 'https://scl.clover.com'],
] as const)(
  'S2-006 the environment of a connection is a setting of its own, beside the token: %s',
  (environment, host) => {
    const settings = cloverEcommerce.settings.parse({ environment })
    const credentials = cloverEcommerce.credentials.parse({ merchantId: id, privateToken: `T-${environment}` })
    const { baseUrl, headers } = cloverEcommerce.http({ credentials, settings })
    expect({ baseUrl, token: headers?.authorization }).toEqual({ baseUrl: host, token: `Bearer T-${environment}` })
  },
)

test('S2-007 the id of the reply is the one by which the customer is found again', async () => {
  const [first, second] = [await newcomer(), await newcomer()]
  expect(first.id).toMatch(/^[0-9A-Z]{13}$/)
  expect(first.id).not.toBe(second.id)
  expect(await shop.clover.customers.get(first.id)).toMatchObject({ email: first.email })
})

test('S2-008 a reply that is another object is an error', async () => {
  answers({ ...quoted, object: 'charge' })
  const made = recorded.customers.create({ email: 'nora@example.com', source: 'clv_1' })
  await expect(made).rejects.toMatchObject({
    name: 'CloverProtocolError',
    param: 'object',
    message: expect.stringContaining('wanted a customer'),
  })
})

test('S2-009 created is milliseconds', () => {
  expect(createdAt(quoted)).toEqual(new Date('2020-01-31T16:51:22.717Z'))
})

test('S2-010 a currency comes in either case, is ISO 4217 here, and goes out in lower case', async () => {
  expect(['usd', 'USD'].map(currencyCode)).toEqual(['USD', 'USD'])
  answers({ id: 'Q1', amount: 1, currency: 'usd' })
  await recorded.charges.create({ amount: 1, currency: currencyCode('usd'), source: 'clv_1' })
  expect(lastSent()?.body).toMatchObject({ currency: 'usd' })
})

test('S2-011 the e-mail address is that of the customer, and a bad one is told by Clover', async () => {
  const made = await newcomer()
  expect(made.email).toBe(`person${people}@example.com`)
  const source = await shop.cardToken()
  const bad = shop.clover.customers.create({ email: 'no address', source })
  await expect(bad).rejects.toMatchObject({ type: 'CloverInvalidRequestError', code: 'email_invalid', statusCode: 400 })
})

test('S2-012 sources are a list of ids; where Clover kept some back, that is told', () => {
  expect(storedCards(quoted)).toEqual({ ids: ['D4F6H8J0K2M4N'], isComplete: true })
  const more: EcommerceCustomer = { ...quoted, sources: { object: 'list', data: ['D4F6H8J0K2M4N'], has_more: true } }
  expect(storedCards(more).isComplete).toBe(false)
})

test('S2-013 an empty shipping is no address and no error', async () => {
  const made = await newcomer()
  expect(made.shipping).toEqual({})
  expect(shippingAddress(made)).toBeUndefined()
})

test('S2-014 name, phone and shipping are each optional, and what is left out stays unset', async () => {
  for (const [field, value] of [
    ['name', 'Nora Lindqvist'],
    ['phone', '5551000001'],
    ['shipping', shipping],
  ] as const) {
    const made: object = await newcomer({ [field]: value })
    const { name, phone, shipping: sent }: Partial<EcommerceCustomer> = made
    expect({ name, phone, shipping: sent }).toEqual({ name: undefined, phone: undefined, shipping: {}, [field]: value })
  }
})

test('S2-015 line1, city, state and postal_code go out and come back as they are', async () => {
  const made = await newcomer({ shipping })
  expect(shippingAddress(made)).toMatchObject(shipping.address)
  const moved = { ...shipping, address: { ...shipping.address, line1: '9 Oak Ave', postal_code: '00501' } }
  const updated = await shop.clover.customers.update({ customerId: made.id, shipping: moved })
  expect(shippingAddress(updated)).toMatchObject({
    line1: '9 Oak Ave',
    city: 'Boston',
    state: 'MA',
    postal_code: '00501',
  })
})

test('S2-016 with all that is optional the body is what was given, and nothing more', async () => {
  const customer = { email: 'nora@example.com', source: 'clv_1', name: 'Nora', phone: '555', shipping }
  answers(quoted)
  await recorded.customers.create(customer)
  expect(lastSent()?.body).toEqual(customer)
})

describe('S2-017 an update', () => {
  test('S2-017 brings a new card', async () => {
    const made = await newcomer()
    const updated = await shop.clover.customers.sources.add(made.id, {
      email: made.email ?? '',
      source: await shop.cardToken('mastercard'),
    })
    expect(storedCards(updated).ids).toHaveLength(2)
    expect(storedCards(updated).ids).toContain(storedCards(made).ids[0])
  })

  test('S2-017 of a card that is there already is refused, and works after it was revoked', async () => {
    const made = await newcomer()
    const [card = ''] = storedCards(made).ids
    const again = async () =>
      shop.clover.customers.update({ customerId: made.id, email: made.email ?? '', source: await shop.cardToken() })
    await expect(again()).rejects.toMatchObject({ statusCode: 409 })
    expect(await shop.clover.customers.sources.revoke(made.id, card)).toMatchObject({ id: card, deleted: true })
    expect(storedCards(await again()).ids).toHaveLength(1)
  })

  test('S2-017 tells a move, and a new name and phone', async () => {
    const made = await newcomer({ name: 'Nora Lindqvist', phone: '5551000001', shipping })
    await shop.clover.customers.update({ customerId: made.id, shipping: { address: { line1: '2 New St' } } })
    const updated = await shop.clover.customers.update({ customerId: made.id, name: 'Nora Berg', phone: '5552000002' })
    expect(updated).toMatchObject({
      name: 'Nora Berg',
      phone: '5552000002',
      shipping: { address: { line1: '2 New St' } },
    })
  })
})

test('S2-018 an update of the name leaves e-mail, phone and shipping at Clover as they were', async () => {
  const made = await newcomer({ name: 'Nora Lindqvist', phone: '5551000001', shipping })
  await shop.clover.customers.update({ customerId: made.id, name: 'Nora Berg' })
  expect(await shop.clover.customers.get(made.id)).toEqual({ ...made, name: 'Nora Berg' })
})

test('S2-019 S2-020 id and change are one argument or two, and the same request', async () => {
  answers(quoted)
  answers(quoted)
  await recorded.customers.update({ customerId: id, name: 'Nora Berg' })
  await recorded.customers.update(id, { name: 'Nora Berg' })
  const wanted = ['PUT', `/v1/customers/${id}`, { name: 'Nora Berg' }]
  expect(recorder.requests.map(({ method, path, body }) => [method, path, body])).toEqual([wanted, wanted])
})

test('S2-021 S2-025 an update returns the customer whole, with the country, and fields that nobody knows yet', async () => {
  const whole = {
    ...quoted,
    phone: '5551000001',
    name: 'Nora Berg',
    shipping: { ...shipping, address: { ...shipping.address, country: 'US' } },
    loyalty_tier: { level: 'gold' },
  }
  answers(whole)
  const updated = await recorded.customers.update({ customerId: id, name: 'Nora Berg' })
  expect(updated).toEqual(whole)
  expect(shippingAddress(updated)?.country).toBe('US')
})

test('S2-022 name and phone of who receives the goods are kept apart from the customer’s own', async () => {
  const made = await newcomer({ name: 'Nora Lindqvist', phone: '5551000001', shipping })
  expect(made).toMatchObject({ name: 'Nora Lindqvist', phone: '5551000001' })
  expect(shippingAddress(made)).toMatchObject({ name: 'Ola Holm', phone: '5559990000' })
})

test('S2-023 one name is split into two and joined to the very same', () => {
  expect(splitName('Madonna')).toEqual({ firstName: 'Madonna', lastName: '' })
  for (const name of ['Madonna', 'Nora Lindqvist', 'Mary  Ann van der Berg', ' Prince ', '']) {
    expect(joinName(splitName(name))).toBe(name)
  }
})

test('S2-024 a customer with a card is the same customer at the till, and one made there can be given a card', async () => {
  const online = await newcomer({ name: 'Nora Lindqvist' })
  const atTill = await shop.till.customers.get(online.id, { expand: ['emailAddresses'] })
  expect(atTill).toMatchObject({ id: online.id, firstName: 'Nora', emailAddresses: [{ emailAddress: online.email }] })
  const walkIn = await shop.till.customers.create({ firstName: 'Ola' })
  const card = { email: 'ola@example.com', source: await shop.cardToken('discover') }
  expect(await shop.clover.customers.sources.add(walkIn.id, card)).toMatchObject({ id: walkIn.id, name: 'Ola' })
})
