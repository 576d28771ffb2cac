import { expect, test } from 'vitest'
import { decodeWebhook, isFromClover } from './decode.ts'

const message = {
  appId: 'A5C7E9G1J3K5M',
  merchants: {
    M1ABCDEFGHJKM: [
      { objectId: 'C:C9QZ7T1V3W5X2', type: 'CREATE', ts: 1767268806000 },
      { objectId: 'O:K4W8N2R6T0V3X', type: 'UPDATE', ts: 1767268807000 },
    ],
    M2ABCDEFGHJKM: [{ objectId: 'ZZ:1:2', type: 'DELETE', ts: 1767268808000 }],
  },
}

test('one request may speak of several merchants; a key that Clover added is unknown, not lost', () => {
  const event = (merchantId: string, key: string, object: string, id: string, change: string, ms: number) => ({
    ...{ merchantId, key, object, id, change },
    at: new Date(ms),
  })
  expect(decodeWebhook(new TextEncoder().encode(JSON.stringify(message)))).toEqual({
    kind: 'events',
    appId: 'A5C7E9G1J3K5M',
    events: [
      event('M1ABCDEFGHJKM', 'C', 'customer', 'C9QZ7T1V3W5X2', 'CREATE', 1767268806000),
      event('M1ABCDEFGHJKM', 'O', 'order', 'K4W8N2R6T0V3X', 'UPDATE', 1767268807000),
      event('M2ABCDEFGHJKM', 'ZZ', 'unknown', '1:2', 'DELETE', 1767268808000),
    ],
  })
})

test('the verification is told apart', () => {
  const code = '9b1d6c1e-2f60-4c8a-8f0e-7f2d6a1c4b55'
  expect(decodeWebhook(JSON.stringify({ verificationCode: code }))).toEqual({ kind: 'verification', code })
})

test.each([
  '<html>',
  'null',
  '[]',
  '{}',
  '{"appId":"A","merchants":null}',
  '{"appId":"A","merchants":{"M":{}}}',
  '{"appId":"A","merchants":{"M":[{"objectId":"C","type":"CREATE","ts":1}]}}',
  '{"appId":"A","merchants":{"M":[{"objectId":"C:1","type":"CREATE"}]}}',
])('%s is no message of Clover', (body) => {
  expect(() => decodeWebhook(body)).toThrow(expect.objectContaining({ name: 'CloverProtocolError' }))
})

test('only the very code of the app is from Clover', () => {
  const code = '4f0c2a9e-1111-4222-8333-944455556666'
  const wrong = [null, undefined, '', code.slice(1), `${code}x`, code.replace('4f', '4e'), code.toUpperCase()]
  expect(isFromClover(code, code)).toBe(true)
  expect(wrong.map((header) => isFromClover(header, code))).toEqual(wrong.map(() => false))
  expect(isFromClover('', '')).toBe(false)
})
