import type { RawRequest } from '@trefoil/sdk'
import { expect, test } from 'vitest'
import { webhooks } from './webhooks.ts'

const secrets = { webhookCode: '3f0c2a9e-4c1d-4f6e-9f0a-000000000001' }
const body = {
  appId: 'A',
  merchants: {
    M1: [
      { objectId: 'C:AAA', type: 'UPDATE', ts: 1 },
      { objectId: 'O:BBB', type: 'CREATE', ts: 2 },
      { objectId: 'C:CCC', type: 'DELETE', ts: 3 },
      { objectId: 'P:DDD', type: 'CREATE', ts: 4 },
      { objectId: "C:') or id in ('", type: 'UPDATE', ts: 5 },
    ],
    M2: [{ objectId: 'C:EEE', type: 'CREATE', ts: 6 }],
  },
}

const request = (content: unknown, code: string = secrets.webhookCode): RawRequest => ({
  method: 'POST',
  path: '/hooks/till',
  headers: { 'x-clover-auth': code },
  body: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
})

test('a message names records of several merchants; what no flow reads, and what is no id, is left out', () => {
  const read = webhooks.read(request(body)).map(({ account, source, id, change }) => [account, source, id, change])
  expect(read).toEqual([
    ['M1', 'customers', 'AAA', 'upsert'],
    ['M1', 'orders', 'BBB', 'upsert'],
    ['M1', 'sales', 'BBB', 'upsert'],
    ['M1', 'customers', 'CCC', 'gone'],
    ['M2', 'customers', 'EEE', 'upsert'],
  ])
})

test('a message has no name of its own, which tells the hub to know it by its body', () => {
  expect(new Set(webhooks.read(request(body)).map(({ delivery }) => delivery))).toEqual(new Set(['']))
})

test.each([
  '',
  'wrong',
  secrets.webhookCode.slice(0, -1),
  `${secrets.webhookCode}0`,
  secrets.webhookCode.toUpperCase(),
])('the code "%s" is refused', (code) => {
  expect(webhooks.verify(request(body, code), secrets)).toBe(false)
})

test('the right code is accepted', () => {
  expect(webhooks.verify(request(body), secrets)).toBe(true)
})

test.each(['', '[', '"x"', '{}', '{"merchants":{"M1":"x"}}'])('the body %j is named as none of Clover', (text) => {
  expect(() => webhooks.read(request(text))).toThrow('shape')
})

test('only a verification is answered before the secret is known', () => {
  expect(webhooks.handshake?.(request({ verificationCode: 'abc' }))).toEqual({ status: 200 })
  expect(webhooks.handshake?.(request(body))).toBe(undefined)
  expect(webhooks.handshake?.(request({ verificationCode: 'abc', merchants: {} }))).toBe(undefined)
})
