import { afterEach, expect, test } from 'vitest'
import { openTestAccount, subscribeBody, type TestAccount } from './test-client.ts'

let account: TestAccount
afterEach(() => account.stop())

const door = async (method: string, path: string, body?: unknown) => {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) }
  const reply = await fetch(`${account.url}/_sim${path}`, init)
  return { status: reply.status, text: await reply.text() }
}

test('profiles that were there before are found, and are no effects', async () => {
  account = await openTestAccount({
    profiles: [
      { email: 'ana@example.org', email_consent: 'SUBSCRIBED', lists: ['Newsletter'] },
      { email: 'bo@example.org', email_consent: 'UNSUBSCRIBED' },
    ],
  })
  expect(account.effects()).toEqual([])
  expect(JSON.parse((await door('GET', '/profiles?offset=0&limit=1')).text)).toMatchObject({
    total: 2,
    profiles: [
      {
        email: 'ana@example.org',
        subscriptions: { email: { marketing: { consent: 'SUBSCRIBED' } } },
        lists: ['Newsletter'],
      },
    ],
  })
  expect(account.profiles.findByEmail('bo@example.org')?.subscriptions.email.marketing).toMatchObject({
    consent: 'UNSUBSCRIBED',
    suppression: [{ reason: 'UNSUBSCRIBE' }],
  })
})

test('over HTTP a profile is made, edited and unsubscribed as a person would', async () => {
  account = await openTestAccount()
  const { id } = JSON.parse((await door('POST', '/profiles', { email: 'ana@example.org' })).text)
  await door('PATCH', `/profiles/${id}`, { first_name: 'Ana' })
  await door('POST', `/profiles/${id}/unsubscribe`)
  expect(account.profiles.get(id)).toMatchObject({
    first_name: 'Ana',
    subscriptions: { email: { marketing: { consent: 'UNSUBSCRIBED', method: 'PREFERENCE_PAGE' } } },
  })
  expect(account.effects().map(({ kind, by }) => [kind, by])).toEqual([
    ['profile.create', 'person'],
    ['profile.update', 'person'],
    ['consent.unsubscribe', 'person'],
  ])
  const twin = await door('POST', '/profiles', { email: 'ANA@example.org' })
  expect([twin.status, twin.text]).toEqual([400, expect.stringContaining(id)])
})

test('a profile that somebody deletes is gone from its lists and unknown to the API', async () => {
  account = await openTestAccount({ profiles: [{ email: 'ana@example.org', lists: ['Newsletter'] }] })
  const { id } = account.profiles.findByEmail('ana@example.org') ?? { id: '' }
  await door('DELETE', `/profiles/${id}`)
  expect((await account.call('GET', `/api/profiles/${id}`)).status).toBe(404)
  expect(account.lists.members('Newsletter')).toEqual([])
  expect(account.effects()).toMatchObject([{ kind: 'profile.delete', id, by: 'person' }])
})

test('over HTTP work is settled and a confirmation given', async () => {
  account = await openTestAccount()
  await account.call('POST', '/api/profile-subscription-bulk-create-jobs', subscribeBody({ email: 'ana@example.org' }))
  await door('POST', '/settle')
  expect(JSON.parse((await door('GET', '/opt-ins')).text)).toEqual([{ email: 'ana@example.org' }])
  await door('POST', '/opt-ins/ana@example.org/confirm')
  expect(account.profiles.findByEmail('ana@example.org')?.subscriptions.email.marketing.double_optin).toBe(true)
  expect(JSON.parse((await door('GET', '')).text)).toMatchObject({ apiKey: account.apiKey, profiles: 1 })
})

test('work that is still waiting when the simulator stops is never done', async () => {
  account = await openTestAccount({ asyncDelay: 60_000 })
  await account.call('POST', '/api/profile-subscription-bulk-create-jobs', subscribeBody({ email: 'ana@example.org' }))
  await account.stop()
  account.settle()
  expect(account.effects()).toEqual([])
})
