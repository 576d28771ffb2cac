import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { JsonObject } from '../json.ts'
import { anyRecord } from '../test-records.ts'
import { runs } from '../test-runs.ts'
import { contribute } from './contribution.ts'
import { applyPatch, difference } from './difference.ts'
import { fold } from './fold.ts'
import { undoPatch } from './undo-patch.ts'

const before = {
  firstName: 'Ann',
  company: 'Oolong',
  addresses: [
    { id: 'a', zip: '1', city: 'Ulm' },
    { id: 'b', zip: '2' },
  ],
  customFields: { tier: 'gold', since: 2020 },
}
const after = {
  firstName: 'Anna',
  phone: '555',
  addresses: [
    { id: 'a', zip: '9', city: 'Ulm' },
    { id: 'c', zip: '3' },
  ],
  customFields: { tier: 'lead', since: 2020 },
}
const patch = difference(before, after)

test('what a change did is said the other way round: fields, children, parts; what was not there becomes null', () => {
  expect(undoPatch(after, patch)).toMatchObject({
    says: {
      firstName: 'Ann',
      company: 'Oolong',
      phone: null,
      addresses: [
        { id: 'a', zip: '1' },
        { id: 'b', zip: '2' },
      ],
      customFields: { tier: 'gold' },
    },
    left: [{ field: 'addresses/c', why: 'added' }],
  })
})

test('what changed since is left alone, and is named where it is not as it was', () => {
  const since = { ...after, firstName: 'Annie', addresses: [{ id: 'a', zip: '10', city: 'Ulm' }] }
  const { says, left } = undoPatch(since, patch)
  expect(left).toEqual([
    { field: 'firstName', why: 'changed' },
    { field: 'addresses/a/zip', why: 'changed' },
  ])
  expect(says).toEqual({
    phone: null,
    company: 'Oolong',
    addresses: [{ id: 'b', zip: '2' }],
    customFields: { tier: 'gold' },
  })
})

test('a list or record that came whole stays, for nobody takes away what a source lists', () => {
  const came = { addresses: [{ id: 'a' }], customFields: { tier: 'gold' }, tags: ['new'] }
  const { says, left } = undoPatch(came, difference({ addresses: [], customFields: {}, tags: [] }, came))
  expect(says).toEqual({ tags: [] })
  expect(left.map(({ field }) => field)).toEqual(['addresses', 'customFields'])
})

test('for any change of any source, folding what is said back gives the record from before, but for what is left', () => {
  fc.assert(
    fc.property(anyRecord, anyRecord, (was, is) => {
      const whole = difference(was, is)
      const { says, back, left } = undoPatch(is, whole)
      expect(left.filter(({ why }) => why === 'changed')).toEqual([])
      expect(Object.keys(back).length + left.length).toBe(Object.keys(whole).length)
      const source = contribute(null, '1', is, 100)
      const { data } = fold(Object.keys(says).length === 0 ? [source] : [source, contribute(null, '2', says, 200)])
      const wanted = applyPatch(is, back, 'backward')
      expect(difference(withoutNulls(wanted), withoutNulls(data))).toEqual({})
    }),
    runs,
  )
})

test('what stood inside of a child or a part that is no more has nowhere to go back to', () => {
  const whole = difference(
    { addresses: [{ id: 'a', zip: '1', city: 'Ulm' }], customFields: { tier: 'gold', since: 2020 } },
    { addresses: [{ id: 'a', city: 'Ulm' }], customFields: { since: 2020 } },
  )
  for (const now of [{}, { addresses: [], customFields: null }, { addresses: [{ id: 'b' }] }]) {
    expect(undoPatch(now, whole)).toMatchObject({ says: {}, left: [{ why: 'changed' }, { why: 'changed' }] })
  }
})

test('whatever came after the change, folding what is said back moves the fields that it takes back and no other', () => {
  fc.assert(
    fc.property(anyRecord, anyRecord, anyRecord, (was, is, now) => {
      const { says, back } = undoPatch(now, difference(was, is))
      const source = contribute(null, '1', now, 100)
      const { data } = fold(Object.keys(says).length === 0 ? [source] : [source, contribute(null, '2', says, 200)])
      const wanted = applyPatch(now, back, 'backward')
      expect(difference(withoutNulls(wanted), withoutNulls(data))).toEqual({})
    }),
    runs,
  )
})

/** Nothing and null: a person says the one for the other. */
function withoutNulls(record: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(record, (_, value) => (value === null ? undefined : value)))
}
