import { afterEach, beforeEach, expect, test } from 'vitest'
import { cloverPlatform } from '../platform/platform.ts'
import { type Recorder, startRecorder } from '../test-recorder.ts'
import { openShop, type TestShop } from '../test-shop.ts'
import { allAt } from '../test-world.ts'
import { decodeWebhook, isFromClover } from '../webhooks/decode.ts'
import { keepToken } from './keep-token.ts'
import { cloverOAuth, type OAuth, readRedirect, type TokenPair } from './oauth.ts'
import { createPkce } from './pkce.ts'

/** An app of ours at a pretended Clover, whose clock we turn. */
const redirectUri = 'https://app.example.com/callback'
let now: number
let shop: TestShop
let oauth: OAuth
const world = { now: () => now, random: () => 0, wait: async () => {} }
beforeEach(async () => {
  now = Date.parse('2026-01-01T12:00:00Z')
  shop = await openShop({
    now: () => new Date(now),
    choices: { webhookDelay: 3_600_000, webhookRetryDelay: 3_600_000 },
  })
  const { app, url } = shop.simulator
  app.configure({ redirectUris: [redirectUri], permissions: ['MERCHANT_R', 'CUSTOMERS_R', 'CUSTOMERS_W'] })
  oauth = cloverOAuth({ clientId: app.id, clientSecret: app.secret, endpoints: allAt(url) })
})
afterEach(() => shop.simulator.stop())

/** Where the merchant's browser ends after it said yes. */
async function redirected(options: { codeChallenge?: string } = {}) {
  const reply = await fetch(oauth.authorizeUrl({ redirectUri, ...options }), { redirect: 'manual' })
  return readRedirect(reply.headers.get('location') ?? '')
}

async function connected(): Promise<TokenPair> {
  const { code = '' } = await redirected()
  return oauth.exchange({ code })
}

const tillWith = (accessToken: Parameters<typeof cloverPlatform>[0]) =>
  cloverPlatform(accessToken, { merchantId: shop.simulator.merchantId, endpoints: allAt(shop.simulator.url), world })

test('a merchant connects, and the token opens the till', async () => {
  const { merchantId, code = '' } = await redirected()
  expect(merchantId).toBe(shop.simulator.merchantId)
  const pair = await oauth.exchange({ code })
  expect(pair.accessTokenExpires.getTime()).toBeGreaterThan(now)
  expect(await tillWith(pair.accessToken).merchant.get()).toMatchObject({ id: merchantId })
  await expect(oauth.exchange({ code })).rejects.toMatchObject({ type: 'CloverInvalidGrantError' })
})

test('an app without secret connects by its verifier, and by no other', async () => {
  const { app, url } = shop.simulator
  const lowTrust = cloverOAuth({ clientId: app.id, endpoints: allAt(url) })
  const { verifier, challenge } = await createPkce()
  const { code = '' } = await redirected({ codeChallenge: challenge })
  const { verifier: another } = await createPkce()
  const refused = { type: 'CloverInvalidGrantError' }
  await expect(lowTrust.exchange({ code, codeVerifier: another })).rejects.toMatchObject(refused)
  expect(await lowTrust.exchange({ code, codeVerifier: verifier })).toMatchObject({ accessToken: expect.any(String) })
})

test('a kept token outlives its own end, and two workers at once do not log the merchant out', async () => {
  let stored = await connected()
  let turn: Promise<unknown> = Promise.resolve()
  const store = {
    load: async () => stored,
    save: async (pair: TokenPair) => {
      stored = pair
    },
    exclusively: <T>(work: () => Promise<T>): Promise<T> => {
      const mine = turn.then(work)
      turn = mine.catch(() => {})
      return mine
    },
  }
  const workers = [1, 2].map(() => tillWith(keepToken(oauth, store, { world })))
  for (let hours = 0; hours < 3; hours += 1) {
    now = stored.accessTokenExpires.getTime() + 1
    const found = await Promise.all(workers.map((till) => till.customers.list().all()))
    expect(found).toEqual([[], []])
  }
  expect(shop.asked().filter((line) => line.includes('/oauth/v2/refresh'))).toHaveLength(3)
})

test('without a lock the second of two refreshes is refused, and named as what it is', async () => {
  const { refreshToken = '' } = await connected()
  await oauth.refresh(refreshToken)
  await expect(oauth.refresh(refreshToken)).rejects.toMatchObject({ type: 'CloverInvalidGrantError' })
})

test('what the app may not do is a 401, as a bad token is', async () => {
  const { accessToken } = await connected()
  await expect(tillWith(accessToken).orders.list().all()).rejects.toMatchObject({
    type: 'CloverAuthenticationError',
    statusCode: 401,
  })
})

test('the webhook of a new customer is verified, decoded, and leads to the customer', async () => {
  const hook: Recorder = await startRecorder()
  try {
    const { app } = shop.simulator
    app.configure({ webhookUrl: `${hook.url}/hook` })
    await app.sendVerificationCode()
    const verification = decodeWebhook(JSON.stringify(hook.requests[0]?.body))
    if (verification.kind !== 'verification') throw new Error('Clover sent no code')
    const authCode = app.verify(verification.code) ?? ''
    app.install()
    await app.deliver()
    const { id } = await shop.till.customers.create({ firstName: 'Nora' })
    await app.deliver()
    const { headers, body } = hook.requests.at(-1) ?? {}
    expect(isFromClover(String(headers?.['x-clover-auth']), authCode)).toBe(true)
    const message = decodeWebhook(JSON.stringify(body))
    expect(message).toMatchObject({
      kind: 'events',
      appId: app.id,
      events: [{ merchantId: shop.simulator.merchantId, object: 'customer', id, change: 'CREATE' }],
    })
  } finally {
    await hook.stop()
  }
})
