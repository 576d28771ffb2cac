import { afterEach, expect, test } from 'vitest'
import type { CloverOptions } from './start-clover.ts'
import { openTestShop, type TestShop } from './test-client.ts'

let shop: TestShop
afterEach(() => shop.stop())
const open = async (options?: CloverOptions) => {
  shop = await openTestShop(options)
}

const refused = { status: 401, text: '{"message":"401 Unauthorized"}' }
const probes = [
  ['CUSTOMERS_R', '/customers?limit=1'],
  ['ORDERS_R', '/orders?limit=1'],
  ['MERCHANT_R', ''],
  ['MERCHANT_R', '/properties'],
  ['INVENTORY_R', '/items?limit=1'],
  ['EMPLOYEES_R', '/employees?limit=1'],
  ['PAYMENTS_R', '/payments?limit=1'],
] as const

test.each(probes)('%s alone opens GET %s, and nothing else does', async (permission, path) => {
  await open({ permissions: [permission] })
  expect((await shop.call('GET', path)).status).toBe(200)
  const others = probes.map(([name]) => name).filter((name) => name !== permission)
  shop.permit([...others, permission.replace('_R', '_W')])
  expect(await shop.call('GET', path)).toMatchObject(refused)
})

test('a token that may only read may not write', async () => {
  await open({ permissions: ['CUSTOMERS_R'] })
  expect(await shop.call('POST', '/customers', { firstName: 'Nora' })).toMatchObject(refused)
  expect(shop.effects()).toEqual([])
})

test('a wrong token, no token, a token in the URL and another merchant all look the same', async () => {
  await open()
  const wrong = await shop.call('GET', '/customers', undefined, { authorization: 'Bearer nobody' })
  const none = await shop.call('GET', '/customers', undefined, { authorization: '' })
  const inUrl = await shop.call('GET', `/customers?access_token=${shop.token}`, undefined, { authorization: '' })
  for (const answer of [wrong, none, inUrl]) expect(answer).toMatchObject(refused)
  const other = await fetch(`${shop.url}/v3/merchants/M1ABCDEFGHJKM/customers`, {
    headers: { authorization: `Bearer ${shop.token}` },
  })
  expect([other.status, other.headers.get('content-type'), await other.text()]).toEqual([
    401,
    'application/json',
    '{"message":"401 Unauthorized"}',
  ])
})

test('an unknown path is a 404 in JSON', async () => {
  await open()
  expect((await shop.call('GET', '/loyalty')).json).toEqual({
    message: 'Not Found',
    details: 'The requested resource could not be found.',
  })
})

test('the merchant has no currency, its properties have', async () => {
  await open()
  const merchant = await shop.call('GET', '')
  expect(merchant.json).toMatchObject({ id: shop.merchantId, name: 'Kafé Test' })
  expect(merchant.json).not.toHaveProperty('defaultCurrency')
  expect((await shop.call('GET', '/properties')).json).toMatchObject({
    defaultCurrency: 'USD',
    timezone: 'America/New_York',
  })
})

test('the seventeenth request of a second is a 429 that names the limit', async () => {
  await open({ limits: true, tick: () => 0 })
  const statuses = []
  for (let n = 0; n < 16; n++) statuses.push((await shop.call('GET', '/properties')).status)
  expect(new Set(statuses)).toEqual(new Set([200]))
  const refusal = await shop.call('GET', '/properties')
  expect([refusal.status, refusal.headers.get('x-ratelimit-tokenlimit')]).toEqual([429, '16'])
  expect(refusal.headers.has('retry-after')).toBe(false)
})

test('a sixth request in flight is refused with retry-after, and calling earlier lengthens the wait', async () => {
  let at = 0
  await open({ limits: true, tick: () => at })
  shop.faults.add({ kind: 'hang', times: 5 })
  const giveUp = new AbortController()
  const headers = { authorization: `Bearer ${shop.token}` }
  const hanging = Array.from({ length: 5 }, () =>
    fetch(`${shop.base}/properties`, { headers, signal: giveUp.signal }).catch(() => 'given up'),
  )
  await expect.poll(() => shop.requests().length).toBe(5)
  const sixth = await shop.call('GET', '/properties')
  expect([
    sixth.status,
    sixth.headers.get('x-ratelimit-tokenconcurrentlimit'),
    sixth.headers.get('retry-after'),
  ]).toEqual([429, '5', '1'])
  giveUp.abort()
  await Promise.all(hanging)
  at = 500
  expect((await shop.call('GET', '/properties')).headers.get('retry-after')).toBe('2')
  at = 2499
  expect((await shop.call('GET', '/properties')).headers.get('retry-after')).toBe('4')
  at = 6499
  await expect.poll(async () => (await shop.call('GET', '/properties')).status).toBe(200)
})

test('ten requests in flight are the limit of all tokens of an app together', async () => {
  await open({ limits: true, tick: () => 0 })
  shop.app.configure({ redirectUris: ['http://127.0.0.1/back'] })
  const tokens: string[] = []
  for (let n = 0; n < 3; n++) {
    const query = new URLSearchParams({ client_id: shop.app.id, redirect_uri: 'http://127.0.0.1/back' })
    const sent = await fetch(`${shop.url}/oauth/v2/authorize?${query}`, { redirect: 'manual' })
    const code = new URL(sent.headers.get('location') ?? '').searchParams.get('code')
    const body = JSON.stringify({ client_id: shop.app.id, client_secret: shop.app.secret, code })
    const pair = await fetch(`${shop.url}/oauth/v2/token`, { method: 'POST', body })
    tokens.push(JSON.parse(await pair.text()).access_token)
  }
  const before = shop.requests().length
  shop.faults.add({ kind: 'hang', times: 10 })
  const giveUp = new AbortController()
  const hanging = Array.from({ length: 10 }, (_, n) =>
    fetch(`${shop.base}/properties`, {
      headers: { authorization: `Bearer ${tokens[n % 2]}` },
      signal: giveUp.signal,
    }).catch(() => 'given up'),
  )
  await expect.poll(() => shop.requests().length).toBe(before + 10)
  const headers = { authorization: `Bearer ${tokens[2]}` }
  const eleventh = await shop.call('GET', '/properties', undefined, headers)
  expect([
    eleventh.status,
    eleventh.headers.get('x-ratelimit-crosstokenconcurrentlimit'),
    eleventh.headers.get('retry-after'),
  ]).toEqual([429, '10', '1'])
  giveUp.abort()
  await Promise.all(hanging)
})
