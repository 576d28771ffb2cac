import type { Outcome } from '@trefoil/sdk'
import { openSession } from '@trefoil/sdk/testing'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { webhook } from './connector.ts'
import { startReceiver } from './testing/receiver.ts'

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const former = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oDbbbbbbbbbbbb'
const now = () => new Date('2026-03-11T10:00:00Z')
const receiver = await startReceiver(secret, now)
afterAll(() => receiver.stop())
beforeEach(() => {
  receiver.secret = secret
  receiver.received.length = 0
  receiver.mood = undefined
})

const write = { id: null, idempotencyKey: '3.1.17.2', changedAt: '2026-03-11T09:59:00.000Z', data: { id: 17 } }

function upsert(writes: unknown[], credentials: object = { secret }) {
  const settings = { url: `${receiver.url}/hook` }
  const session = openSession(webhook, { endpoint: receiver.url, credentials, settings, now })
  // A test may well say what a flow would not.
  return webhook.targets.customers?.upsert(session, writes as (typeof write)[]) ?? Promise.reject(new Error('none'))
}

const faultIn = ([outcome]: Outcome[]) =>
  outcome?.status === 'failed' ? [outcome.fault.kind, outcome.fault.details.code] : outcome?.status

test('the example of the specification has the signature that stands there', () => {
  const signed = new Webhook(secret).sign(
    'msg_p5jXN8AQM9LWM0D4loKWxJek',
    new Date(1614265330_000),
    '{"test": 2432232314}',
  )
  expect(signed).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
})

test('a message names its kind and its time, and a repeat of it has the same id', async () => {
  expect(await upsert([write])).toEqual([{ status: 'created', id: '17' }])
  await upsert([write])
  expect(await upsert([{ ...write, id: '17', idempotencyKey: '3.1.17.3' }])).toMatchObject([{ status: 'updated' }])
  const [first, again, next] = receiver.received
  expect(first?.message).toEqual({ type: 'customer.created', timestamp: write.changedAt, data: { id: 17 } })
  expect(again).toEqual(first)
  expect(next?.message.type).toBe('customer.updated')
  expect(next?.id).not.toBe(first?.id)
  expect(first?.id).toMatch(/^msg_[0-9a-f]{32}$/)
})

test('a repeat of a message that does not say when the record came to be has the same id as well', async () => {
  const { changedAt: _, ...undated } = write
  const access = { endpoint: receiver.url, credentials: { secret }, settings: { url: `${receiver.url}/hook` } }
  for (const later of [0, 60_000]) {
    const session = openSession(webhook, { ...access, now: () => new Date(now().getTime() + later) })
    await webhook.targets.customers?.upsert(session, [undated])
  }
  expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1)
})

test('the same record of a hub that was set up anew is another message', async () => {
  await upsert([write, { ...write, changedAt: '2026-03-12T09:59:00.000Z' }])
  expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(2)
})

test('while a secret is changed a receiver with either one takes the message, and with a third one does not', async () => {
  const both = { secret, previousSecret: former }
  expect(await upsert([write], both)).toMatchObject([{ status: 'created' }])
  receiver.secret = former
  expect(await upsert([write], both)).toMatchObject([{ status: 'created' }])
  expect(faultIn(await upsert([write], { secret, previousSecret: '' }))).toEqual(['credentials', 'SIGNATURE_REFUSED'])
})

test('of many messages each is signed when its turn comes: the last is not too old for a slow receiver', async () => {
  let time = now().getTime()
  const slow = await startReceiver(secret, () => new Date(time))
  slow.mood = (reply) => {
    time += 10_000
    reply.writeHead(200).end()
  }
  const settings = { url: `${slow.url}/hook` }
  const access = { endpoint: slow.url, credentials: { secret }, settings, now: () => new Date(time) }
  const writes = Array.from({ length: 100 }, (_, at) => ({ ...write, idempotencyKey: `k${at}`, data: { id: at + 1 } }))
  const outcomes = await webhook.targets.customers?.upsert(openSession(webhook, access), writes)
  await slow.stop()
  expect(outcomes).toEqual(writes.map(({ data }) => ({ status: 'created', id: String(data.id) })))
  expect(slow.received.map(({ isSigned }) => isSigned)).toEqual(writes.map(() => true))
})

test.each([
  [301, 'credentials', 'REDIRECTED'],
  [307, 'credentials', 'REDIRECTED'],
  [403, 'credentials', 'SIGNATURE_REFUSED'],
  [410, 'credentials', 'RECEIVER_GONE'],
  [404, 'unavailable', 'RECEIVER_MISSING'],
  [422, 'invalid', undefined],
  [503, 'unavailable', undefined],
])('a receiver that answers %i is said as %s', async (status, kind, code) => {
  receiver.mood = (reply) => reply.writeHead(status, { location: 'http://127.0.0.1:1/' }).end()
  expect(faultIn(await upsert([write]))).toEqual([kind, code])
  expect(receiver.received).toHaveLength(1)
})

test('a customer without an id is not sent', async () => {
  expect(faultIn(await upsert([{ ...write, data: { firstName: 'Ana' } }]))).toEqual(['invalid', 'MESSAGE_SHAPE'])
  expect(receiver.received).toEqual([])
})

test.each([
  'not an address',
  'ftp://shop.example/',
  'https://shop.example//hook',
  'https://shop.example/hook#part',
  'https://ana:word@shop.example/hook',
  'https://token@shop.example/hook',
])('%j is no address for messages', (url) => {
  expect(webhook.settings.safeParse({ url }).success).toBe(false)
})

test.each(['whsec_', 'whsec_c2hvcnQ=', 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', `${secret} `.repeat(2)])(
  '%j is no secret',
  (text) => {
    expect(webhook.credentials.safeParse({ secret: text }).success).toBe(false)
  },
)
