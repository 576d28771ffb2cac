import type { Fault, Outcome, Write } from '@trefoil/sdk'
import { openSession } from '@trefoil/sdk/testing'
import { startKlaviyo } from '@trefoil/simulators'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { klaviyo } from '../connector.ts'
import { pushThrough, write } from '../testing/push-through.ts'
import { profiles } from './target.ts'

const now = () => new Date('2026-03-11T10:00:00Z')
const doomed = 'doomed'
const vendor = await startKlaviyo({
  limits: false,
  now,
  asyncDelay: 'manual',
  failImport: (attributes) =>
    attributes.first_name === doomed ? 'The payload provided in the request is invalid.' : undefined,
})
afterAll(() => vendor.stop())
beforeEach(() => vendor.faults.clear())

const open = (settings = {}) =>
  openSession(klaviyo, { endpoint: vendor.url, credentials: { apiKey: vendor.apiKey }, settings, now })
const push = (writes: Write[], settings = {}) => pushThrough(profiles, open(settings), writes, vendor.settle)

let people = 0
/** Somebody new each time. */
function person(fields: object = {}) {
  people++
  return {
    email: `p${people}@example.org`,
    phoneNumber: `+1415555${String(people).padStart(4, '0')}`,
    externalId: String(50_000 + people),
    firstName: `First ${people}`,
    lastName: `Last ${people}`,
    ...fields,
  }
}

function crowd(size: number): ReturnType<typeof person>[] {
  return Array.from({ length: size }, () => person())
}

const idOf = (outcome: Outcome | undefined) => (outcome !== undefined && 'id' in outcome ? outcome.id : '')
const faultIn = (outcome: Outcome | undefined): Partial<Fault> => (outcome?.status === 'failed' ? outcome.fault : {})
const calls = (start: number, method: string, path: string) =>
  vendor
    .requests()
    .slice(start)
    .filter((request) => request.method === method && request.path.startsWith(path)).length

test('one who is new is created, and written to again where the same profile is known', async () => {
  const ana = person()
  const [created] = await push([write(ana)])
  expect(created?.status).toBe('created')
  const [updated] = await push([write({ ...ana, firstName: 'Ann' }, idOf(created))])
  expect(updated).toMatchObject({ status: 'updated', id: idOf(created) })
  expect(vendor.profiles.get(idOf(created))).toMatchObject({
    email: ana.email,
    external_id: ana.externalId,
    first_name: 'Ann',
  })
})

test('profiles are found by each key, without regard to the case of e-mails, among hundreds', async () => {
  const all = crowd(230)
  const outcomes = await push(all.map((one) => write(one)))
  const session = open()
  for (const key of ['email', 'phoneNumber', 'externalId'] as const) {
    const values = [...all.map((one) => (key === 'email' ? one.email.toUpperCase() : one[key])), 'no such value']
    const found = await profiles.find(session, key, values)
    expect(values.map((value) => found.get(value))).toEqual([...outcomes.map((outcome) => [idOf(outcome)]), []])
  }
})

test('up to 99 go out one by one, and more as a single job that ends with the ids of all', async () => {
  const start = vendor.requests().length
  await push(crowd(99).map((one) => write(one)))
  expect([calls(start, 'POST', '/api/profile-import'), calls(start, 'POST', '/api/profile-bulk')]).toEqual([99, 0])
  const next = vendor.requests().length
  const outcomes = await push(crowd(250).map((one) => write(one)))
  expect([calls(next, 'POST', '/api/profile-import'), calls(next, 'POST', '/api/profile-bulk')]).toEqual([0, 1])
  expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(['created']))
  expect(new Set(outcomes.map(idOf)).size).toBe(250)
})

test('a job that is not over is pending', async () => {
  const writes = crowd(100).map((one) => write(one))
  const session = open()
  const [first] = await profiles.upsert(session, writes)
  if (first?.status !== 'accepted') throw new Error('not taken as a job')
  expect(await profiles.settle?.(session, first.receipt, writes)).toBe('pending')
  vendor.settle()
  expect(await profiles.settle?.(session, first.receipt, writes)).toHaveLength(100)
})

test('a job that Klaviyo no longer knows sends its rows again', async () => {
  const writes = [write(person())]
  const settled = await profiles.settle?.(open(), { v: 1, jobs: ['01J00000000000000000000000'], size: 1 }, writes)
  expect(settled).toMatchObject([
    { status: 'failed', fault: { kind: 'unavailable', details: { code: 'JOB_EXPIRED' } } },
  ])
})

test('a row that fails within a job that ends well fails alone', async () => {
  const all = crowd(120)
  const writes = all.map((one, at) => write(at === 77 ? { ...one, firstName: doomed } : one))
  const outcomes = await push(writes)
  expect(outcomes.flatMap(({ status }, at) => (status === 'created' ? [] : [at]))).toEqual([77])
  expect(faultIn(outcomes[77])).toMatchObject({ kind: 'invalid' })
})

test('rows that Klaviyo names when it refuses a job are buried, and the rest goes through', async () => {
  const refused = (row: number, field: string) => ({
    id: 'e',
    code: 'invalid',
    title: 'Invalid input.',
    detail: 'Invalid email address',
    source: { pointer: `/data/attributes/profiles/data/${row}/attributes/${field}` },
  })
  const body = JSON.stringify({ errors: [refused(3, 'email'), refused(50, 'phone_number')] })
  vendor.faults.add({ match: 'POST /api/profile-bulk-import-jobs', kind: 'status', status: 400, body })
  const outcomes = await push(crowd(120).map((one) => write(one)))
  expect(outcomes.flatMap(({ status }, at) => (status === 'created' ? [] : [at]))).toEqual([3])
  expect(faultIn(outcomes[3])).toMatchObject({ kind: 'invalid', details: { field: 'email' } })
  expect(outcomes[50]).toMatchObject({ status: 'created', warnings: [expect.stringContaining('sent without it')] })
  expect(vendor.profiles.get(idOf(outcomes[50]))?.phone_number).toBeNull()
})

test('a phone that Klaviyo refuses is left out beside an e-mail, and a fault where the connection is strict', async () => {
  const source = { pointer: '/data/attributes/phone_number' }
  const body = JSON.stringify({ errors: [{ id: 'e', code: 'invalid', title: 'Invalid input.', source }] })
  const refuse = () => vendor.faults.add({ match: 'POST /api/profile-import', kind: 'status', status: 400, body })
  const ana = { ...person(), city: 'San Jose', country: 'US' }
  refuse()
  const [strictly] = await push([write(ana)], { strict: true })
  expect(faultIn(strictly)).toMatchObject({ kind: 'invalid', details: { field: 'phoneNumber' } })
  refuse()
  const [leniently] = await push([write(ana)])
  expect(leniently).toMatchObject({ status: 'created', warnings: ['Klaviyo refused phoneNumber: sent without it'] })
})

test('a phone that is refused though none was sent is not sent without it over and over', async () => {
  const source = { pointer: '/data/attributes/phone_number' }
  const body = JSON.stringify({ errors: [{ id: 'e', code: 'invalid', title: 'Invalid input.', source }] })
  vendor.faults.add({ match: 'POST /api/profile-import', kind: 'status', status: 400, body, times: 5 })
  const [outcome] = await push([write(person())])
  expect(faultIn(outcome)).toMatchObject({ kind: 'invalid', details: { field: 'phoneNumber' } })
  expect(vendor.faults.pending()).toMatchObject([{ times: 3 }])
})

test.each([2, 120])('two records of one person in a batch of %i do not overwrite each other', async (size) => {
  const ana = person()
  const twin = { ...person(), email: ana.email.toUpperCase() }
  const outcomes = await push([write(ana), ...crowd(size - 2).map((one) => write(one)), write(twin)])
  expect(outcomes[0]?.status).toBe('created')
  expect(faultIn(outcomes.at(-1))).toMatchObject({ kind: 'conflict', details: { candidates: [idOf(outcomes[0])] } })
  expect(vendor.profiles.get(idOf(outcomes[0]))).toMatchObject({
    external_id: ana.externalId,
    first_name: ana.firstName,
  })
})

test('a twin of a row that failed is sent for itself', async () => {
  const ana = person()
  const others = crowd(120).map((one) => write(one))
  const outcomes = await push([
    write({ ...ana, firstName: doomed }),
    ...others,
    write({ ...person(), email: ana.email }),
  ])
  expect([outcomes[0]?.status, outcomes.at(-1)?.status]).toEqual(['failed', 'created'])
})

test('a record that claims two profiles is ambiguous, and names both', async () => {
  const [one, two] = [person(), person()]
  const [first, second] = await push([write(one), write(two)])
  for (const id of [null, idOf(first)]) {
    const [claim] = await push([write({ email: one.email, phoneNumber: two.phoneNumber }, id)])
    expect(faultIn(claim).kind).toBe('ambiguous')
    expect(new Set(faultIn(claim).details?.candidates)).toEqual(new Set([idOf(first), idOf(second)]))
  }
})

test('in a job, too, a linked record that claims two profiles is ambiguous', async () => {
  const all = crowd(121)
  const outcomes = await push(all.map((one) => write(one)))
  const [other, ...linked] = all
  const again = linked.map((one, at) =>
    write(at === 5 ? { ...one, phoneNumber: other?.phoneNumber } : one, idOf(outcomes[at + 1])),
  )
  const ended = await push(again)
  expect(ended.flatMap(({ status }, at) => (status === 'updated' ? [] : [at]))).toEqual([5])
  expect(faultIn(ended[5])).toMatchObject({
    kind: 'ambiguous',
    details: { candidates: [idOf(outcomes[6]), idOf(outcomes[0])] },
  })
})

test('a profile that is gone is an invalid customer id', async () => {
  const [outcome] = await push([write(person(), '01J00000000000000000000000')])
  expect(faultIn(outcome)).toMatchObject({ kind: 'missing', details: { code: 'INVALID_CUSTOMER_ID' } })
})

test('in a job, too, a profile that is gone is an invalid customer id, and what is invalid otherwise is not', async () => {
  const [kept] = await push([write(person())])
  const gone = write(person(), '01J00000000000000000000000')
  const bad = write({ ...person(), firstName: doomed }, idOf(kept))
  const outcomes = await push([gone, bad, ...crowd(118).map((one) => write(one))])
  expect(faultIn(outcomes[0])).toMatchObject({ kind: 'missing', details: { code: 'INVALID_CUSTOMER_ID' } })
  expect(faultIn(outcomes[1])).toMatchObject({ kind: 'invalid', details: { code: 'INVALID' } })
})

test('in a large batch only the nulls that take something away cost a request of their own', async () => {
  const all = crowd(150).map((one, at) => (at % 50 === 0 ? { ...one, organization: 'Luna', address2: 'Flat 2' } : one))
  const outcomes = await push(all.map((one) => write(one)))
  const start = vendor.requests().length
  const cleared = await push(
    all.map((one, at) => write({ ...one, organization: null, address2: null }, idOf(outcomes[at]))),
  )
  expect(new Set(cleared.map(({ status }) => status))).toEqual(new Set(['updated']))
  expect([calls(start, 'PATCH', '/api/profiles/'), calls(start, 'POST', '/api/profile-bulk')]).toEqual([3, 1])
  expect(vendor.profiles.get(idOf(outcomes[50]))).toMatchObject({ organization: null, location: { address2: null } })
})

test('an update that names only what changed leaves the rest alone', async () => {
  const [created] = await push([write({ ...person(), city: 'Madrid', country: 'Spain', vip: true, tier: 'gold' })])
  await push([write({ lastName: 'Ruiz', tier: null }, idOf(created))])
  expect(vendor.profiles.get(idOf(created))).toMatchObject({
    last_name: 'Ruiz',
    location: { city: 'Madrid' },
    properties: { vip: true },
  })
  expect(vendor.profiles.get(idOf(created))?.properties).not.toHaveProperty('tier')
})

test('writing the same batch twice changes nothing', async () => {
  const writes = crowd(130).map((one) => write(one))
  const outcomes = await push(writes)
  const before = vendor.effects().length
  await push(writes.map((one, at) => ({ ...one, id: idOf(outcomes[at]) })))
  expect(vendor.effects().length).toBe(before)
})

test('a key that is refused half way does not cost the outcomes that were there', async () => {
  vendor.faults.add({ match: 'POST /api/profile-import', kind: 'status', status: 401, times: 1000, after: 1 })
  const outcomes = await push(crowd(60).map((one) => write(one)))
  expect(outcomes.map(({ status }) => status).filter((status) => status === 'created')).toHaveLength(1)
  expect(new Set(outcomes.flatMap((outcome) => faultIn(outcome).kind ?? []))).toEqual(new Set(['credentials']))
})
