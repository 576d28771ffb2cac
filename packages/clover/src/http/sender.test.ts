import { expect, test } from 'vitest'
import {
  CloverAPIError,
  CloverAuthenticationError,
  CloverConnectionError,
  CloverProtocolError,
  CloverRateLimitError,
} from '../errors.ts'
import { stillWorld } from '../test-world.ts'
import { createSender } from './sender.ts'
import type { Transport, TransportRequest } from './transport.ts'

type Step = number | 'broken' | { status: number; headers?: Record<string, string>; text?: string }

/** A transport that goes through these steps, then answers `{"ok":true}`. */
function scripted(...steps: Step[]) {
  const sent: TransportRequest[] = []
  const transport: Transport = async (_url, request) => {
    sent.push(request)
    const step = steps.shift() ?? { status: 200, text: '{"ok":true}' }
    if (step === 'broken') throw new TypeError('fetch failed')
    const { status, headers = {}, text = '{"message":"no"}' } = typeof step === 'number' ? { status: step } : step
    return { status, headers: new Headers(headers), text: async () => text }
  }
  return { transport, sent }
}

const url = new URL('https://clover.example.com/v3/merchants/M/customers')
const get = { method: 'GET', url } as const
const post = { method: 'POST', url, body: { firstName: 'Ñora' } } as const

function sender(...steps: Step[]) {
  const { transport, sent } = scripted(...steps)
  const world = stillWorld()
  return { send: createSender('T0KEN', { transport, world }), sent, world }
}

test('the token goes as a bearer token, the body as JSON, and the product names itself', async () => {
  const { send, sent } = sender()
  expect(await send.json(post)).toEqual({ ok: true })
  expect(sent).toMatchObject([
    {
      method: 'POST',
      body: '{"firstName":"Ñora"}',
      headers: {
        authorization: 'Bearer T0KEN',
        'content-type': 'application/json',
        'user-agent': expect.stringMatching(/^@trefoil\/clover\/\d/),
      },
    },
  ])
})

test.each([429, 500, 502, 503, 504, 'broken'] as const)('a read that met %s is tried again', async (step) => {
  const { send, sent } = sender(step, step)
  expect(await send.json(get)).toEqual({ ok: true })
  expect(sent).toHaveLength(3)
})

test('pauses begin at a second and double', async () => {
  const { send, world } = sender(503, 503, 503)
  await send.json(get)
  expect(world.pauses).toEqual([1_000, 2_000, 4_000])
})

test('after retry-after it comes back, and not before', async () => {
  const { send, world } = sender({ status: 429, headers: { 'retry-after': '21' } })
  await send.json(get)
  expect(world.pauses).toEqual([21_000])
})

test('a pause that would be too long is not made, and the caller is told how long it is', async () => {
  const { send, world } = sender({ status: 429, headers: { 'retry-after': '61' } })
  await expect(send.json(get)).rejects.toMatchObject({ name: 'CloverRateLimitError', retryAfter: 61_000 })
  expect(world.pauses).toEqual([])
})

test('a call that waits for its turn is not late', async () => {
  const timeout = 20
  const late: boolean[] = []
  const transport: Transport = async (_url, { signal }) => {
    late.push(signal.aborted)
    // The first keeps its turn until all that wait would be late, if their time had begun.
    if (late.length === 1) await new Promise((resolve) => setTimeout(resolve, 2 * timeout))
    return { status: 200, headers: new Headers(), text: async () => '{"ok":true}' }
  }
  const send = createSender('T', { transport, maxInFlight: 1, timeout, retries: 0 })
  await Promise.all(Array.from({ length: 4 }, () => send.json(get)))
  expect(late).toEqual([false, false, false, false])
})

test.each([500, 503, 'broken'] as const)('a write that met %s is not repeated: it may have been done', async (step) => {
  const { send, sent } = sender(step)
  await expect(send.json(post)).rejects.toBeInstanceOf(step === 'broken' ? CloverConnectionError : CloverAPIError)
  expect(sent).toHaveLength(1)
})

test('a write that was refused by the limits was not done, and is repeated', async () => {
  const { send, sent } = sender(429)
  expect(await send.json(post)).toEqual({ ok: true })
  expect(sent).toHaveLength(2)
})

test('a repeatable write is repeated', async () => {
  const { send, sent } = sender('broken', 500)
  expect(await send.json({ ...post, isRepeatable: true })).toEqual({ ok: true })
  expect(sent).toHaveLength(3)
})

test('after three more tries the trouble is told', async () => {
  const { send, sent } = sender(429, 429, 429, { status: 429, headers: { 'retry-after': '8' } })
  await expect(send.json(get)).rejects.toMatchObject({ name: 'CloverRateLimitError', retryAfter: 8_000 })
  expect(sent).toHaveLength(4)
  await expect(sender(429, 429, 429, 429).send.json(get)).rejects.toBeInstanceOf(CloverRateLimitError)
})

test('a refused token is renewed once, and a second refusal is told', async () => {
  const { transport, sent } = scripted(401, 401)
  const renewed: string[] = []
  const source = {
    token: async () => 'OLD',
    renew: async (refused: string) => {
      renewed.push(refused)
      return 'NEW'
    },
  }
  await expect(createSender(source, { transport }).json(get)).rejects.toBeInstanceOf(CloverAuthenticationError)
  expect(renewed).toEqual(['OLD'])
  expect(sent.map(({ headers }) => headers.authorization)).toEqual(['Bearer OLD', 'Bearer NEW'])
})

test('a token that cannot be renewed is refused at once', async () => {
  const { send, sent } = sender(401)
  await expect(send.json(get)).rejects.toMatchObject({ type: 'CloverAuthenticationError', statusCode: 401 })
  expect(sent).toHaveLength(1)
})

test('at most five requests are under way, those that come while others wait among them', async () => {
  let most = 0
  let now = 0
  const doors: (() => void)[] = []
  const transport: Transport = async () => {
    now += 1
    most = Math.max(most, now)
    await new Promise<void>((resolve) => doors.push(resolve))
    now -= 1
    return { status: 200, headers: new Headers(), text: async () => '{}' }
  }
  const send = createSender('T', { transport })
  const calls = Array.from({ length: 12 }, () => send.json(get))
  for (let opened = 0; opened < 24; ) {
    await new Promise(setImmediate)
    for (const open of doors.splice(0)) {
      open()
      opened += 1
      if (calls.length < 24) calls.push(send.json(get))
    }
  }
  await Promise.all(calls)
  expect(most).toBe(5)
})

test('a reply that is no JSON is a fault of its own', async () => {
  const { send } = sender({ status: 200, text: '<html>' })
  await expect(send.json(get)).rejects.toBeInstanceOf(CloverProtocolError)
})

test('a caller that gives up is heard, even between two tries', async () => {
  const { transport, sent } = scripted(503, 503)
  const stop = new AbortController()
  const world = { ...stillWorld(), wait: async () => stop.abort(new Error('enough')) }
  const send = createSender('T', { transport, world })
  await expect(send.json({ ...get, signal: stop.signal })).rejects.toThrow('enough')
  expect(sent).toHaveLength(2)
})

test('a call without reply ends at the time-out', async () => {
  const transport: Transport = (_url, { signal }) =>
    new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  const send = createSender('T', { transport, timeout: 20, retries: 0 })
  await expect(send.json(post)).rejects.toMatchObject({
    name: 'CloverConnectionError',
    message: expect.stringContaining('look before you repeat'),
  })
})
