import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestAccount, type TestAccount } from './test-client.ts'

let account: TestAccount
beforeEach(async () => {
  account = await openTestAccount()
})
afterEach(() => account.stop())

const metric = { data: { type: 'metric', attributes: { name: 'Placed Order' } } }
const who = (attributes: Record<string, unknown>) => ({ data: { type: 'profile', attributes } })
const ana = { email: 'ana.ruiz@example.org', external_id: 'C-1042' }

async function post(attributes: Record<string, unknown> = {}) {
  const usual = { metric, profile: who(ana), properties: { OrderId: 'ORD-5001' } }
  const answer = await account.call('POST', '/api/events', {
    data: { type: 'event', attributes: { ...usual, ...attributes } },
  })
  account.settle()
  return answer
}

const order = { unique_id: 'ORD-5001', time: '2026-03-05T08:00:00Z', value: 59.9, value_currency: 'EUR' }

test('the documented event answers 202 with nothing, and makes profile and metric later', async () => {
  const { status, text } = await post(order)
  expect([status, text]).toEqual([202, ''])
  expect(account.profiles.findByEmail(ana.email)).toMatchObject({
    external_id: 'C-1042',
    last_event_date: '2026-03-05T08:00:00+00:00',
  })
  const [seen] = (await account.call('GET', '/api/events')).many
  expect(seen?.attributes).toMatchObject({
    timestamp: 1772697600,
    datetime: '2026-03-05T08:00:00+00:00',
    event_properties: { OrderId: 'ORD-5001', $value: 59.9 },
  })
  expect((await account.call('GET', `/api/events/${seen?.id}?include=metric`)).included[0]?.attributes.name).toBe(
    'Placed Order',
  )
})

test('a unique_id counts once per profile and metric: the first wins', async () => {
  await post(order)
  await post({ ...order, value: 70 })
  await post({ ...order, profile: who({ email: 'bo@example.org' }) })
  await post({ ...order, metric: { data: { type: 'metric', attributes: { name: 'Refunded Order' } } } })
  expect(account.effects().filter(({ kind }) => kind === 'event.create')).toHaveLength(3)
  const [first] = (await account.call('GET', '/api/events?sort=datetime')).many
  expect(first?.attributes.event_properties).toMatchObject({ $value: 59.9 })
})

test('without a unique_id there is one event per second', async () => {
  await post()
  await post()
  account.wait(1)
  await post()
  expect(account.effects().filter(({ kind }) => kind === 'event.create')).toHaveLength(2)
})

test('an event that links the e-mail of one profile with the phone of another merges them', async () => {
  const phoneOnly = account.profiles.create({ phone_number: '+34600111222' }).id
  account.profiles.create({ email: ana.email })
  await post({ profile: who({ email: ana.email, phone_number: '+34600111222' }) })
  expect(account.profiles.get(phoneOnly)).toBeUndefined()
  expect(account.profiles.findByEmail(ana.email)?.phone_number).toBe('+34600111222')
})

test('two different e-mails are never merged', async () => {
  account.profiles.create({ email: ana.email })
  account.profiles.create({ email: 'bo@example.org', phone_number: '+34600111222' })
  await post({ profile: who({ email: ana.email, phone_number: '+34600111222' }) })
  expect(account.profiles.findByEmail('bo@example.org')?.phone_number).toBe('+34600111222')
  expect(account.profiles.findByEmail(ana.email)?.phone_number).toBeNull()
})

test('an invalid phone beside another identifier is dropped, alone it is 400', async () => {
  const dropped = await post({ profile: who({ ...ana, phone_number: '600' }) })
  expect([dropped.status, dropped.headers.get('x-klaviyo-partial-failure')]).toEqual([202, 'phone_number'])
  const alone = await post({ profile: who({ phone_number: '600' }) })
  expect([alone.status, alone.errors[0]?.source]).toEqual([
    400,
    { pointer: '/data/attributes/profile/data/attributes/phone_number' },
  ])
})

test('properties and a plausible time are required, a profile must be named', async () => {
  expect((await post({ properties: undefined })).status).toBe(400)
  expect((await post({ time: '1989-01-01T00:00:00Z' })).status).toBe(400)
  expect((await post({ time: '2027-06-01T00:00:00Z' })).status).toBe(400)
  expect((await post({ profile: who({}) })).status).toBe(400)
})

test('in a bulk one repeated unique_id fails the entire request', async () => {
  const bulk = async (...uniqueIds: string[]) => {
    const events = uniqueIds.map((unique_id) => {
      return { type: 'event', attributes: { metric, properties: {}, unique_id } }
    })
    const group = { type: 'event-bulk-create', attributes: { profile: who(ana), events: { data: events } } }
    const attributes = { 'events-bulk-create': { data: [group] } }
    const { status } = await account.call('POST', '/api/event-bulk-create-jobs', {
      data: { type: 'event-bulk-create-job', attributes },
    })
    account.settle()
    return status
  }
  expect(await bulk('A', 'B', 'A')).toBe(400)
  expect(account.effects()).toEqual([])
  expect(await bulk('A', 'B')).toBe(202)
  expect(account.effects().filter(({ kind }) => kind === 'event.create')).toHaveLength(2)
})
