import { afterEach, beforeEach, expect, test } from 'vitest'
import { declined, mastercard, openTestTill, type TestTill } from './test-till.ts'

let till: TestTill
beforeEach(async () => {
  till = await openTestTill()
})
afterEach(() => till.stop())

const id = expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{13}$/)
const email = 'nora@example.com'
const newCustomer = async (more = {}) =>
  till.created('/v1/customers', { email, source: await till.cardToken(), ...more })

test('the documented example: a customer with a card, made by e-mail address and token', async () => {
  const source = await till.cardToken()
  const { status, json } = await till.pay('POST', '/v1/customers', {
    email,
    source,
    name: 'Nora Lindqvist',
    phone: '5551000001',
  })
  expect([status, json]).toEqual([
    200,
    {
      id,
      object: 'customer',
      created: 1767268805317,
      currency: 'USD',
      email,
      phone: '5551000001',
      name: 'Nora Lindqvist',
      sources: { object: 'list', data: [id], has_more: false },
      shipping: {},
    },
  ])
})

test('the customer is in the platform API under the same id, card and contacts with it', async () => {
  const made = await newCustomer({ name: 'Nora Lindqvist' })
  const { json } = await till.call('GET', `/customers/${made}?expand=emailAddresses,cards`)
  expect(json).toMatchObject({
    id: made,
    firstName: 'Nora',
    lastName: 'Lindqvist',
    emailAddresses: { elements: [{ emailAddress: email }] },
    cards: { elements: [{ first6: '424242', last4: '4242', expirationDate: '1230', tokenType: 'MULTIPAY' }] },
  })
})

test('a card is put on a customer that was made in the platform API', async () => {
  const { id: customer } = till.customers.create({ firstName: 'Ada', emailAddresses: [{ emailAddress: email }] })
  const { json } = await till.pay('PUT', `/v1/customers/${customer}`, { email, source: await till.cardToken() })
  expect(json).toMatchObject({ id: customer, name: 'Ada', sources: { data: [id] } })
  expect(till.customers.get(customer)?.cards).toHaveLength(1)
})

test.each([
  [{ source: 'clv_1' }, 'email_invalid'],
  [{ email: 'nora', source: 'clv_1' }, 'email_invalid'],
  [{ email }, 'invalid_request'],
  [{ email, source: 'clv_1unknown' }, 'invalid_request'],
])('%o makes no customer: %s', async (body, code) => {
  const refused = await till.pay('POST', '/v1/customers', body)
  expect([refused.status, refused.json]).toEqual([
    400,
    { message: '400 Bad Request', error: expect.objectContaining({ type: 'invalid_request_error', code }) },
  ])
  expect(till.customers.list()).toEqual([])
})

test('an update of the name leaves e-mail, phone, card and shipping as they were', async () => {
  const shipping = { name: 'Desk', address: { line1: '12 Camellia Street', city: 'Cambridge', postal_code: '02139' } }
  const made = await newCustomer({ name: 'Nora', phone: '5551000001', shipping })
  const before = (await till.pay('GET', `/v1/customers/${made}`)).body
  const { json } = await till.pay('PUT', `/v1/customers/${made}`, { name: 'Nora Berg' })
  expect(json).toEqual({ ...before, name: 'Nora Berg' })
})

test('a single name is a first name, and comes back as it was', async () => {
  const made = await newCustomer({ name: 'Madonna' })
  expect(till.customers.get(made)).toMatchObject({ firstName: 'Madonna' })
  expect(till.customers.get(made)).not.toHaveProperty('lastName')
  expect((await till.pay('GET', `/v1/customers/${made}`)).body.name).toBe('Madonna')
})

test('a card that is there already is a 409, and another is added', async () => {
  const made = await newCustomer()
  const again = await till.pay('PUT', `/v1/customers/${made}`, { email, source: await till.cardToken() })
  expect([again.status, again.body.message]).toEqual([409, '409 Conflict'])
  await till.pay('PUT', `/v1/customers/${made}`, { email, source: await till.cardToken(mastercard) })
  expect(till.customers.get(made)?.cards.map(({ cardType }) => cardType)).toEqual(['VISA', 'MC'])
})

test('a revoked card is gone from both APIs', async () => {
  const made = await newCustomer()
  const card = till.customers.get(made)?.cards[0]?.id
  const { json } = await till.pay('DELETE', `/v1/customers/${made}/sources/${card}`)
  expect(json).toEqual({ deleted: true, id: card, object: 'deletedcard' })
  expect(till.customers.get(made)?.cards).toEqual([])
  const again = await till.pay('DELETE', `/v1/customers/${made}/sources/${card}`)
  expect([again.status, again.json]).toMatchObject([404, { error: { code: 'invalid_request' } }])
})

test('a declined card makes no customer', async () => {
  const refused = await till.pay('POST', '/v1/customers', { email, source: await till.cardToken(declined) })
  expect([refused.status, refused.json]).toMatchObject([402, { error: { type: 'card_error', code: 'card_declined' } }])
  expect(till.customers.list()).toEqual([])
})

test('an update of nobody is a validation error', async () => {
  const refused = await till.pay('PUT', '/v1/customers/C9QZ7T1V3W5X2', { name: 'Nora' })
  expect([refused.status, refused.json]).toMatchObject([
    404,
    { error: { type: 'validation_error', code: 'resource_missing' } },
  ])
})

test('the same e-mail address twice is two customers', async () => {
  expect(await newCustomer()).not.toBe(await newCustomer())
})

test('a deleted customer is gone from the platform API, too', async () => {
  const made = await newCustomer()
  expect((await till.pay('DELETE', `/v1/customers/${made}`)).json).toEqual({
    deleted: true,
    id: made,
    object: 'customer',
  })
  expect((await till.call('GET', `/customers/${made}`)).status).toBe(404)
})
