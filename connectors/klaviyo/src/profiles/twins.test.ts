import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Prepared } from './prepare.ts'
import { partTwins } from './twins.ts'

const few = (prefix: string) =>
  fc.option(
    fc.integer({ min: 0, max: 6 }).map((number) => `${prefix}${number}`),
    { nil: null },
  )

const batch = fc
  .array(fc.record({ id: few('id'), email: few('mail'), phone: few('+1'), external: few('C') }), { maxLength: 12 })
  .map((people) =>
    people.map(
      ({ id, email, phone, external }, index): Prepared => ({
        index,
        id,
        attributes: { email, phone_number: phone, external_id: external },
        unset: [],
        wishes: { subscribe: null, lists: [], withdrawn: [], consentedAt: null },
        warnings: [],
      }),
    ),
  )

function isSamePerson(one: Prepared, two: Prepared): boolean {
  const shared = (first: unknown, second: unknown) => typeof first === 'string' && first === second
  return (
    shared(one.id, two.id) ||
    shared(one.attributes.email, two.attributes.email) ||
    shared(one.attributes.phone_number, two.attributes.phone_number) ||
    shared(one.attributes.external_id, two.attributes.external_id)
  )
}

test('no two that go together share an identifier, and every write is there once, in order', () => {
  fc.assert(
    fc.property(batch, (all) => {
      const { firsts, twins } = partTwins(all)
      for (const one of firsts) for (const two of firsts) expect(one !== two && isSamePerson(one, two)).toBe(false)
      for (const { prepared, after } of twins) {
        expect(after.length).toBeGreaterThan(0)
        for (const earlier of after) {
          expect(isSamePerson(earlier, prepared)).toBe(true)
          expect(earlier.index).toBeLessThan(prepared.index)
        }
      }
      const places = [...firsts, ...twins.map(({ prepared }) => prepared)].map(({ index }) => index)
      expect(places.sort((a, b) => a - b)).toEqual(all.map(({ index }) => index))
    }),
  )
})

test('one e-mail address in two spellings is one person', () => {
  const at = (index: number, email: string): Prepared => ({
    index,
    id: null,
    attributes: { email },
    unset: [],
    wishes: { subscribe: null, lists: [], withdrawn: [], consentedAt: null },
    warnings: [],
  })
  expect(
    partTwins([at(0, 'Ana@Example.org'), at(1, 'ana@example.org')]).twins.map(({ prepared }) => prepared.index),
  ).toEqual([1])
})
