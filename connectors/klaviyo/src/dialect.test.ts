import type { HttpReply } from '@trefoil/sdk'
import { expect, test } from 'vitest'
import { faultOf, rowOf } from './dialect.ts'

const error = (fields: object) => ({ errors: [{ id: 'e', status: 0, links: {}, meta: {}, ...fields }] })

function reply(status: number, body: object | string, headers: Record<string, string> = {}): HttpReply {
  const isPage = typeof body === 'string'
  return {
    status,
    headers: { 'content-type': isPage ? 'text/html' : 'application/vnd.api+json', ...headers },
    text: isPage ? body : JSON.stringify(body),
    json: isPage ? undefined : body,
  }
}

test.each<[string, HttpReply, string | undefined]>([
  ['a good answer', reply(200, {}), undefined],
  ['an error in a good answer', reply(202, error({ code: 'error', detail: 'x' })), 'protocol'],
  ['no error in a good answer', reply(200, { data: [], errors: [] }), undefined],
  ['a wrong key', reply(401, error({ code: 'authentication_failed' })), 'credentials'],
  ['a bare page for a malformed header', reply(400, '<html>400 Bad Request</html>'), 'credentials'],
  ['a missing scope', reply(403, error({ code: 'permission_denied' })), 'permission'],
  ['a challenge page', reply(403, '<!DOCTYPE html><title>Just a moment...</title>'), 'unavailable'],
  ['an unknown id', reply(404, error({ code: 'not_found' })), 'missing'],
  ['a taken identifier', reply(409, error({ code: 'duplicate_profile' })), 'conflict'],
  ['a retired revision', reply(410, error({})), 'protocol'],
  ['too many calls', reply(429, error({ code: 'throttled' })), 'throttled'],
  ['bad input', reply(400, error({ code: 'invalid' })), 'invalid'],
  ['a body that is too large', reply(413, error({ code: 'payload_too_large' })), 'invalid'],
  ['a body that the network in front finds too large', reply(413, '<html>413</html>'), 'invalid'],
  ['an outage', reply(503, '<html>down</html>'), undefined],
])('%s', (_, answer, kind) => {
  expect(faultOf(answer)?.kind).toBe(kind)
})

test('a conflict names the profile that has the identifier', () => {
  const fault = faultOf(reply(409, error({ code: 'duplicate_profile', meta: { duplicate_profile_id: '01X' } })))
  expect(fault?.details).toEqual({ code: 'DUPLICATE_PROFILE', candidates: ['01X'] })
})

test('a throttled call says how long the vendor wants to be left alone', () => {
  const fault = faultOf(reply(429, error({ code: 'throttled' }), { 'retry-after': '56' }))
  expect(fault?.details).toEqual({ code: 'THROTTLED', facts: { retryAfterSeconds: 56 } })
})

test.each([
  ['/data/attributes/phone_number', 'phoneNumber', undefined],
  ['/data/attributes/email', 'email', undefined],
  ['/data/attributes/location/zip', 'zip', undefined],
  ['/data/attributes/profiles/data/17/attributes/email', 'email', 17],
  ['/data/attributes/profiles/data/3/attributes/location/country', 'country', 3],
  ['/data/attributes/profiles/data/0/attributes/properties/Tier', 'Tier', 0],
  ['/data/attributes/profiles/data/4', undefined, 4],
  ['/data', undefined, undefined],
])('the pointer %s means field %s of row %s', (pointer, field, row) => {
  expect(faultOf(reply(400, error({ source: { pointer } })))?.details.field).toBe(field)
  expect(rowOf({ source: { pointer } })).toBe(row)
})

test("the vendor's words are passed on without the person that they quote", () => {
  const detail = 'Invalid email address ana.ruiz@example.org or phone +34 600 111 222'
  const message = faultOf(reply(400, error({ detail })))?.message ?? ''
  expect(message).toContain('Invalid email address')
  expect(message).not.toMatch(/ana|600/)
})
