import { createServer } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestAccount, type TestAccount } from './test-client.ts'

const email = 'ana@example.org'
const topic = 'event:klaviyo.unsubscribed_from_email_marketing'
const secret = 'a-secret-of-sixteen'

let account: TestAccount
beforeEach(async () => {
  account = await openTestAccount()
  account.profiles.create({ email })
})
const receivers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const stop of receivers.splice(0)) await stop()
  await account.stop()
})

/** A receiver on a port of its own; `bodies` are what it was sent. */
async function receiver(answer: { status: number }) {
  const bodies: { data: { external_id: string; payload: unknown }[] }[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    bodies.push(JSON.parse(Buffer.concat(chunks).toString()))
    response.writeHead(answer.status, { connection: 'close' }).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const stop = () => new Promise((resolve) => server.close(resolve))
  receivers.push(stop)
  return { url: `http://127.0.0.1:${port}/hook`, bodies, stop }
}

const follow = (url: string) => account.webhooks.create({ url, secret, topics: [topic] })

test('comings and goings within one second are told of one by one', async () => {
  const hook = await receiver({ status: 200 })
  follow(hook.url)
  account.profiles.unsubscribe(email)
  account.profiles.signUp(email)
  account.profiles.unsubscribe(email)
  await account.webhooks.deliver()
  expect(hook.bodies.map(({ data }) => data.length)).toEqual([2])
})

test('what a receiver does not take waits for the next delivery, and keeps no other receiver waiting', async () => {
  const answer = { status: 503 }
  const [gone, busy, ready] = [await receiver(answer), await receiver(answer), await receiver({ status: 200 })]
  await gone.stop()
  for (const { url } of [gone, busy, ready]) follow(url)
  account.profiles.unsubscribe(email)
  expect(await account.webhooks.deliver()).toEqual([0, 503, 200])
  answer.status = 204
  expect(await account.webhooks.deliver()).toEqual([0, 204])
  expect(await account.webhooks.deliver()).toEqual([0])
  const [first, second] = busy.bodies.map(({ data }) => data.map((one) => one.external_id))
  expect([second, ready.bodies.length]).toEqual([first, 1])
})

test('an event is told as it is read', async () => {
  const hook = await receiver({ status: 200 })
  follow(hook.url)
  account.profiles.unsubscribe(email)
  await account.webhooks.deliver()
  const [told] = hook.bodies[0]?.data ?? []
  const { text } = await account.call('GET', `/api/events/${told?.external_id}`)
  expect(told?.payload).toEqual({ data: JSON.parse(text).data })
})

test('a topic that there cannot be is refused: it would never be told of', () => {
  const wrong = 'event:klaviyo.unsubscribed_from_mail'
  const create = () => account.webhooks.create({ url: 'http://127.0.0.1:1/', secret, topics: [topic, wrong] })
  expect(create).toThrow(wrong)
  expect(() =>
    account.webhooks.create({ url: 'http://127.0.0.1:1/', secret, topics: ['event:api.placed_order'] }),
  ).not.toThrow()
})

test('a delivery holds a thousand events at most', async () => {
  const hook = await receiver({ status: 200 })
  account.webhooks.create({ url: hook.url, secret, topics: ['event:api.placed_order'] })
  const metric = { data: { type: 'metric', attributes: { name: 'Placed Order' } } }
  const events = Array.from({ length: 1_000 }, (_, n) => ({
    type: 'event',
    attributes: { metric, properties: {}, unique_id: String(n) },
  }))
  for (const who of ['ana@example.org', 'bo@example.org']) {
    const profile = { data: { type: 'profile', attributes: { email: who } } }
    const data = [{ type: 'event-bulk-create', attributes: { profile, events: { data: events } } }]
    const attributes = { 'events-bulk-create': { data } }
    await account.call('POST', '/api/event-bulk-create-jobs', { data: { type: 'event-bulk-create-job', attributes } })
  }
  account.settle()
  expect(await account.webhooks.deliver()).toEqual([200, 200])
  expect(hook.bodies.map(({ data }) => data.length)).toEqual([1_000, 1_000])
})
