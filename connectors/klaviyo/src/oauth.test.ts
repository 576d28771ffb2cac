import { createHash } from 'node:crypto'
import type { Fault, OAuthDoor } from '@trefoil/sdk'
import { openSession } from '@trefoil/sdk/testing'
import { type KlaviyoSimulator, startKlaviyo } from '@trefoil/simulators'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { klaviyo } from './connector.ts'
import { oauth } from './oauth.ts'

const redirectUri = 'http://127.0.0.1:4000/oauth/callback'
const codeVerifier = 'a-verifier-of-at-least-forty-three-characters-length'
const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url')
const now = Date.UTC(2026, 2, 11, 10)

let vendor: KlaviyoSimulator
beforeAll(async () => {
  vendor = await startKlaviyo({ limits: false, now: () => new Date(now) })
  vendor.app.configure({ redirectUris: [redirectUri] })
})
afterAll(() => vendor.stop())

function doorOf(clientSecret = vendor.app.secret): OAuthDoor {
  const door = { ...klaviyo, http: () => oauth.http({}) }
  const { http } = openSession(door, { endpoint: vendor.url, credentials: { apiKey: 'none' }, settings: {} })
  return { app: { clientId: vendor.app.id, clientSecret }, settings: {}, http, now: () => new Date(now) }
}

async function signedIn(permissions: string[]) {
  const request = { app: doorOf().app, settings: {}, redirectUri, state: 's', codeChallenge, permissions }
  const { origin, pathname, search } = new URL(oauth.authorizeUrl(request))
  expect(origin).toBe('https://www.klaviyo.com')
  const reply = await fetch(vendor.url + pathname + search, { redirect: 'manual' })
  await reply.arrayBuffer()
  return { query: new URL(reply.headers.get('location') ?? '').searchParams, redirectUri, codeVerifier }
}

test('the scopes asked for are those that are needed and the account’s own, and the check finds them granted', async () => {
  const { tokens } = await oauth.exchange(doorOf(), await signedIn(['profiles:read', 'events:write']))
  expect(tokens.endsAt).toBe(new Date(now + 3_600_000).toISOString())
  const credentials = oauth.credentials({}, tokens.accessToken)
  const anyForm = { ...klaviyo, credentials: klaviyo.credentials.catch(credentials) }
  const report = await klaviyo.check(openSession(anyForm, { endpoint: vendor.url, credentials, settings: {} }))
  expect(report.permissions).toMatchObject({
    'accounts:read': 'granted',
    'profiles:read': 'granted',
    'events:write': 'granted',
    'lists:read': 'missing',
    'profiles:write': 'missing',
  })
})

test('the refresh token goes on where the answer brings no other', async () => {
  const { tokens } = await oauth.exchange(doorOf(), await signedIn([]))
  const next = await oauth.refresh(doorOf(), tokens.refreshToken ?? '')
  expect(next.refreshToken).toBe(tokens.refreshToken)
  expect(next.accessToken).not.toBe(tokens.accessToken)
})

test('a grant that was revoked and an app that is not known are told apart', async () => {
  const { tokens } = await oauth.exchange(doorOf(), await signedIn([]))
  const faultOf = (door: OAuthDoor) => oauth.refresh(door, tokens.refreshToken ?? '').catch((fault: Fault) => fault)
  expect(await faultOf(doorOf('wrong'))).toMatchObject({ details: { code: 'APP_REFUSED' } })
  vendor.app.uninstall()
  expect(await faultOf(doorOf())).toMatchObject({ kind: 'credentials', details: { code: 'GRANT_REFUSED' } })
})

test('an access token that is refused asks for a sign-in, and a key for a key', async () => {
  const checkAs = (credentials: object) => {
    const anyForm = { ...klaviyo, credentials: klaviyo.credentials.catch(Object(credentials)) }
    return klaviyo.check(openSession(anyForm, { endpoint: vendor.url, credentials, settings: {} }))
  }
  const expected = { kind: 'credentials', message: expect.stringContaining('sign in again') }
  await expect(checkAs({ accessToken: 'spent' })).rejects.toMatchObject(expected)
  await expect(checkAs({ apiKey: 'pk_wrong' })).rejects.toMatchObject({ details: { code: 'BAD_API_KEY' } })
})
