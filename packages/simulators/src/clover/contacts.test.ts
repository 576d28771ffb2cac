import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestShop, type TestShop } from './test-client.ts'

let shop: TestShop
let path: string
let id: string
beforeEach(async () => {
  shop = await openTestShop()
  id = shop.customers.create({ firstName: 'Nora' }).id
  path = `/customers/${id}`
})
afterEach(() => shop.stop())

const address = { address1: '12 Camellia Street', city: 'Cambridge', state: 'MA', zip: '02139', country: 'US' }

test('an e-mail address is added, changed and taken away through its own path', async () => {
  const added = await shop.call('POST', `${path}/email_addresses`, { emailAddress: 'a@example.com' })
  const [email] = shop.customers.get(id)?.emailAddresses ?? []
  expect(added.json).toEqual({ id: email?.id, emailAddress: 'a@example.com', primaryEmail: false, customer: { id } })
  await shop.call('POST', `${path}/email_addresses/${email?.id}`, { emailAddress: 'b@example.com' })
  expect(shop.customers.get(id)?.emailAddresses).toEqual([{ ...email, emailAddress: 'b@example.com' }])
  const removed = await shop.call('DELETE', `${path}/email_addresses/${email?.id}`)
  expect([removed.status, removed.json]).toEqual([200, {}])
  expect(shop.customers.get(id)?.emailAddresses).toEqual([])
})

test('a new primary address takes the mark from the old one', async () => {
  await shop.call('POST', `${path}/email_addresses`, { emailAddress: 'a@example.com', primaryEmail: true })
  await shop.call('POST', `${path}/email_addresses`, { emailAddress: 'b@example.com', primaryEmail: true })
  expect(shop.customers.get(id)?.emailAddresses.map(({ primaryEmail }) => primaryEmail)).toEqual([false, true])
})

test('a phone number is kept as it was typed', async () => {
  await shop.call('POST', `${path}/phone_numbers`, { phoneNumber: ' call after 5: (555) 1000001' })
  expect(shop.customers.get(id)?.phoneNumbers).toMatchObject([{ phoneNumber: ' call after 5: (555) 1000001' }])
})

test('an address is changed in part and keeps its leading zeros', async () => {
  await shop.call('POST', `${path}/addresses`, address)
  const [added] = shop.customers.get(id)?.addresses ?? []
  await shop.call('POST', `${path}/addresses/${added?.id}`, { address2: 'Apt 4' })
  expect(shop.customers.get(id)?.addresses).toEqual([{ id: added?.id, ...address, address2: 'Apt 4' }])
})

test.each([
  ['blank', { address1: '', city: '', state: '', zip: '', country: '' }],
  ['with a country of three letters', { ...address, country: 'USA' }],
  ['with a zip of eleven characters', { ...address, zip: '02139-12345' }],
])('an address %s is refused', async (_what, body) => {
  expect((await shop.call('POST', `${path}/addresses`, body)).status).toBe(400)
})

test('metadata is created and updated by the same call', async () => {
  await shop.call('POST', `${path}/metadata`, { note: 'prefers window seat', dobMonth: 4, dobDay: 12 })
  const updated = await shop.call('POST', `${path}/metadata`, { note: null, businessName: 'Lindqvist AB' })
  const metadata = { businessName: 'Lindqvist AB', dobMonth: 4, dobDay: 12, modifiedTime: 1767268805000 }
  expect(updated.json).toEqual({ ...metadata, customer: { id } })
  expect(shop.customers.get(id)?.metadata).toEqual(metadata)
})

test('a note of 2001 characters is refused', async () => {
  expect((await shop.call('POST', `${path}/metadata`, { note: 'n'.repeat(2001) })).status).toBe(400)
})

test('contacts cannot be read by a path of their own', async () => {
  const refused = await shop.call('GET', `${path}/email_addresses`)
  expect([refused.status, refused.text]).toEqual([405, '405 GET not allowed.'])
})

test('a contact of an unknown id or of an unknown customer is a 404', async () => {
  expect((await shop.call('DELETE', `${path}/phone_numbers/P5NX3M7B9D1F4`)).json).toEqual({
    message: 'Not Found',
    details: 'The requested resource could not be found.',
  })
  const unknown = await shop.call('POST', '/customers/C9QZ7T1V3W5X2/phone_numbers', { phoneNumber: '1' })
  expect([unknown.status, unknown.json]).toEqual([404, { message: 'Not Found', details: 'Customer not found' }])
})
