/** Whatever happens in whatever order: consent that a person withdrew comes back by that person's own act alone. */
import type { FlowDefinition } from '@trefoil/mapping'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { openHouse } from '../harness/open-house.ts'
import { shared } from '../harness/shared.ts'
import { told } from '../harness/told.ts'
import { deskOf, draft, profiles, without, withRules } from './s3-people.ts'

const inbound = 'klaviyo-customers'
const channels = ['email', 'sms'] as const
type Channel = (typeof channels)[number]

const house = shared(() => openHouse({ apply: ['clover-customers', profiles, inbound] }))
const { arrive, rest, setUpAnew } = deskOf(house)
beforeAll(async () => {
  house.klaviyo.lists.create('VIP', 'double_opt_in')
  await setUpAnew({ sms: true })
  await house.change(profiles, alwaysAsking)
})

/** Somebody whom the shop knows, with what they last said as only they know it. */
interface Person {
  record: number
  email: string
  phone: string
  no: Set<Channel>
}

const acts = {
  edit: ({ record }, nth) => patch(record, { lastName: `Name${nth}` }),
  newAddress: async (person, nth) => {
    person.email = person.email.replace(/^(\w+?)(\+\d+)?@/, `$1+${nth}@`)
    await patch(person.record, { emailAddress: person.email })
  },
  inbound: async (person, nth) => atKlaviyo(person, (id) => house.klaviyo.profiles.update(id, { title: `T${nth}` })),
  flowRun: async () => void (await house.run(profiles)),
  replay: async () => {
    const params = { path: { name: inbound } }
    await told(house.api.POST('/api/v1/flows/{name}/runs', { params, body: { kind: 'replay' } }))
  },
  syncByHand: async ({ record }) => void (await house.sync(profiles, { id: record })),
  importPast: async () => {
    await house.change(profiles, enteringPast)
    await house.run(profiles)
  },
  undo: async () => {
    const params = { path: { name: profiles } }
    const { version } = await told(house.api.GET('/api/v1/flows/{name}', { params }))
    const body = { version: Math.max(1, version - 1), override: true }
    await told(house.api.POST('/api/v1/flows/{name}/rollback', { params, body }))
    await house.run(profiles)
  },
  merge: async (person, nth) =>
    atKlaviyo(person, (id) => {
      const number = numberOf(500 + ((person.record * 8 + nth) % 500))
      const names = { email: `stray${nth}.${person.record}@example.com`, phone_number: number }
      const stray = house.klaviyo.profiles.create(names).id
      house.klaviyo.profiles.signUp(stray)
      if (nth % 2 === 0) house.klaviyo.profiles.merge(id, stray)
      else house.klaviyo.profiles.merge(stray, id)
    }),
  vanish: async (person) => atKlaviyo(person, (id) => house.klaviyo.profiles.remove(id)),
  unsubscribe: async (person, nth) =>
    atKlaviyo(person, (id) => {
      const left = nth % 3 === 0 ? channels : [channels[nth % 2] ?? 'email']
      house.klaviyo.profiles.unsubscribe(id, left)
      for (const channel of left) person.no.add(channel)
    }),
  suppress: async (person) =>
    atKlaviyo(person, (id) => {
      house.klaviyo.profiles.suppress(id)
      person.no.add('email')
    }),
  bounce: async (person) => atKlaviyo(person, (id) => house.klaviyo.profiles.bounce(id)),
  noAtTheTill: async (person, nth) => {
    const channel = channels[nth % 2] ?? 'email'
    const params = { path: { id: String(person.record) } }
    await told(house.api.POST('/api/v1/records/{id}/consents', { params, body: { channel, state: 'withdrawn' } }))
    person.no.add(channel)
  },
  confirm: async (person) => {
    if (house.klaviyo.confirmOptIn(person.email)) person.no.delete('email')
  },
  comeBack: async (person) =>
    atKlaviyo(person, (id) => {
      house.klaviyo.profiles.signUp(id)
      person.no.delete('email')
    }),
} satisfies Record<string, (person: Person, nth: number) => Promise<void>>

type Act = keyof typeof acts
const raising: Act[] = ['edit', 'newAddress', 'inbound', 'flowRun', 'replay', 'syncByHand', 'importPast', 'undo']
const withdrawing: Act[] = ['unsubscribe', 'suppress', 'noAtTheTill']
const lowering: Act[] = [...withdrawing, 'bounce']
const odd: Act[] = ['merge', 'vanish', 'confirm', 'comeBack']

const who = fc.nat({ max: 1 })
const anything = fc.record({ act: fc.constantFrom(...raising, ...lowering, ...odd), who })
const few = fc.array(anything, { minLength: 1, maxLength: 3, size: 'max' })
/** Somebody withdraws, amid all the rest. */
const story = fc
  .tuple(few, fc.record({ act: fc.constantFrom(...withdrawing), who }), few)
  .map(([before, no, after]) => [...before, no, ...after])

test('S3-078 no sequence of changes, runs, replays, merges, imports and undoings brings back what a person withdrew', async () => {
  let run = 0
  await fc.assert(
    fc.asyncProperty(story, async (steps) => {
      run += 1
      const people = [await newcomer(run, 0), await newcomer(run, 1)]
      let seen = house.klaviyo.subscribeRequests().length
      // Whatever they said in the end, both are written once more.
      const last: typeof steps = people.map((_, who) => ({ act: 'edit', who }))
      for (const [nth, { act, who }] of [...steps, ...last].entries()) {
        const person = people[who]
        if (person === undefined) continue
        // Klaviyo turns a deaf ear to who comes and goes within half an hour, and knows whole seconds only.
        house.pass(3_600_000)
        const before = people.map(({ no }) => new Set(no))
        await acts[act](person, nth)
        await house.poll(inbound)
        await rest()
        const asked = house.klaviyo.subscribeRequests().slice(seen)
        seen += asked.length
        for (const [at, each] of people.entries()) {
          const withdrawn = [...each.no].filter((channel) => before[at]?.has(channel) === true)
          const theirs = asked.flatMap((request) => request.channels.filter((channel) => isOf(each, request, channel)))
          expect(theirs.filter((channel) => withdrawn.some((no) => no === channel))).toEqual([])
          const standing = await standingOf(each.record)
          for (const channel of each.no) expect(`${channel} ${standing[channel].state}`).toBe(`${channel} withdrawn`)
        }
      }
    }),
    { numRuns: 3, endOnFailure: true },
  )
})

/** Subscribed on both channels, by their own act as far as Klaviyo demands one. */
async function newcomer(run: number, which: number): Promise<Person> {
  const phone = numberOf(run * 2 + which)
  const name = `p${run}x${which}`
  const email = `${name}@example.com`
  const { id: record } = await arrive(draft(name, { phone }))
  house.klaviyo.confirmOptIn(phone)
  house.klaviyo.confirmOptIn(email)
  await house.poll(inbound)
  await rest()
  expect(await standingOf(record)).toMatchObject({ email: { state: 'given' }, sms: { state: 'given' } })
  return { record, email, phone, no: new Set() }
}

/** Acts on the person's profile, where Klaviyo has one at this time. */
function atKlaviyo({ email }: Person, act: (id: string) => void): void {
  const profile = house.klaviyo.profiles.findByEmail(email)
  if (profile !== undefined) act(profile.id)
}

/** Whether this channel leads to them, by the number or by one of the addresses that they have had. */
function isOf(person: Person, asked: { email: string | null; phone: string | null }, channel: string): boolean {
  const plain = (address: string | null) => address?.replace(/\+\d+@/, '@')
  return channel === 'email' ? plain(asked.email) === plain(person.email) : asked.phone === person.phone
}

function numberOf(nth: number): string {
  return `+1617555${String(1000 + nth)}`
}

async function patch(record: number, body: Record<string, unknown>): Promise<void> {
  await told(house.api.PATCH('/api/v1/records/{id}', { params: { path: { id: String(record) } }, body }))
}

async function standingOf(record: number) {
  const { standing } = await told(
    house.api.GET('/api/v1/records/{id}/consents', { params: { path: { id: String(record) } } }),
  )
  return standing
}

/** Consent and lists in create and update alike, and no brake: all that the shipped recipe takes care not to do. */
function alwaysAsking(flow: FlowDefinition): FlowDefinition {
  const asking = [
    { to: 'SubscribeProfile', static: true },
    { to: 'LIST_VIP', static: true },
    { to: 'UCLIST_POS customers', static: true },
  ]
  const bold = withRules(flow, (rules) => [
    ...without(rules, 'SubscribeProfile', 'LIST_Sms Subscribers', ...asking.map(({ to }) => to)),
    ...asking,
  ])
  return { ...bold, brakes: { changed: 100 } }
}

function enteringPast(flow: FlowDefinition): FlowDefinition {
  const past = { to: 'ConsentedAt', static: '2024-05-06T07:08:09Z' }
  return withRules(flow, (rules) => [...without(rules, past.to), past])
}
