import { afterEach, expect, test } from 'vitest'
import { openTestAccount, type TestAccount } from './test-client.ts'

let account: TestAccount
afterEach(() => account.stop())

let at = 0
const open = async (more = {}) => {
  at = 0
  account = await openTestAccount({ limits: true, tick: () => at, ...more })
}

const statuses = async (count: number, path: string) => {
  const seen: number[] = []
  for (let request = 0; request < count; request++) seen.push((await account.call('GET', path)).status)
  return seen
}

test('a normal reply tells of the steady window', async () => {
  await open()
  const { headers } = await account.call('GET', '/api/profiles')
  expect([headers.get('ratelimit-limit'), headers.get('ratelimit-remaining'), headers.get('ratelimit-reset')]).toEqual([
    '750',
    '749',
    '60',
  ])
  expect(headers.get('retry-after')).toBeNull()
})

test('above the burst a request is 429 throttled with Retry-After and without the three others', async () => {
  await open()
  expect(await statuses(2, '/api/accounts')).toEqual([200, 429])
  const { headers, errors } = await account.call('GET', '/api/accounts')
  expect([headers.get('retry-after'), headers.get('ratelimit-limit')]).toEqual(['1', null])
  expect(errors[0]).toMatchObject({
    status: 429,
    code: 'throttled',
    title: 'Request was throttled.',
    detail: 'Request was throttled. Expected available in 1 second.',
    source: { pointer: '/data' },
  })
  at = 1000
  expect(await statuses(1, '/api/accounts')).toEqual([200])
})

test('the steady window makes Retry-After long', async () => {
  await open()
  for (let request = 0; request < 15; request++) {
    at = request * 1000
    await account.call('GET', '/api/accounts')
  }
  at = 15_000
  const { status, headers } = await account.call('GET', '/api/accounts')
  expect([status, headers.get('retry-after')]).toEqual([429, '45'])
})

test('each endpoint has its own windows, and a dear parameter others', async () => {
  await open()
  const list = account.lists.list()[0]?.id
  expect(await statuses(2, `/api/lists/${list}?additional-fields[list]=profile_count`)).toEqual([200, 429])
  expect(await statuses(5, `/api/lists/${list}`)).toEqual([200, 200, 200, 200, 200])
  const { id } = account.profiles.create({ email: 'ana@example.org' })
  expect(await statuses(2, `/api/profiles/${id}?include=lists`)).toEqual([200, 429])
})

test('lists can be created 150 times a day', async () => {
  await open()
  let last = 0
  for (let request = 0; request <= 150; request++) {
    at += 60_000
    last = (await account.call('POST', '/api/lists', { data: { type: 'list', attributes: { name: 'L' } } })).status
  }
  expect(last).toBe(429)
})

test('all keys of an account share the quota; a wrong key uses none of it', async () => {
  await open({ keys: { pk_other: ['accounts:read'] } })
  const wrong = { authorization: 'Klaviyo-API-Key pk_wrong' }
  expect((await account.call('GET', '/api/accounts', undefined, wrong)).status).toBe(401)
  expect((await account.call('GET', '/api/accounts')).status).toBe(200)
  const other = { authorization: 'Klaviyo-API-Key pk_other' }
  expect((await account.call('GET', '/api/accounts', undefined, other)).status).toBe(429)
})
