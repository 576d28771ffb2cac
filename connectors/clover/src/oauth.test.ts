import { createHash } from 'node:crypto'
import type { Fault, OAuthDoor } from '@trefoil/sdk'
import { openSession } from '@trefoil/sdk/testing'
import { type CloverSimulator, startClover } from '@trefoil/simulators'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clover } from './connector.ts'
import { oauth } from './oauth.ts'
import { type CloverSettings, cloverSettings } from './settings.ts'

const redirectUri = 'http://127.0.0.1:4000/oauth/callback'
const codeVerifier = 'a-verifier-of-at-least-forty-three-characters-length'
const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url')
const settings = cloverSettings.parse({ environment: 'sandbox' })
const now = Date.UTC(2026, 2, 11, 10)

let shop: CloverSimulator
beforeAll(async () => {
  shop = await startClover({ customers: 0, orders: 0, limits: false, now: () => new Date(now) })
  shop.app.configure({ redirectUris: [redirectUri] })
})
afterAll(() => shop.stop())

function doorOf(clientSecret?: string): OAuthDoor<CloverSettings> {
  const door = { ...clover, http: () => oauth.http(settings) }
  const credentials = { merchantId: shop.merchantId, apiToken: 'none' }
  const { http } = openSession(door, { endpoint: shop.url, credentials, settings })
  const app = { clientId: shop.app.id, ...(clientSecret === undefined ? {} : { clientSecret }) }
  return { app, settings, http, now: () => new Date(now) }
}

async function signedIn(door: OAuthDoor<CloverSettings>) {
  const request = { app: door.app, settings, redirectUri, state: 's', codeChallenge, permissions: [] }
  const { pathname, search } = new URL(oauth.authorizeUrl(request))
  const reply = await fetch(shop.url + pathname + search, { redirect: 'manual' })
  await reply.arrayBuffer()
  return { query: new URL(reply.headers.get('location') ?? '').searchParams, redirectUri, codeVerifier }
}

test.each([
  ['with a secret', () => doorOf(shop.app.secret)],
  ['without a secret, by PKCE', () => doorOf()],
])('an app %s gets tokens with an end, and a refreshed pair', async (_, door) => {
  const { tokens, facts } = await oauth.exchange(door(), await signedIn(door()))
  expect(facts).toEqual({ merchantId: shop.merchantId })
  expect(tokens.endsAt).toBe(new Date(now + 1_800_000).toISOString())
  const next = await oauth.refresh(door(), tokens.refreshToken ?? '')
  expect(next.accessToken).not.toBe(tokens.accessToken)
  expect(oauth.credentials(facts, next.accessToken)).toEqual({
    merchantId: shop.merchantId,
    apiToken: next.accessToken,
  })
})

test('a spent refresh token is a credentials fault that holds no secret', async () => {
  const door = doorOf(shop.app.secret)
  const { tokens } = await oauth.exchange(door, await signedIn(door))
  await oauth.refresh(door, tokens.refreshToken ?? '')
  const fault = await oauth.refresh(door, tokens.refreshToken ?? '').catch((error: Fault) => error)
  expect(fault).toMatchObject({ kind: 'credentials', details: { code: 'GRANT_REFUSED' } })
  expect(JSON.stringify(fault)).not.toContain(tokens.refreshToken)
})

test('a refresh whose answer is lost is unclear', async () => {
  const door = doorOf(shop.app.secret)
  const { tokens } = await oauth.exchange(door, await signedIn(door))
  shop.faults.add({ kind: 'reset-after-commit', match: '/oauth/v2/refresh' })
  const fault = await oauth.refresh(door, tokens.refreshToken ?? '').catch((error: Fault) => error)
  expect(fault).toMatchObject({ kind: 'unavailable', details: { unclear: true } })
})

test('a browser that comes back without a code is told to begin again', async () => {
  const query = new URLSearchParams({ merchant_id: shop.merchantId, client_id: shop.app.id })
  await expect(oauth.exchange(doorOf(), { query, redirectUri, codeVerifier })).rejects.toThrow('begin the sign-in')
})

test.each([
  ['sandbox', 'https://sandbox.dev.clover.com', 'https://apisandbox.dev.clover.com'],
  ['na', 'https://www.clover.com', 'https://api.clover.com'],
  ['eu', 'https://www.eu.clover.com', 'https://api.eu.clover.com'],
  ['la', 'https://www.la.clover.com', 'https://api.la.clover.com'],
] as const)('in %s people sign in at %s and tokens come from %s', (environment, web, api) => {
  const place = { ...settings, environment }
  const request = { app: { clientId: 'A' }, settings: place, redirectUri, state: 's', codeChallenge, permissions: [] }
  expect(new URL(oauth.authorizeUrl(request)).origin).toBe(web)
  expect(oauth.http(place).baseUrl).toBe(api)
})
