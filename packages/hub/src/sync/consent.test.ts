import type { ConsentStatement } from '@trefoil/sdk'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { connectors } from '../registry.ts'
import { entryOf, noSums, type Sums, standingOf, withEntry } from './consent.ts'

const day = 86_400_000
const now = new Date(Date.UTC(2026, 4, 1))

type Entry = ReturnType<typeof entryOf>

const statement: fc.Arbitrary<ConsentStatement> = fc.record({
  channel: fc.constant('email' as const),
  state: fc.constantFrom('given' as const, 'withdrawn' as const),
  // Also instants that have not come, and what is no instant at all.
  at: fc.oneof(
    fc.integer({ min: -30, max: 5 }).map((days) => new Date(now.getTime() + days * day).toISOString()),
    fc.constantFrom('', 'yesterday', '9999-12-31T00:00:00Z'),
  ),
  act: fc.constantFrom(null, '', '  ', 'confirmed by e-mail'),
  proof: fc.constant({}),
})

function sumsOf(entries: Entry[]): Sums {
  return entries.reduce(withEntry, noSums)
}

function entries(statements: ConsentStatement[]): Entry[] {
  return statements.map((each) => entryOf(each, now))
}

describe('where a person stands', () => {
  test('does not hang on the order in which the entries came', () => {
    fc.assert(
      fc.property(
        fc
          .array(statement)
          .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          expect(standingOf(sumsOf(entries(shuffled)))).toEqual(standingOf(sumsOf(entries(all))))
        },
      ),
    )
  })

  test('is the same however often entries are said again', () => {
    fc.assert(
      fc.property(fc.array(statement), (all) => {
        const once = entries(all)
        expect(standingOf(sumsOf([...once, ...once]))).toEqual(standingOf(sumsOf(once)))
      }),
    )
  })

  test('withdrawn is raised by nothing but an act of the person at a later instant', () => {
    fc.assert(
      fc.property(fc.array(statement), fc.array(statement), (before, after) => {
        const stood = sumsOf(entries(before))
        const stands = standingOf(sumsOf([...entries(before), ...entries(after)]))
        if (standingOf(stood).state !== 'withdrawn' || stands.state !== 'given') return
        const withdrawal = stood.withdrawn_at?.getTime() ?? 0
        // Every field of the proof is looked at in what was said, not in what we made of it.
        const acts = after.filter(({ state, act, at }) => {
          const instant = Date.parse(at)
          return state === 'given' && (act ?? '').trim() !== '' && instant > withdrawal && instant <= now.getTime()
        })
        expect(acts.length).toBeGreaterThan(0)
      }),
      { numRuns: 2_000 },
    )
  })

  test('a withdrawal that is newer than every act always lowers it', () => {
    fc.assert(
      fc.property(fc.array(statement), (before) => {
        const no = entryOf({ channel: 'email', state: 'withdrawn', at: now.toISOString(), act: null, proof: {} }, now)
        expect(standingOf(sumsOf([...entries(before), no])).state).toBe('withdrawn')
      }),
    )
  })

  test('of two people who turn out to be one, a no of either is a no unless the person acted later', () => {
    fc.assert(
      fc.property(fc.array(statement), fc.array(statement), (one, other) => {
        const [ours, theirs] = [sumsOf(entries(one)), sumsOf(entries(other))]
        const merged = standingOf(sumsOf([...entries(one), ...entries(other)]))
        const lastNo = Math.max(ours.withdrawn_at?.getTime() ?? -1, theirs.withdrawn_at?.getTime() ?? -1)
        const lastAct = Math.max(ours.acted_at?.getTime() ?? -1, theirs.acted_at?.getTime() ?? -1)
        if (lastNo >= 0) expect(merged.state).toBe(lastAct > lastNo ? 'given' : 'withdrawn')
        else expect(merged.state).not.toBe('withdrawn')
      }),
    )
  })
})

test('an act that claims an instant to come is nobody’s act, and the claim is kept', () => {
  const said = { channel: 'sms', state: 'given', at: '2027-01-01T00:00:00Z', act: 'form', proof: { page: 7 } } as const
  expect(entryOf(said, now)).toEqual({
    channel: 'sms',
    state: 'given',
    at: now.toISOString(),
    act: null,
    proof: { page: 7, claimedAt: '2027-01-01T00:00:00Z' },
  })
})

test('a subscription of which Klaviyo shows no time raises nothing, whenever its profile was touched', () => {
  const profile = {
    ...{ id: '01H', updated: '2026-04-20T12:00:00Z', properties: {}, smsConsent: null },
    emailConsent: { state: 'SUBSCRIBED', at: null, changed: null, confirmed: true, suppressions: [] },
  }
  const said = connectors.get('klaviyo')?.sources.profiles?.consent?.(profile) ?? []
  const no = { channel: 'email', state: 'withdrawn', at: '2026-04-01T12:00:00Z', act: null, proof: {} } as const
  expect(said).toHaveLength(1)
  expect(standingOf(sumsOf(entries([no, ...said]))).state).toBe('withdrawn')
})
