import { afterEach, expect, test } from 'vitest'
import type { CloverOptions } from '../start-clover.ts'
import { openTestTill, type TestTill, visa } from './test-till.ts'

let till: TestTill
afterEach(() => till.stop())
const open = async (options?: CloverOptions) => {
  till = await openTestTill(options)
}
const list = (authorization: string) => till.pay('GET', '/v1/charges', undefined, { authorization })

test('the private key opens it; no key, the public key and an API token of the dashboard do not', async () => {
  await open()
  expect((await list(`Bearer ${till.ecommerce.privateKey}`)).status).toBe(200)
  for (const wrong of ['', `Bearer ${till.ecommerce.publicKey}`, `Bearer ${till.token}`]) {
    const refused = await list(wrong)
    expect([refused.status, refused.json]).toEqual([401, { message: '401 Unauthorized' }])
  }
  expect(
    (await till.call('GET', '/customers', undefined, { authorization: `Bearer ${till.ecommerce.privateKey}` })).status,
  ).toBe(401)
})

test('a revoked private key is refused', async () => {
  await open()
  till.keys.revoke(till.ecommerce.privateKey)
  expect((await list(`Bearer ${till.ecommerce.privateKey}`)).status).toBe(401)
})

test('an app needs the checkbox for online payments', async () => {
  await open()
  const without = till.keys.issue({ kind: 'oauth', permissions: ['CUSTOMERS_R'] })
  const having = till.keys.issue({ kind: 'oauth', permissions: ['ONLINE_PAYMENTS'] })
  expect([(await list(`Bearer ${without}`)).status, (await list(`Bearer ${having}`)).status]).toEqual([401, 200])
})

test('it is not offered in Europe', async () => {
  await open({ region: 'eu' })
  expect((await list(`Bearer ${till.ecommerce.privateKey}`)).status).toBe(404)
})

test('a key for card tokens is the same each time an app asks for it, and makes tokens', async () => {
  await open()
  const authorization = `Bearer ${till.keys.issue({ kind: 'oauth', permissions: ['ONLINE_PAYMENTS'] })}`
  const first = await till.pay('GET', '/pakms/apikey', undefined, { authorization })
  expect(first.body).toMatchObject({ active: true, apiAccessKey: expect.stringMatching(/^[0-9a-f]{32}$/) })
  const again = await till.pay('GET', '/pakms/apikey', undefined, { authorization })
  expect(again.body.apiAccessKey).toBe(first.body.apiAccessKey)
  const card = { number: visa, exp_month: '1', exp_year: '2031', cvv: '123' }
  const headers = { authorization: '', apikey: String(first.body.apiAccessKey) }
  expect((await till.pay('POST', '/v1/tokens', { card }, headers)).body).toMatchObject({
    id: expect.stringMatching(/^clv_1/),
    card: { brand: 'VISA', exp_month: '01', exp_year: '2031', first6: '424242', last4: '4242' },
  })
})

test.each([
  [{ number: undefined }, 'missing'],
  [{ number: '4242' }, 'invalid_number'],
  [{ number: '4242424242424241' }, 'incorrect_number'],
  [{ number: '9999999999999995' }, 'invalid_card_type'],
  [{ exp_month: '13' }, 'invalid_expiry_month'],
  [{ exp_year: '30' }, 'invalid_expiry_year'],
  [{ exp_year: '2020' }, 'expired_card'],
  [{ cvv: '12' }, 'invalid_cvc'],
])('a card with %o is refused as %s', async (wrong, code) => {
  await open()
  const card = { number: visa, exp_month: '12', exp_year: '2030', cvv: '123', ...wrong }
  const headers = { authorization: '', apikey: till.ecommerce.publicKey }
  const refused = await till.pay('POST', '/v1/tokens', { card }, headers)
  expect([refused.status, refused.json]).toMatchObject([400, { error: { code } }])
})

test('a card number is kept nowhere', async () => {
  await open()
  const source = await till.cardToken()
  await till.pay('POST', '/v1/customers', { email: 'nora@example.com', source })
  const everything = JSON.stringify([till.effects(), till.requests(), till.customers.list()])
  expect(everything).not.toContain(visa)
})

test('too many requests have a code of their own here', async () => {
  await open({ limits: true, tick: () => 0 })
  for (let n = 0; n < 16; n++) await list(`Bearer ${till.ecommerce.privateKey}`)
  const refused = await list(`Bearer ${till.ecommerce.privateKey}`)
  expect([refused.status, refused.json]).toMatchObject([429, { error: { code: 'rate_limit' } }])
  expect(refused.headers.get('x-ratelimit-tokenlimit')).toBe('16')
})
