import { createHash } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import type { CloverOptions } from '../start-clover.ts'
import { openTestShop, type TestShop } from '../test-client.ts'

let shop: TestShop
let clock: number
afterEach(() => shop.stop())
const back = 'http://127.0.0.1:4000/callback'

const open = async (options?: CloverOptions) => {
  clock = Date.UTC(2026, 0, 1, 12)
  shop = await openTestShop({ now: () => new Date(clock), ...options })
  shop.app.configure({ redirectUris: [back], permissions: ['CUSTOMERS_R', 'MERCHANT_R'] })
}
const post = async (path: string, body: unknown) => {
  const reply = await fetch(shop.url + path, { method: 'POST', body: JSON.stringify(body) })
  const json: Record<string, unknown> = JSON.parse(await reply.text())
  return { status: reply.status, json }
}
const authorise = async (more: Record<string, string> = {}) => {
  const query = new URLSearchParams({ client_id: shop.app.id, redirect_uri: back, ...more })
  const reply = await fetch(`${shop.url}/oauth/v2/authorize?${query}`, { redirect: 'manual' })
  return { status: reply.status, to: new URL(reply.headers.get('location') ?? 'http://nowhere/').searchParams }
}
const code = async (more?: Record<string, string>) => (await authorise(more)).to.get('code') ?? ''
const secretly = async (more = {}) => ({
  client_id: shop.app.id,
  client_secret: shop.app.secret,
  code: await code(),
  ...more,
})
const refresh = (token: unknown) => post('/oauth/v2/refresh', { client_id: shop.app.id, refresh_token: token })
const listWith = (token: unknown) => shop.call('GET', '/customers', undefined, { authorization: `Bearer ${token}` })
const refused = { message: 'Failed to validate authentication code' }

test('the browser comes back with the merchant, the app and a code', async () => {
  await open()
  const { status, to } = await authorise({ state: 'abc' })
  expect([status, to.get('merchant_id'), to.get('client_id'), to.get('state')]).toEqual([
    302,
    shop.merchantId,
    shop.app.id,
    'abc',
  ])
})

test('an address that the app did not register, and an unknown app, get no code', async () => {
  await open()
  expect((await authorise({ redirect_uri: 'http://127.0.0.1:4000/other' })).status).toBe(400)
  expect((await authorise({ client_id: 'NOBODY' })).status).toBe(400)
})

test('a code becomes a pair of tokens with ends in seconds, and the access token works until its end', async () => {
  await open()
  const { status, json } = await post('/oauth/v2/token', await secretly())
  const seconds = clock / 1000
  expect([status, json]).toEqual([
    200,
    {
      access_token: expect.any(String),
      access_token_expiration: seconds + 1800,
      refresh_token: expect.any(String),
      refresh_token_expiration: seconds + 365 * 86_400,
    },
  ])
  expect((await listWith(json.access_token)).status).toBe(200)
  clock += 1799_000
  expect((await listWith(json.access_token)).status).toBe(200)
  clock += 1000
  expect(await listWith(json.access_token)).toMatchObject({ status: 401, text: '{"message":"401 Unauthorized"}' })
})

test('a code is good once, for ten minutes, and for the app with the secret', async () => {
  await open()
  const asked = await secretly()
  expect((await post('/oauth/v2/token', { ...asked, client_secret: 'guess' })).json).toEqual(refused)
  expect((await post('/oauth/v2/token', asked)).status).toBe(200)
  expect(await post('/oauth/v2/token', asked)).toEqual({ status: 400, json: refused })
  const late = await secretly()
  clock += 600_000
  expect((await post('/oauth/v2/token', late)).json).toEqual(refused)
})

test('no refresh token is given where none is wanted', async () => {
  await open()
  const { json } = await post('/oauth/v2/token?no_refresh_token=true', await secretly())
  expect(Object.keys(json)).toEqual(['access_token', 'access_token_expiration'])
})

test('of two workers that refresh with the same token at once, one gets a pair and one is refused', async () => {
  await open()
  const { json } = await post('/oauth/v2/token', await secretly())
  const both = await Promise.all([refresh(json.refresh_token), refresh(json.refresh_token)])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 400])
  const won = both.find(({ status }) => status === 200)?.json
  expect((await listWith(won?.access_token)).status).toBe(200)
  expect((await refresh(won?.refresh_token)).status).toBe(200)
})

test('holding too many refresh tokens kills the oldest', async () => {
  await open({ choices: { refreshTokensHeld: 2 } })
  const tokens = []
  for (let n = 0; n < 3; n++) tokens.push((await post('/oauth/v2/token', await secretly())).json.refresh_token)
  expect((await refresh(tokens[0])).status).toBe(400)
  expect((await refresh(tokens[1])).status).toBe(200)
})

test('an app without a secret proves itself by its verifier, and by nothing else', async () => {
  await open()
  const verifier = 'a-verifier-of-at-least-forty-three-characters-length'
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  const exchange = async (proof: object) => {
    const given = await code({ code_challenge: challenge, code_challenge_method: 'S256' })
    return (await post('/oauth/v2/token', { client_id: shop.app.id, code: given, ...proof })).status
  }
  expect(await exchange({ code_verifier: verifier })).toBe(200)
  expect(await exchange({ code_verifier: `${verifier}x` })).toBe(400)
  expect(await exchange({ client_secret: shop.app.secret })).toBe(400)
  expect((await authorise({ code_challenge: verifier, code_challenge_method: 'plain' })).status).toBe(400)
})

test('permissions are those of the install: more reach a token only after a new one', async () => {
  await open()
  const { json } = await post('/oauth/v2/token', await secretly())
  const orders = (token: unknown) => shop.call('GET', '/orders', undefined, { authorization: `Bearer ${token}` })
  expect((await orders(json.access_token)).status).toBe(401)
  shop.app.configure({ permissions: ['CUSTOMERS_R', 'ORDERS_R'] })
  const refreshed = await refresh(json.refresh_token)
  expect((await orders(refreshed.json.access_token)).status).toBe(401)
  shop.app.uninstall()
  expect((await listWith(refreshed.json.access_token)).status).toBe(401)
  expect((await refresh(refreshed.json.refresh_token)).status).toBe(400)
  const again = await post('/oauth/v2/token', await secretly())
  expect((await orders(again.json.access_token)).status).toBe(200)
})

test('the merchant who is signed in is the one who grants', async () => {
  await open()
  const second = shop.addMerchant({ customers: 2 })
  shop.app.signIn(second.merchantId)
  expect((await authorise()).to.get('merchant_id')).toBe(second.merchantId)
  const { json } = await post('/oauth/v2/token', await secretly())
  expect((await listWith(json.access_token)).status).toBe(401)
  const theirs = await fetch(`${shop.url}/v3/merchants/${second.merchantId}/customers`, {
    headers: { authorization: `Bearer ${json.access_token}` },
  })
  expect(await theirs.json()).toMatchObject({ elements: { length: 2 } })
})

test('the old flow gives a token without an end', async () => {
  await open()
  const query = async () =>
    new URLSearchParams({ client_id: shop.app.id, client_secret: shop.app.secret, code: await code() })
  const reply = await fetch(`${shop.url}/oauth/token?${await query()}`)
  const { access_token: token } = JSON.parse(await reply.text())
  clock += 10 * 365 * 86_400_000
  expect((await listWith(token)).status).toBe(200)
  const wrong = await fetch(`${shop.url}/oauth/token?client_id=${shop.app.id}&client_secret=no&code=no`)
  expect([wrong.status, await wrong.json()]).toEqual([400, { message: 'Invalid OAuth credentials' }])
})

test('fifty requests a second are the limit of all tokens of an app together', async () => {
  await open({ limits: true, tick: () => 0 })
  const tokens: unknown[] = []
  for (let n = 0; n < 4; n++) tokens.push((await post('/oauth/v2/token', await secretly())).json.access_token)
  const answers = []
  for (let n = 0; n < 51; n++) answers.push(await listWith(tokens[n % 4]))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(50)
  expect(answers[50]?.headers.get('x-ratelimit-crosstokenlimit')).toBe('50')
})

test('what was granted before the app was taken off stays dead when it is installed again', async () => {
  await open()
  const { json } = await post('/oauth/v2/token', await secretly())
  const unspent = await secretly()
  shop.app.uninstall()
  shop.app.install()
  expect((await refresh(json.refresh_token)).json).toEqual(refused)
  expect((await post('/oauth/v2/token', unspent)).json).toEqual(refused)
  expect((await listWith(json.access_token)).status).toBe(401)
  expect((await post('/oauth/v2/token', await secretly())).status).toBe(200)
})
