import { expect, test } from 'vitest'
import { faultIn } from './fault-in.ts'

const token = 'a-token-nobody-may-see'

function reply(status: number, text: string, headers: Record<string, string> = {}) {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    json = undefined
  }
  return { status, text, headers, json }
}

test('a 401 says all four things that it may mean', () => {
  const fault = faultIn(reply(401, '{"message":"401 Unauthorized"}', { 'x-clover-request-id': 'r-1' }), token)
  expect(fault?.kind).toBe('credentials')
  for (const cause of ['token is wrong', 'permission', 'another merchant', 'another environment'])
    expect(fault?.message).toContain(cause)
  expect(fault?.details.facts).toEqual({ status: 401, requestId: 'r-1' })
})

test('a 429 says which limit was hit, and waits as long as told by Clover’s clock', () => {
  const headers = {
    'x-ratelimit-tokenconcurrentlimit': '5',
    'retry-after': '21',
    date: 'Wed, 11 Mar 2026 10:00:00 GMT',
  }
  const fault = faultIn(reply(429, '', headers), token)
  expect(fault?.kind).toBe('throttled')
  expect(fault?.message).toContain('5 requests at once of this token')
  expect(fault?.details.retryAt).toEqual(new Date('2026-03-11T10:00:22Z'))
})

test('a 429 that names no time leaves it open where the reply has no date', () => {
  expect(faultIn(reply(429, '<html>'), token)?.details).toEqual({
    facts: { status: 429, limit: 'a limit that it does not name', waitSeconds: 1 },
  })
})

test.each([
  [400, 'invalid'],
  [403, 'permission'],
  [404, 'missing'],
  [405, 'protocol'],
  [409, 'conflict'],
  [500, 'unavailable'],
  [503, 'unavailable'],
])('a %i is %s, whatever its body is', (status, kind) => {
  expect(faultIn(reply(status, '<html><body>oops</body></html>'), token)?.kind).toBe(kind)
  expect(faultIn(reply(status, 'null'), token)?.message).toContain(String(status))
})

test('what Clover says is repeated without token, address or phone number', () => {
  const body = { message: 'Not Found', details: `no ann@example.com, +1 (555) 100-0001, ${token}` }
  const message = faultIn(reply(404, JSON.stringify(body)), token)?.message
  expect(message).toBe('Clover answered 404: Not Found: no [address] [number], [secret]')
})

test('a good reply is no fault', () => {
  expect(faultIn(reply(200, '<html>'), token)).toBeUndefined()
})

test('a message alone is an error, whatever the status says, and a thing of the shop is none', () => {
  const fault = faultIn(reply(200, '{"message":"Something broke for ann@example.com"}'), token)
  expect(fault).toMatchObject({ kind: 'protocol', details: { code: 'ERROR_IN_ANSWER' } })
  expect(fault?.message).toBe('Clover answered 200 with an error inside: Something broke for [address]')
  for (const good of ['{"id":"C1","message":"a note"}', '{"elements":[],"message":"x"}', '[]', '', '"message"'])
    expect(faultIn(reply(200, good), token)).toBeUndefined()
})
