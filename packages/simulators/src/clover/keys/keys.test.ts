import { afterEach, expect, test } from 'vitest'
import type { CloverOptions } from '../start-clover.ts'
import { elementsOf, openTestShop, type TestShop } from '../test-client.ts'

let shop: TestShop
afterEach(() => shop.stop())
const open = async (options?: CloverOptions) => {
  shop = await openTestShop(options)
}
const statusOf = async (token: string, path = '/customers') =>
  (await shop.call('GET', path, undefined, { authorization: `Bearer ${token}` })).status

test('a revoked token, an expired one and one of another region are all a 401', async () => {
  let clock = Date.UTC(2026, 0, 1)
  await open({ now: () => new Date(clock) })
  const revoked = shop.keys.issue()
  expect(await statusOf(revoked)).toBe(200)
  shop.keys.revoke(revoked)
  const expiring = shop.keys.issue({ expiresAt: clock + 1000 })
  expect(await statusOf(expiring)).toBe(200)
  clock += 1000
  const foreign = shop.keys.issue({ region: 'eu' })
  for (const token of [revoked, expiring, foreign]) expect(await statusOf(token)).toBe(401)
})

test('each token has permissions of its own', async () => {
  await open()
  const narrow = shop.keys.issue({ permissions: ['ORDERS_R'] })
  expect([await statusOf(narrow), await statusOf(narrow, '/orders'), await statusOf(shop.token)]).toEqual([
    401, 200, 200,
  ])
  shop.keys.permit(narrow, ['CUSTOMERS_R'])
  expect([await statusOf(narrow), await statusOf(narrow, '/orders')]).toEqual([200, 401])
})

test('a missing permission can be told from a bad token where that was chosen', async () => {
  await open({ permissions: ['ORDERS_R'], choices: { missingPermission: 403 } })
  const refused = await shop.call('GET', '/customers')
  expect([refused.status, refused.json]).toEqual([403, { message: '403 Forbidden' }])
  expect(await statusOf('nobody')).toBe(401)
})

test('a second merchant has a token and a shop of its own, and each token opens only its own', async () => {
  await open({ customers: 1 })
  const second = shop.addMerchant({ customers: 3 })
  const read = (token: string, merchant: string) =>
    fetch(`${shop.url}/v3/merchants/${merchant}/customers`, { headers: { authorization: `Bearer ${token}` } })
  expect(await (await read(second.token, second.merchantId)).json()).toMatchObject({ elements: { length: 3 } })
  expect(await (await read(shop.token, shop.merchantId)).json()).toMatchObject({ elements: { length: 1 } })
  expect((await read(shop.token, second.merchantId)).status).toBe(401)
  expect((await read(second.token, shop.merchantId)).status).toBe(401)
})

const nora = {
  firstName: 'Nora',
  marketingAllowed: true,
  emailAddresses: [{ emailAddress: 'nora@example.com' }],
  phoneNumbers: [{ phoneNumber: '555-100-0001' }],
  metadata: { note: 'prefers window seat', businessName: 'Lindqvist AB' },
}
const all = 'expand=emailAddresses,phoneNumbers,metadata'

test('in Europe a plain permission shows id, merchant, names and date, and nothing else', async () => {
  await open({ region: 'eu', permissions: ['CUSTOMERS_R'] })
  const { id } = shop.customers.create(nora)
  expect(elementsOf(await shop.call('GET', `/customers?${all}`))).toEqual([
    {
      href: `${shop.base}/customers/${id}`,
      id,
      merchant: { id: shop.merchantId },
      firstName: 'Nora',
      customerSince: 1767268805000,
    },
  ])
})

test('in Europe each element comes with its own permission, and goes when it is taken away', async () => {
  await open({ region: 'eu', permissions: ['CUSTOMERS_R', 'CUSTOMERS_EMAIL_R', 'CUSTOMERS_NOTE_R'] })
  const { id } = shop.customers.create(nora)
  const shown = elementsOf(await shop.call('GET', `/customers?${all}`))[0]
  expect(shown).toMatchObject({ emailAddresses: { elements: [{ emailAddress: 'nora@example.com' }] } })
  expect(shown?.metadata).toEqual({ note: 'prefers window seat', modifiedTime: 1767268805000 })
  expect(shown).not.toHaveProperty('phoneNumbers')
  shop.permit(['CUSTOMERS_R', 'CUSTOMERS_PHONE_R', 'CUSTOMERS_MARKETING_R'])
  const later = (await shop.call('GET', `/customers/${id}?${all}`)).json
  expect(later).toMatchObject({ marketingAllowed: true, phoneNumbers: { elements: [{ phoneNumber: '555-100-0001' }] } })
  expect(later).not.toHaveProperty('emailAddresses')
  expect(later).not.toHaveProperty('metadata')
})

test('a withheld list is empty where that was chosen', async () => {
  await open({ region: 'eu', permissions: ['CUSTOMERS_R'], choices: { withheldElement: 'empty' } })
  shop.customers.create(nora)
  expect(elementsOf(await shop.call('GET', `/customers?${all}`))[0]).toMatchObject({ emailAddresses: { elements: [] } })
})

test('in Europe an element is written with its own permission only', async () => {
  await open({ region: 'eu', permissions: ['CUSTOMERS_R', 'CUSTOMERS_W', 'CUSTOMERS_EMAIL_W'] })
  const { id } = shop.customers.create({ firstName: 'Nora' })
  const write = async (path: string, body: unknown) => (await shop.call('POST', `/customers${path}`, body)).status
  expect(await write(`/${id}/email_addresses`, { emailAddress: 'nora@example.com' })).toBe(200)
  expect(await write(`/${id}/phone_numbers`, { phoneNumber: '555-100-0001' })).toBe(401)
  expect(await write(`/${id}/metadata`, { note: 'window' })).toBe(401)
  expect(await write('', nora)).toBe(401)
  expect(await write('', { firstName: 'Ada' })).toBe(200)
})

test('in Europe the reply to a note shows no birthday to who may not see it', async () => {
  await open({ region: 'eu', permissions: ['CUSTOMERS_R', 'CUSTOMERS_W', 'CUSTOMERS_NOTE_R', 'CUSTOMERS_NOTE_W'] })
  const { id } = shop.customers.create({ metadata: { dobMonth: 4, dobDay: 12, businessName: 'Lindqvist AB' } })
  const { json } = await shop.call('POST', `/customers/${id}/metadata`, { note: 'window' })
  expect(json).toEqual({ note: 'window', modifiedTime: 1767268805000, customer: { id } })
  expect(shop.customers.get(id)?.metadata).toMatchObject({ note: 'window', dobMonth: 4 })
})

test('the default token of a European shop sees everything', async () => {
  await open({ region: 'eu' })
  shop.customers.create(nora)
  expect(elementsOf(await shop.call('GET', `/customers?${all}`))[0]).toMatchObject({
    marketingAllowed: true,
    emailAddresses: { elements: [{}] },
    phoneNumbers: { elements: [{}] },
    metadata: { businessName: 'Lindqvist AB' },
  })
})

test('cards of a customer are written and removed by what is known of them', async () => {
  await open()
  const { id } = shop.customers.create({ firstName: 'Nora' })
  const card = { first6: '424242', last4: '4242', expirationDate: '1230', token: 'tok', tokenType: 'MULTIPAY' }
  const added = await shop.call('POST', `/customers/${id}/cards`, card)
  expect(added.json).toMatchObject({ ...card, customer: { id }, modifiedTime: 1767268805000 })
  expect((await shop.call('POST', `/customers/${id}/cards`, { last4: '4242' })).status).toBe(400)
  const [kept] = shop.customers.get(id)?.cards ?? []
  await shop.call('DELETE', `/customers/${id}/cards/${kept?.id}`)
  expect(shop.customers.get(id)?.cards).toEqual([])
})

test('keys and shelves are reached from another process', async () => {
  await open()
  const sim = async (method: string, path: string, body?: unknown) => {
    const reply = await fetch(`${shop.url}/_sim${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: reply.status, text: await reply.text() }
  }
  const { token }: { token: string } = JSON.parse((await sim('POST', '/keys', { permissions: ['ORDERS_R'] })).text)
  expect([await statusOf(token), await statusOf(token, '/orders')]).toEqual([401, 200])
  await sim('PUT', `/keys/${token}`, { permissions: ['CUSTOMERS_R'] })
  expect(await statusOf(token)).toBe(200)
  await sim('DELETE', `/keys/${token}`)
  expect(await statusOf(token)).toBe(401)
  const { id }: { id: string } = JSON.parse((await sim('POST', '/shelves/items', { name: 'Mochi', price: 350 })).text)
  await sim('PATCH', `/shelves/items/${id}`, { price: 400 })
  expect((await shop.call('GET', `/items/${id}`)).json).toMatchObject({ name: 'Mochi', price: 400 })
  await sim('DELETE', `/shelves/items/${id}`)
  expect((await shop.call('GET', `/items/${id}`)).status).toBe(404)
  await sim('PATCH', '/properties', { trackStock: true })
  expect((await shop.call('GET', '/properties')).json).toMatchObject({ trackStock: true })
  expect((await sim('GET', '/shelves/nothing')).status).toBe(400)
})
