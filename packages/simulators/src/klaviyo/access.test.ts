import { afterEach, expect, test } from 'vitest'
import { openTestAccount, profileBody, type TestAccount } from './test-client.ts'

let account: TestAccount
afterEach(() => account.stop())

const ana = profileBody({ email: 'ana.ruiz@example.org' })

test('a request without a key is 401 not_authenticated, with a wrong key, or a key in place of a token, authentication_failed', async () => {
  account = await openTestAccount()
  const without = await account.call('GET', '/api/accounts', undefined, { authorization: '' })
  const wrong = await account.call('GET', '/api/accounts', undefined, { authorization: 'Klaviyo-API-Key pk_wrong' })
  const bearer = await account.call('GET', '/api/accounts', undefined, { authorization: `Bearer ${account.apiKey}` })
  expect([without, wrong, bearer].map(({ status, errors }) => [status, errors[0]?.code])).toEqual([
    [401, 'not_authenticated'],
    [401, 'authentication_failed'],
    [401, 'authentication_failed'],
  ])
})

test('a missing scope is 403 before the body is looked at', async () => {
  account = await openTestAccount({ scopes: ['profiles:read'] })
  const refused = await account.call('POST', '/api/profiles', { junk: true })
  expect([refused.status, refused.errors[0]?.code]).toEqual([403, 'permission_denied'])
  expect((await account.call('GET', '/api/profiles')).status).toBe(200)
})

test('a second key has scopes of its own', async () => {
  account = await openTestAccount({ keys: { pk_reader: ['lists:read'] } })
  const headers = { authorization: 'Klaviyo-API-Key pk_reader' }
  expect((await account.call('GET', '/api/lists', undefined, headers)).status).toBe(200)
  expect((await account.call('GET', '/api/profiles', undefined, headers)).status).toBe(403)
})

test('a request needs a revision; an old one is moved forward unless the caller opts out', async () => {
  account = await openTestAccount()
  const asked = (headers: Record<string, string>) => account.call('GET', '/api/profiles', undefined, headers)
  expect((await asked({ revision: '' })).status).toBe(400)
  expect((await asked({ revision: 'latest' })).errors[0]?.source).toEqual({ parameter: 'revision' })
  expect((await asked({ revision: '2023-12-15' })).status).toBe(200)
  const optedOut = { revision: '2023-12-15', 'x-klaviyo-revision-fall-forward-opt-out': '1' }
  expect((await asked(optedOut)).status).toBe(410)
})

test('both content types and both slash styles are taken, other types are 415', async () => {
  account = await openTestAccount()
  const first = await account.call('POST', '/api/profiles/', ana, { 'content-type': 'application/vnd.api+json' })
  expect([first.status, first.headers.get('content-type')]).toEqual([201, 'application/vnd.api+json'])
  expect((await account.call('POST', '/api/profiles', ana)).status).toBe(409)
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  expect((await account.call('POST', '/api/profiles', ana, form)).status).toBe(415)
})

test('an unknown path is 404, a wrong verb 405, a broken body 400', async () => {
  account = await openTestAccount()
  expect((await account.call('GET', '/api/unicorns')).status).toBe(404)
  expect((await account.call('DELETE', '/api/profiles')).status).toBe(405)
  const broken = await fetch(`${account.url}/api/profiles`, {
    method: 'POST',
    headers: {
      authorization: `Klaviyo-API-Key ${account.apiKey}`,
      revision: '2026-07-15',
      'content-type': 'application/json',
    },
    body: '{"data":',
  })
  expect(broken.status).toBe(400)
  expect(await broken.json()).toMatchObject({ errors: [{ code: 'invalid' }] })
})

test('a bad query parameter is named by source.parameter', async () => {
  account = await openTestAccount()
  const source = async (query: string) => (await account.call('GET', `/api/profiles?${query}`)).errors[0]?.source
  expect(await source('page[size]=101')).toEqual({ parameter: 'page[size]' })
  expect(await source('fields[profile]=shoe_size')).toEqual({ parameter: 'fields[profile]' })
  expect(await source('include=lists')).toEqual({ parameter: 'include' })
  expect(await source('sort=first_name')).toEqual({ parameter: 'sort' })
  expect(await source('colour=red')).toEqual({ parameter: 'colour' })
  expect(await source('page[cursor]=spoiled')).toEqual({ parameter: 'page[cursor]' })
})

test('the account tells its time zone, its currency and that it is a test account', async () => {
  account = await openTestAccount()
  const [found] = (await account.call('GET', '/api/accounts')).many
  expect(found?.attributes).toMatchObject({ test_account: true, timezone: 'US/Eastern', preferred_currency: 'USD' })
  expect((await account.call('GET', `/api/accounts/${found?.id}?fields[account]=timezone`)).one.attributes).toEqual({
    timezone: 'US/Eastern',
  })
})

test('the same seed and clock give the same ids', async () => {
  account = await openTestAccount({ seed: 7 })
  const first = (await account.call('POST', '/api/profiles', ana)).one.id
  await account.stop()
  account = await openTestAccount({ seed: 7 })
  expect((await account.call('POST', '/api/profiles', ana)).one.id).toBe(first)
  expect(first).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/)
})
