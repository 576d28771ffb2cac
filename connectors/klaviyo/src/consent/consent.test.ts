import type { Outcome, Write } from '@trefoil/sdk'
import { openSession } from '@trefoil/sdk/testing'
import { startKlaviyo } from '@trefoil/simulators'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { klaviyo } from '../connector.ts'
import { profiles } from '../profiles/target.ts'
import { pushThrough, write } from '../testing/push-through.ts'

const clock = { now: Date.UTC(2026, 2, 11, 10) }
const now = () => new Date(clock.now)
const vendor = await startKlaviyo({
  limits: false,
  now,
  asyncDelay: 'manual',
  doubleOptIn: false,
  lists: [
    { name: 'Sms Subscribers', optInProcess: 'double_opt_in' },
    { name: 'Till', optInProcess: 'single_opt_in' },
  ],
})
afterAll(() => vendor.stop())

const open = (settings = {}) =>
  openSession(klaviyo, { endpoint: vendor.url, credentials: { apiKey: vendor.apiKey }, settings, now })

async function push(writes: Write[], settings = {}): Promise<Outcome[]> {
  const outcomes = await pushThrough(profiles, open(settings), writes, vendor.settle)
  vendor.settle()
  return outcomes
}

let people = 0
const email = () => `c${++people}@example.org`
const phone = () => `+1415555${String(++people).padStart(4, '0')}`
const consentOf = (address: string) => vendor.profiles.findByEmail(address)?.subscriptions.email.marketing.consent
const warningsIn = (outcome: Outcome | undefined) =>
  outcome !== undefined && 'warnings' in outcome ? outcome.warnings : undefined
const consentCalls = (start: number) =>
  vendor
    .requests()
    .slice(start)
    .filter(({ path }) => path.includes('subscription-bulk') || path.includes('/relationships/profiles'))

test('true subscribes, false unsubscribes with one call, and null makes no call at all', async () => {
  const address = email()
  const [created] = await push([write({ email: address, subscribeProfile: true })])
  expect(consentOf(address)).toBe('SUBSCRIBED')
  const id = created !== undefined && 'id' in created ? created.id : null
  const start = vendor.requests().length
  clock.now += 3_600_000
  await push([write({ email: address, subscribeProfile: false }, id)])
  expect(consentOf(address)).toBe('UNSUBSCRIBED')
  await push([write({ email: address, subscribeProfile: false }, id)])
  await push([write({ email: address, subscribeProfile: null }, id), write({ email: email() })])
  expect(consentCalls(start).map(({ path }) => path)).toEqual(['/api/profile-subscription-bulk-delete-jobs'])
})

test('LIST_ asks the person, who is on the list and subscribed only after confirming', async () => {
  const address = email()
  const [outcome] = await push([write({ email: address, 'LIST_Sms Subscribers': true })])
  expect(warningsIn(outcome)).toBeUndefined()
  expect([consentOf(address), vendor.lists.members('Sms Subscribers').includes(address)]).toEqual([
    'NEVER_SUBSCRIBED',
    false,
  ])
  expect(vendor.confirmOptIn(address)).toBe(true)
  expect([consentOf(address), vendor.lists.members('Sms Subscribers').includes(address)]).toEqual(['SUBSCRIBED', true])
})

test('UCLIST_ puts the person on a single opt-in list at once, and nobody is asked', async () => {
  const address = email()
  await push([write({ email: address, UCLIST_Till: true })])
  expect([consentOf(address), vendor.lists.members('Till').includes(address)]).toEqual(['SUBSCRIBED', true])
  expect(vendor.confirmOptIn(address)).toBe(false)
})

test('UCLIST_ on a list that asks adds the person without consent, and says so', async () => {
  const address = email()
  const [outcome] = await push([write({ email: address, 'UCLIST_Sms Subscribers': true })])
  expect([consentOf(address), vendor.lists.members('Sms Subscribers').includes(address)]).toEqual([
    'NEVER_SUBSCRIBED',
    true,
  ])
  expect(warningsIn(outcome)?.[0]).toContain('without consent')
})

test('false takes somebody off a list and nothing else, by one call for all; who is new is on none', async () => {
  const people = [email(), email(), email()]
  const made = await push(people.map((address) => write({ email: address, subscribeProfile: true, UCLIST_Till: true })))
  expect(vendor.lists.members('Till')).toEqual(expect.arrayContaining(people))
  const start = vendor.requests().length
  const again = made.map((outcome, at) => {
    const id = 'id' in outcome ? outcome.id : null
    return write({ email: people[at], UCLIST_Till: at === 2, 'LIST_Sms Subscribers': false }, id)
  })
  expect((await push(again)).map(({ status }) => status)).toEqual(['updated', 'updated', 'updated'])
  expect(vendor.lists.members('Till').filter((address) => people.includes(address))).toEqual([people[2]])
  expect(people.map(consentOf)).toEqual(['SUBSCRIBED', 'SUBSCRIBED', 'SUBSCRIBED'])
  const calls = consentCalls(start).map(({ method, status }) => `${method} ${status}`)
  expect(calls.toSorted()).toEqual(['DELETE 204', 'DELETE 204', 'POST 202'])
  const next = vendor.requests().length
  await push([write({ email: email(), UCLIST_Till: false })])
  expect(consentCalls(next)).toEqual([])
})

test('an unknown list names those that there are, and nothing is written', async () => {
  const address = email()
  const [outcome] = await push([write({ email: address, LIST_VIP: true })])
  expect(outcome).toMatchObject({
    status: 'failed',
    fault: {
      kind: 'invalid',
      details: { code: 'UNKNOWN_LIST', field: 'LIST_VIP', facts: { available: ['Sms Subscribers', 'Till'] } },
    },
  })
  expect(vendor.profiles.findByEmail(address)).toBeUndefined()
})

test('SMS is subscribed only where the connection says so', async () => {
  const [first, second] = [email(), email()]
  await push([write({ email: first, phoneNumber: phone(), subscribeProfile: true })])
  await push([write({ email: second, phoneNumber: phone(), subscribeProfile: true })], { sms: true })
  const smsOf = (address: string) => vendor.profiles.findByEmail(address)?.subscriptions.sms.marketing.consent
  expect([smsOf(first), smsOf(second)]).toEqual(['NEVER_SUBSCRIBED', 'SUBSCRIBED'])
})

test('a job subscribes a thousand with one call', async () => {
  const start = vendor.requests().length
  const outcomes = await push(
    Array.from({ length: 300 }, () => write({ email: email(), subscribeProfile: true, UCLIST_Till: true })),
  )
  expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(['created']))
  expect(consentCalls(start).map(({ path }) => path)).toEqual(
    Array(2).fill('/api/profile-subscription-bulk-create-jobs'),
  )
})

test('what a person says that cannot be read is not taken for a yes', async () => {
  const body = JSON.stringify({ data: [], links: {} })
  vendor.faults.add({ match: 'GET /api/profiles', kind: 'status', status: 200, body })
  const address = email()
  const [outcome] = await push([write({ email: address, subscribeProfile: true })])
  expect(outcome).toMatchObject({
    status: 'failed',
    fault: { kind: 'unavailable', details: { code: 'CONSENT_UNREADABLE' } },
  })
  expect(consentOf(address)).toBe('NEVER_SUBSCRIBED')
})

const pasts = ['never', 'subscribed', 'unsubscribed', 'suppressed', 'no profile'] as const

test('no batch, small or large, raises what a person withdrew in Klaviyo', async () => {
  const soul = fc.record({
    past: fc.constantFrom(...pasts),
    isLinked: fc.boolean(),
    wishes: fc.record(
      {
        subscribeProfile: fc.constantFrom(true, false, null),
        'LIST_Sms Subscribers': fc.boolean(),
        'UCLIST_Sms Subscribers': fc.boolean(),
        LIST_Till: fc.boolean(),
        UCLIST_Till: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
  })
  const scene = fc.record({
    souls: fc.array(soul, { minLength: 1, maxLength: 12 }),
    isLarge: fc.boolean(),
    sms: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(scene, async ({ souls, isLarge, sms }) => {
      clock.now += 3_600_000
      const cast = souls.map((one) => ({ ...one, address: email(), id: null as string | null }))
      for (const one of cast) one.id = await live(one)
      clock.now += 3_600_000
      const from = vendor.effects().length
      const writes = cast.map((one) => write({ email: one.address, ...one.wishes }, one.isLinked ? one.id : null))
      const fill = Array.from({ length: isLarge ? 100 : 0 }, () => write({ email: email() }))
      const outcomes = await push([...writes, ...fill], { sms })
      for (const one of cast) vendor.confirmOptIn(one.address)
      const raised = new Set(
        vendor
          .effects()
          .slice(from)
          .filter(({ kind }) => kind === 'consent.subscribe')
          .map(({ id }) => id),
      )
      for (const [at, one] of cast.entries()) expectRespect(one, outcomes[at], raised.has(one.id ?? ''))
    }),
    { numRuns: 30 },
  )
})

interface Soul {
  past: (typeof pasts)[number]
  address: string
  wishes: { subscribeProfile?: boolean | null }
}

function expectRespect(
  { past, address, wishes: { subscribeProfile: asked } }: Soul,
  outcome: Outcome | undefined,
  isRaised: boolean,
): void {
  const marketing = vendor.profiles.findByEmail(address)?.subscriptions.email.marketing
  const saidNo = past === 'unsubscribed' || past === 'suppressed'
  expect(saidNo && (isRaised || marketing?.can_receive_email_marketing)).toBe(false)
  expect(outcome?.status).not.toBe('failed')
  if (asked === false) expect(marketing?.consent).toBe('UNSUBSCRIBED')
  if (asked === true && saidNo) expect(warningsIn(outcome)?.join(' ')).toContain('withdrew consent')
  if (asked === true && !saidNo) expect(marketing?.consent).toBe('SUBSCRIBED')
}

/** Gives somebody a past, as the person and the vendor would make it; their id where there is a profile. */
async function live({ past, address }: { past: (typeof pasts)[number]; address: string }): Promise<string | null> {
  if (past === 'no profile') return null
  const { id } = vendor.profiles.create({ email: address })
  if (past === 'subscribed') await push([write({ email: address, subscribeProfile: true }, id)])
  if (past === 'unsubscribed') vendor.profiles.unsubscribe(address)
  if (past === 'suppressed') vendor.profiles.suppress(address)
  return id
}

test('nobody is subscribed while another of their wishes cannot be carried out: each new try would ask once more', async () => {
  const address = email()
  const wishes = { email: address, subscribeProfile: true, 'UCLIST_Sms Subscribers': true }
  vendor.faults.add({ match: 'POST /api/lists/', kind: 'status', status: 503 })
  const start = vendor.requests().length
  const [failed] = await push([write(wishes)])
  expect(failed).toMatchObject({ status: 'failed', fault: { kind: 'unavailable' } })
  expect(consentCalls(start).map(({ status }) => status)).toEqual([503])
  const [done] = await push([write(wishes)])
  expect([done?.status, consentOf(address)]).toEqual(['updated', 'SUBSCRIBED'])
})

/** A session, and the list of each call that subscribes. */
function watched() {
  const session = open()
  const lists: string[] = []
  const post: typeof session.http.post = (path, body, options) => {
    const id = /"list":\{"data":\{"type":"list","id":"([^"]+)"/.exec(JSON.stringify(body))?.[1]
    if (id !== undefined) lists.push(id)
    return session.http.post(path, body, options)
  }
  return { session: { ...session, http: { ...session.http, post } }, lists }
}

test.each([1, 100])('nobody is asked again by a list that asked while another could not: %i people', async (count) => {
  const names = ['News', 'Club'].map((name) => `${name} for ${count}`)
  for (const name of names) vendor.lists.create(name, 'double_opt_in')
  const wishes = Object.fromEntries(names.map((name) => [`LIST_${name}`, true]))
  const writes = Array.from({ length: count }, () => write({ email: email(), ...wishes }))
  const match = 'POST /api/profile-subscription-bulk-create-jobs'
  vendor.faults.add({ match, kind: 'status', status: 503, after: 1, times: 2 })
  const { session, lists } = watched()
  const settle = (outcomes: Outcome[]) => {
    const receipts = new Set(outcomes.map((one) => JSON.stringify(one.status === 'accepted' ? one.receipt : null)))
    return profiles.settle?.(session, JSON.parse([...receipts].join()), writes)
  }
  let begun = await profiles.upsert(session, writes)
  if (count > 1) {
    vendor.settle()
    const settled = await settle(begun)
    begun = Array.isArray(settled) ? settled : []
  }
  await expect(settle(begun)).rejects.toMatchObject({ kind: 'unavailable' })
  const ended = await settle(begun)
  expect(new Set(Array.isArray(ended) ? ended.map(({ status }) => status) : [])).toEqual(new Set(['created']))
  const [first, ...others] = lists
  expect(others).toEqual([others[0], others[0], others[0]])
  expect(others[0]).not.toBe(first)
})

test('one whose profile is gone meanwhile keeps nobody else from what is left to ask', async () => {
  const wishes = Object.fromEntries(['Bread', 'Salt'].map((name) => [`LIST_${name}`, true]))
  for (const name of ['Bread', 'Salt']) vendor.lists.create(name, 'double_opt_in')
  const [gone, stays] = [email(), email()]
  const writes = [gone, stays].map((address) => write({ email: address, ...wishes }))
  const match = 'POST /api/profile-subscription-bulk-create-jobs'
  vendor.faults.add({ match, kind: 'status', status: 503, after: 1 })
  const session = open()
  const [begun] = await profiles.upsert(session, writes)
  if (begun?.status !== 'accepted') throw new Error('nothing is left to ask')
  vendor.profiles.remove(gone)
  const settled = await profiles.settle?.(session, begun.receipt, writes)
  expect(settled).toMatchObject([begun, { status: 'created' }])
  await expect(profiles.settle?.(session, begun.receipt, writes.slice(0, 1))).rejects.toMatchObject({
    details: { code: 'NOT_FOUND_AFTER_IMPORT' },
  })
})

test('what a list refuses for good of one who was asked by another is told, and not tried again', async () => {
  const names = ['Tea', 'Cake']
  const session = open()
  for (const name of names) vendor.lists.create(name, 'double_opt_in')
  const wishes = Object.fromEntries(names.map((name) => [`LIST_${name}`, true]))
  await profiles.upsert(session, [write({ email: email(), ...wishes })])
  vendor.lists.remove('Cake')
  const [outcome] = await profiles.upsert(session, [write({ email: email(), ...wishes })])
  expect(outcome?.status).toBe('created')
  expect(warningsIn(outcome)).toEqual([expect.stringMatching(/^list Cake: .* deleted/)])
})

test.each(['LIST_', 'UCLIST_'])(
  'a list of %s that was deleted meanwhile is to blame, and the profile is not',
  async (kind) => {
    const session = open()
    const name = `Summer by ${kind}`
    vendor.lists.create(name, 'double_opt_in')
    const enter = async () => {
      const [outcome] = await profiles.upsert(session, [write({ email: email(), [`${kind}${name}`]: true })])
      return outcome
    }
    expect((await enter())?.status).toBe('created')
    vendor.lists.remove(name)
    expect(await enter()).toMatchObject({ fault: { kind: 'invalid', details: { code: 'LIST_GONE' } } })
  },
)
