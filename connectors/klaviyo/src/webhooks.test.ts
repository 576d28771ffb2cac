import { createHmac } from 'node:crypto'
import type { RawRequest } from '@trefoil/sdk'
import { expect, test } from 'vitest'
import { webhooks } from './webhooks.ts'

const secrets = { secretKey: 'a-secret-of-sixteen' }
const time = 'Thu, 04 Jan 2024 18:05:25 GMT'

const related = (id: string) => ({ relationships: { profile: { data: { type: 'profile', id } } } })
const event = (name: string, payload: object) => ({ external_id: 'E1', topic: `event:klaviyo.${name}`, payload })
const message = {
  data: [
    event('unsubscribed_from_email_marketing', { data: related('01HXANA') }),
    event('unsubscribed_from_sms_marketing', { data: related('01HXANA') }),
    event('bounced_email', related('01HXBEN')),
    event('opened_email', { data: related('01HXCYD') }),
    event('marked_email_as_spam', { data: related('"),any(id') }),
  ],
  meta: { klaviyo_webhook_id: '01HWEBHOOK', klaviyo_account_id: 'ABC123', timestamp: time, version: 1 },
}

function request(body: string, headers: Record<string, string> = {}): RawRequest {
  const signature = createHmac('sha256', secrets.secretKey)
    .update(body + time)
    .digest('hex')
  return {
    method: 'POST',
    path: '/hooks/mail/key',
    headers: {
      'klaviyo-signature': signature,
      'klaviyo-timestamp': time,
      'klaviyo-webhook-id': '01HWEBHOOK',
      ...headers,
    },
    body: Buffer.from(body),
  }
}

const text = JSON.stringify(message)

test('what speaks of consent names each profile once; what does not, and what is no id, is left out', () => {
  expect(webhooks.read(request(text)).map(({ account, source, id, change }) => [account, source, id, change])).toEqual([
    ['ABC123', 'profiles', '01HXANA', 'upsert'],
    ['ABC123', 'profiles', '01HXBEN', 'upsert'],
  ])
})

test('an event of another kind, whatever it holds, keeps nobody’s no from being heard', () => {
  const other = { topic: 'event:klaviyo.published_review', payload: { data: { relationships: {} } } }
  const [no] = message.data
  const body = JSON.stringify({ ...message, data: [other, no, { topic: 'event:klaviyo.unheard_of' }] })
  expect(webhooks.read(request(body)).map(({ id }) => id)).toEqual(['01HXANA'])
})

test('a delivery of many events has no name of its own, which tells the hub to know it by its body', () => {
  expect(new Set(webhooks.read(request(text)).map(({ delivery }) => delivery))).toEqual(new Set(['']))
})

test('a signature over body and time is accepted', async () => {
  expect(await webhooks.verify(request(text), secrets)).toBe(true)
})

const right = request(text).headers['klaviyo-signature'] ?? ''

test.each([
  ['no signature', { 'klaviyo-signature': '' }],
  [
    'a signature with one digit changed',
    { 'klaviyo-signature': right.replace(/.$/, (digit) => (digit === '0' ? '1' : '0')) },
  ],
  ['a signature in capitals', { 'klaviyo-signature': right.toUpperCase() }],
  ['a signature that ends early', { 'klaviyo-signature': right.slice(0, -1) }],
  ['another time', { 'klaviyo-timestamp': 'Thu, 04 Jan 2024 18:05:26 GMT' }],
  [
    'the body alone under the signature, and no time',
    {
      'klaviyo-timestamp': '',
      'klaviyo-signature': createHmac('sha256', secrets.secretKey).update(text).digest('hex'),
    },
  ],
])('%s is refused', async (_what, headers) => {
  expect(await webhooks.verify(request(text, headers), secrets)).toBe(false)
})

test('one byte of the body changed is refused, and so is another secret', async () => {
  const changed = { ...request(text), body: Buffer.from(text.replace('01HXANA', '01HXANB')) }
  expect(await webhooks.verify(changed, secrets)).toBe(false)
  expect(await webhooks.verify(request(text), { secretKey: 'another-secret-of-16' })).toBe(false)
})

const namesNobody = { ...message, data: [event('bounced_email', {})] }

test.each(['', '[', '"x"', '{}', '{"data":[{}],"meta":{"klaviyo_account_id":"A"}}', JSON.stringify(namesNobody)])(
  'the body %j is named as none of Klaviyo',
  (body) => {
    expect(() => webhooks.read(request(body))).toThrow('shape')
  },
)

test('a body that was signed for another webhook is not heeded', () => {
  expect(() => webhooks.read(request(text, { 'klaviyo-webhook-id': '01HOTHER' }))).toThrow('another webhook')
})
