import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestAccount, subscribeBody, type TestAccount } from './test-client.ts'

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

test('what the vendor records itself within one second is not dropped', async () => {
  account.profiles.create({ email: ana.email })
  const lists = ['First', 'Second'].map((name) => account.lists.create(name, 'single_opt_in').id)
  for (const listId of lists) {
    const path = '/api/profile-subscription-bulk-create-jobs'
    await account.call('POST', path, subscribeBody({ email: ana.email }, { listId }))
  }
  account.settle()
  const told = account.events.list('Subscribed to List').map(({ properties }) => properties.List)
  expect(told).toEqual(['First', 'Second'])
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

test('an event for an id that nobody has is refused, and makes no second profile of a known e-mail', async () => {
  account.profiles.create({ email: ana.email })
  const { status, errors } = await post({ profile: { data: { type: 'profile', id: 'nobody', attributes: ana } } })
  expect([status, errors[0]?.source]).toEqual([400, { pointer: '/data/attributes/profile/data/id' }])
  expect(account.profiles.list()).toHaveLength(1)
})

test('an event whose profile is merged before the work goes to what became of it', async () => {
  const { id } = account.profiles.create({ phone_number: '+34600111222' })
  account.profiles.create({ email: ana.email })
  const profile = { data: { type: 'profile', id, attributes: { phone_number: '+34600111222' } } }
  await account.call('POST', '/api/events', {
    data: { type: 'event', attributes: { metric, profile, properties: {} } },
  })
  account.profiles.merge(ana.email, id)
  account.settle()
  expect(account.events.list().map(({ who }) => who)).toEqual([ana.email])
  expect(account.profiles.list()).toHaveLength(1)
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

interface Group {
  profile?: unknown
  backfill?: boolean | null
  events: Record<string, unknown>[]
}

async function bulk(...groups: Group[]) {
  const data = groups.map(({ profile = who(ana), events, ...more }) => {
    const all = events.map((event) => ({ type: 'event', attributes: { metric, properties: {}, ...event } }))
    return { type: 'event-bulk-create', attributes: { profile, events: { data: all }, ...more } }
  })
  const { status } = await account.call('POST', '/api/event-bulk-create-jobs', {
    data: { type: 'event-bulk-create-job', attributes: { 'events-bulk-create': { data } } },
  })
  account.settle()
  return status
}

test('a string of more than 100 KB is refused, however deep it lies, alone and in a bulk', async () => {
  const properties = { Items: [{ ProductName: 'é'.repeat(50_001) }] }
  const alone = await post({ properties })
  expect([alone.status, alone.errors[0]?.source]).toEqual([400, { pointer: '/data/attributes/properties' }])
  expect(await bulk({ events: [{ unique_id: 'A', properties }] })).toBe(400)
  expect((await post({ properties: { Note: 'é'.repeat(50_000) } })).status).toBe(202)
})

test('events are found by a number of seconds, however large it is', async () => {
  await post(order)
  const found = async (condition: string) =>
    (await account.call('GET', `/api/events?filter=${condition}(timestamp,99999999999999999)`)).many.length
  expect([await found('less-than'), await found('greater-than')]).toEqual([1, 0])
  expect((await account.call('GET', '/api/events?filter=less-than(timestamp,)')).status).toBe(400)
})

test('in a bulk one unique_id that is repeated for a profile and a metric fails the entire request', async () => {
  expect(await bulk({ events: [{ unique_id: 'A' }, { unique_id: 'B' }, { unique_id: 'A' }] })).toBe(400)
  const again = { profile: who({ email: 'Ana.Ruiz@example.org' }), events: [{ unique_id: 'A' }] }
  expect(await bulk({ events: [{ unique_id: 'A' }] }, again)).toBe(400)
  expect(account.effects()).toEqual([])
  expect(await bulk({ events: [{ unique_id: 'A' }, { unique_id: 'B' }] })).toBe(202)
  expect(account.effects().filter(({ kind }) => kind === 'event.create')).toHaveLength(2)
})

test('in a bulk a refund has the unique_id of its order, and so may the order of another person', async () => {
  const refunded = { data: { type: 'metric', attributes: { name: 'Refunded Order' } } }
  const bo = { profile: who({ email: 'bo@example.org' }), events: [{ unique_id: 'A' }] }
  expect(await bulk({ events: [{ unique_id: 'A' }, { unique_id: 'A', metric: refunded }] }, bo)).toBe(202)
  expect(account.events.list()).toHaveLength(3)
})

test('in a bulk all events of a profile can be history, or one of them', async () => {
  await bulk(
    { backfill: true, events: [{ unique_id: 'A' }, { unique_id: 'B', backfill: false }] },
    { profile: who({ email: 'bo@example.org' }), events: [{ unique_id: 'C', backfill: true }, { unique_id: 'D' }] },
  )
  expect(account.events.list().map(({ uniqueId, backfill }) => [uniqueId, backfill])).toEqual([
    ['A', true],
    ['B', false],
    ['C', true],
    ['D', false],
  ])
})
