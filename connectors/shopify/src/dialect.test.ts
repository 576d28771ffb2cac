import type { HttpReply } from '@trefoil/sdk'
import { expect, test } from 'vitest'
import { faultIn, levelIn } from './dialect.ts'

const cost = {
  requestedQueryCost: 202,
  actualQueryCost: null,
  throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 118, restoreRate: 50 },
}

function reply(json: unknown, status = 200): HttpReply {
  const headers = { date: 'Sun, 22 Nov 2026 10:00:00 GMT' }
  return { status, headers, text: JSON.stringify(json), json }
}

test('a call that was throttled waits until the points that it takes have flowed back', () => {
  const errors = [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }]
  expect(faultIn(reply({ errors, extensions: { cost } }), [])).toMatchObject({
    kind: 'throttled',
    details: { retryAt: new Date('2026-11-22T10:00:02Z'), facts: { waitSeconds: 2 } },
  })
})

test('every answer tells how many points are left', () => {
  expect(levelIn(reply({ data: {}, extensions: { cost } }))).toEqual({ points: 118 })
  expect(levelIn(reply('<html>'))).toEqual({})
})

test('a field that may not be seen refuses all, as its null would look empty', () => {
  const errors = [
    {
      message: 'Access denied for customer field.',
      path: ['nodes', 0, 'customer'],
      extensions: { code: 'ACCESS_DENIED', requiredAccess: '`read_customers` access scope.' },
    },
  ]
  const fault = faultIn(reply({ data: { nodes: [{ customer: null }] }, errors }), [])
  expect(fault).toMatchObject({ kind: 'permission' })
  expect(fault?.message).toContain('nodes.customer')
  expect(fault?.message).toContain('`read_customers` access scope')
})

test('a part of a search that is not known is not passed over', () => {
  const search = [{ path: ['orders'], warnings: [{ field: 'updatedat', message: 'Invalid', code: 'invalid_field' }] }]
  expect(faultIn(reply({ data: {}, extensions: { search } }), [])).toMatchObject({ kind: 'protocol' })
})

test('a variable that is refused names its field', () => {
  const problems = [{ path: ['addresses', 0, 'countryCode'], explanation: 'Expected "XX" to be one of: AC, AD' }]
  const errors = [{ message: 'Variable $input was invalid', extensions: { code: 'INVALID_VARIABLE', problems } }]
  expect(faultIn(reply({ errors }), [])).toMatchObject({
    kind: 'invalid',
    details: { field: 'addresses.0.countryCode' },
  })
})

test.each([
  [401, 'credentials'],
  [402, 'credentials'],
  [403, 'permission'],
  [404, 'credentials'],
  [423, 'credentials'],
  [429, 'throttled'],
  [430, 'throttled'],
  [502, 'unavailable'],
  [418, 'invalid'],
])('%i is trouble of the kind %s', (status, kind) => {
  expect(faultIn(reply({ errors: 'said' }, status), [])?.kind).toBe(kind)
})

test('what Shopify says goes on without tokens, addresses and phone numbers', () => {
  const message = 'shpat_0123 and my-secret of ann@example.com, +1 415 555 0123'
  const fault = faultIn(reply({ errors: [{ message }] }), ['my-secret'])
  expect(fault?.message).toBe('Shopify refused: [secret] and [secret] of [address] [number]')
})
