import type { Outcome, Write } from '@trefoil/sdk'
import { openSession } from '@trefoil/sdk/testing'
import { startKlaviyo } from '@trefoil/simulators'
import { afterAll, expect, test } from 'vitest'
import { klaviyo } from '../connector.ts'
import { pushThrough, write } from '../testing/push-through.ts'
import type { Prepared } from './prepare.ts'
import { leaveSharedPhones } from './shared-phone.ts'
import { profiles } from './target.ts'

const now = () => new Date('2026-03-11T10:00:00Z')
const vendor = await startKlaviyo({ limits: false, now, asyncDelay: 'manual' })
afterAll(() => vendor.stop())

const shared = '+16175550100'
const reason = expect.stringContaining('phoneNumber belongs to another customer')

/** What the hub has linked, as it stands when the writes begin. */
function push(writes: Write[], { settings = {}, linked = new Set<string>() } = {}): Promise<Outcome[]> {
  const access = { endpoint: vendor.url, credentials: { apiKey: vendor.apiKey }, settings, now, linked }
  return pushThrough(profiles, openSession(klaviyo, access), writes, vendor.settle)
}

let people = 0
function person(phoneNumber: string) {
  people++
  return { email: `p${people}@example.org`, phoneNumber, externalId: String(people), firstName: `First ${people}` }
}

function crowd(size: number, phoneNumber: string) {
  return Array.from({ length: size }, () => person(phoneNumber))
}

const idOf = (outcome: Outcome | undefined) => (outcome !== undefined && 'id' in outcome ? outcome.id : '')
const requests = () => vendor.requests().length

test.each([40, 300])('of %i with one phone the first has it, and the others go as fast as anybody', async (size) => {
  const phone = `+1617555${String(1000 + size)}`
  const before = requests()
  const outcomes = await push(crowd(size, phone).map((one) => write(one)))
  const spent = requests() - before
  expect(outcomes.map(({ status }) => status)).toEqual(outcomes.map(() => 'created'))
  expect(outcomes.slice(1)).toEqual(
    outcomes.slice(1).map(({ status }) => ({ status, id: expect.any(String), warnings: [reason] })),
  )
  expect(vendor.profiles.get(idOf(outcomes[0]))?.phone_number).toBe(phone)
  const apart = requests()
  await push(Array.from({ length: size }, (_, at) => write(person(`+1212555${String(1000 + size + at)}`))))
  // In bulk those who keep their phone and those who do not are asked after apart.
  expect(spent - (requests() - apart)).toBeLessThan(8)
})

test('a second batch of the same session leaves a phone out that the first has just sent', async () => {
  const [one, two] = [person('+16175550900'), person('+16175550900')]
  const session = openSession(klaviyo, {
    endpoint: vendor.url,
    credentials: { apiKey: vendor.apiKey },
    settings: {},
    now,
  })
  const [first] = await profiles.upsert(session, [write(one)])
  const [second] = await profiles.upsert(session, [write(two)])
  expect(second).toMatchObject({ status: 'created', warnings: [reason] })
  expect(vendor.profiles.get(idOf(first))).toMatchObject({ email: one.email, first_name: one.firstName })
})

test('what the hub found to be another record’s is not sent at all', async () => {
  const [first] = await push([write(person(shared))])
  const [second] = await push([{ ...write(person(shared)), taken: ['phoneNumber'] }])
  expect(second).toMatchObject({ status: 'created', warnings: [reason] })
  expect(vendor.profiles.get(idOf(first))?.phone_number).toBe(shared)
})

test.each([1, 120])('an update of %i leaves the phone of another customer out, and goes through', async (size) => {
  const phone = `+1617555${String(2000 + size)}`
  const [holder] = await push([write(person(phone))])
  const others = crowd(size, phone).map(({ phoneNumber: _, ...one }) => one)
  const made = await push(others.map((one) => write(one)))
  const linked = new Set([holder, ...made].map(idOf))
  const again = others.map((one, at) => write({ ...one, phoneNumber: phone, lastName: 'Lund' }, idOf(made[at])))
  const outcomes = await push(again, { linked })
  expect(outcomes).toEqual(made.map((one) => ({ status: 'updated', id: idOf(one), warnings: [reason] })))
  expect(vendor.profiles.get(idOf(made[0]))).toMatchObject({ last_name: 'Lund', phone_number: null })
})

test('a job in which the holder of a phone comes after somebody who shares it ends well for both', async () => {
  const phone = '+16175552900'
  const [sharer, holder] = [person(phone), person(phone)]
  const { id: theirs } = vendor.profiles.create({ email: sharer.email })
  const { id: holders } = vendor.profiles.create({ email: holder.email, phone_number: phone })
  const others = Array.from({ length: 120 }, (_, at) => write(person(`+1212556${String(1000 + at)}`)))
  const outcomes = await push([write(sharer, theirs), ...others, write(holder, holders)])
  expect(outcomes[0]).toEqual({ status: 'updated', id: theirs, warnings: [reason] })
  expect(outcomes.at(-1)).toMatchObject({ status: 'updated', id: holders })
  expect(vendor.profiles.get(holders)).toMatchObject({ first_name: holder.firstName, phone_number: phone })
})

test('a profile that no customer of the hub has is not somebody else: who claims it beside their own is ambiguous', async () => {
  const phone = '+16175553000'
  const { id: stranger } = vendor.profiles.create({ email: 'mother@example.org', phone_number: phone })
  const one = person(phone)
  const { id } = vendor.profiles.create({ email: one.email })
  const [outcome] = await push([write(one, id)], { linked: new Set([id]) })
  expect(outcome).toMatchObject({ fault: { kind: 'ambiguous', details: { candidates: [id, stranger] } } })
})

test('where the connection is strict nobody loses a phone: all but the first are to be matched anew, and few are asked after', async () => {
  const address = { lastName: 'Berg', city: 'Boston', country: 'US' }
  const all = crowd(120, '+16175554000').map((one) => write({ ...one, ...address }))
  const before = requests()
  const outcomes = await push(all, { settings: { strict: true } })
  expect(outcomes[0]?.status).toBe('created')
  expect(outcomes.slice(1)).toEqual(
    all.slice(1).map(() => expect.objectContaining({ fault: expect.objectContaining({ kind: 'conflict' }) })),
  )
  expect(requests() - before).toBeLessThan(20)
})

test('of a hundred thousand numbers the owners are remembered, and of more the newest', async () => {
  const session = openSession(klaviyo, {
    endpoint: vendor.url,
    credentials: { apiKey: vendor.apiKey },
    settings: {},
    now,
  })
  const prepared = (index: number, phone: number, email: string): Prepared => ({
    ...{ index, id: null, attributes: { email, phone_number: `+1${phone}` }, unset: [], warnings: [] },
    wishes: { subscribe: null, lists: [], withdrawn: [], consentedAt: null },
  })
  const first = Array.from({ length: 100_001 }, (_, index) =>
    prepared(index, 2_000_000_000 + index, `a${index}@example.org`),
  )
  await leaveSharedPhones(session, first)
  const [oldest, newest] = await leaveSharedPhones(session, [
    prepared(0, 2_000_000_000, 'b@example.org'),
    prepared(1, 2_000_100_000, 'c@example.org'),
  ])
  expect(oldest?.attributes.phone_number).toBe('+12000000000')
  expect(newest).toMatchObject({ phoneless: 'shared' })
})
