import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestAccount, type TestAccount } from '../test-client.ts'

const back = 'http://127.0.0.1:4000/callback'
const verifier = 'a-verifier-of-at-least-forty-three-characters-length'
const challenge = createHash('sha256').update(verifier).digest('base64url')

let account: TestAccount
beforeEach(async () => {
  account = await openTestAccount()
  account.app.configure({ redirectUris: [back] })
})
afterEach(() => account.stop())

async function authorise(more: Record<string, string> = {}) {
  const query = new URLSearchParams({
    ...{ response_type: 'code', client_id: account.app.id, redirect_uri: back, state: 'abc' },
    ...{ scope: 'accounts:read profiles:read', code_challenge: challenge, code_challenge_method: 'S256', ...more },
  })
  const reply = await fetch(`${account.url}/oauth/authorize?${query}`, { redirect: 'manual' })
  await reply.arrayBuffer()
  return { status: reply.status, to: new URL(reply.headers.get('location') ?? 'http://nowhere/').searchParams }
}

async function ask(form: Record<string, string>, secret = account.app.secret) {
  const reply = await fetch(`${account.url}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${account.app.id}:${secret}`)}` },
    body: new URLSearchParams(form),
  })
  const json: Record<string, string> = JSON.parse(await reply.text())
  return { status: reply.status, json }
}

const grant = async () => ({
  grant_type: 'authorization_code',
  code: (await authorise()).to.get('code') ?? '',
  code_verifier: verifier,
  redirect_uri: back,
})
const profilesBy = (token = '') => account.call('GET', '/api/profiles', undefined, { authorization: `Bearer ${token}` })

test('the browser comes back with code and state; an unknown address gets neither', async () => {
  const { status, to } = await authorise()
  expect([status, to.get('state'), to.has('code')]).toEqual([302, 'abc', true])
  expect((await authorise({ redirect_uri: 'http://127.0.0.1:4000/other' })).status).toBe(400)
})

test.each([
  ['no challenge', { code_challenge: '' }, 'invalid_request'],
  ['a plain challenge', { code_challenge_method: 'plain' }, 'invalid_request'],
  ['no scope', { scope: '' }, 'invalid_scope'],
  ['a scope that the app may not ask for', { scope: 'accounts:read wishes:read' }, 'invalid_scope'],
])('with %s the browser comes back with the reason', async (_, more, error) => {
  expect((await authorise(more)).to.get('error')).toBe(error)
})

test('an owner who says no is told of as access_denied', async () => {
  account.app.deny()
  expect((await authorise()).to.get('error')).toBe('access_denied')
  expect((await authorise()).to.has('code')).toBe(true)
})

test('a code becomes tokens once, for its verifier and address, within five minutes, and the scopes hold', async () => {
  const asked = await grant()
  const { status, json } = await ask(asked)
  expect([status, json]).toMatchObject([200, { token_type: 'Bearer', expires_in: 3600 }])
  expect(await ask(asked)).toEqual({ status: 400, json: { error: 'invalid_grant' } })
  expect((await profilesBy(json.access_token)).status).toBe(200)
  const lists = await account.call('GET', '/api/lists', undefined, { authorization: `Bearer ${json.access_token}` })
  expect(lists.status).toBe(403)
  expect((await ask({ ...(await grant()), code_verifier: 'other' })).status).toBe(400)
  const late = await grant()
  account.wait(300)
  expect((await ask(late)).status).toBe(400)
})

test('a wrong secret is invalid_client; a body that is no form has no grant type', async () => {
  expect(await ask(await grant(), 'wrong')).toEqual({ status: 401, json: { error: 'invalid_client' } })
  const reply = await fetch(`${account.url}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${account.app.id}:${account.app.secret}`)}` },
    body: JSON.stringify(await grant()),
  })
  expect(await reply.json()).toEqual({ error: 'unsupported_grant_type' })
})

test('an access token ends after an hour; the refresh token goes on until 90 idle days or the end of the install', async () => {
  const { json } = await ask(await grant())
  account.wait(3_600)
  expect((await profilesBy(json.access_token)).status).toBe(401)
  const form = { grant_type: 'refresh_token', refresh_token: json.refresh_token ?? '' }
  const next = await ask(form)
  expect((await profilesBy(next.json.access_token)).status).toBe(200)
  account.wait(89 * 86_400)
  expect((await ask(form)).status).toBe(200)
  account.wait(90 * 86_400)
  expect((await ask(form)).json).toEqual({ error: 'invalid_grant' })
  const again = await ask(await grant())
  account.app.uninstall()
  expect((await profilesBy(again.json.access_token)).status).toBe(401)
})

test('another process sets the app up by the back door', async () => {
  const body = JSON.stringify({ redirectUris: ['http://127.0.0.1:4001/back'], scopes: ['accounts:read'] })
  const reply = await fetch(`${account.url}/_sim/app`, { method: 'PATCH', body })
  expect(await reply.json()).toEqual({ id: account.app.id })
  expect((await authorise()).status).toBe(400)
  const { to } = await authorise({ redirect_uri: 'http://127.0.0.1:4001/back' })
  expect(to.get('error')).toBe('invalid_scope')
})

test('the app has a quota of its own, apart from that of the private keys', async () => {
  await account.stop()
  account = await openTestAccount({ limits: true, tick: () => 0 })
  account.app.configure({ redirectUris: [back] })
  const tokens = [(await ask(await grant())).json.access_token, (await ask(await grant())).json.access_token]
  const statuses = [(await account.call('GET', '/api/accounts')).status]
  for (const token of tokens) {
    const headers = { authorization: `Bearer ${token}` }
    statuses.push((await account.call('GET', '/api/accounts', undefined, headers)).status)
  }
  expect(statuses).toEqual([200, 200, 429])
})
