import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyRecord } from '../test-records.ts'
import { runs } from '../test-runs.ts'
import { contribute } from './contribution.ts'
import { difference } from './difference.ts'
import { fold } from './fold.ts'
import { forget, layOver } from './words.ts'

test('what is said more lies over what was said: children by their ids, parts by their names, all else as a whole', () => {
  const said = { addresses: [{ id: 'a', zip: '1', city: 'Ulm' }], customFields: { tier: 'gold' }, tags: ['x'], n: 1 }
  const more = { addresses: [{ id: 'a', zip: '2' }, { id: 'b' }], customFields: { since: 1 }, tags: ['y'], n: null }
  expect(layOver(said, more)).toEqual({
    addresses: [{ id: 'a', zip: '2', city: 'Ulm' }, { id: 'b' }],
    customFields: { tier: 'gold', since: 1 },
    tags: ['y'],
    n: null,
  })
})

test('what a person says again is as new as if it were said for the first time, and nothing else is', () => {
  const said = { city: 'Ulm', company: 'Oolong', addresses: [{ id: 'a', zip: '1', city: 'Ulm' }] }
  const says = { city: 'Ulm', addresses: [{ id: 'a', zip: '1' }] }
  const person = forget(contribute(null, '2', said, 100), says)
  const again = contribute(person, '2', layOver(said, says), 300)
  const till = contribute(
    null,
    '1',
    { city: 'Bonn', company: 'A', addresses: [{ id: 'a', zip: '9', city: 'Bonn' }] },
    200,
  )
  expect(fold([till, again]).data).toEqual({
    city: 'Ulm',
    company: 'A',
    addresses: [{ id: 'a', zip: '1', city: 'Bonn' }],
  })
})

test('for anything said before, what is said last stands in the record, whatever a source said meanwhile', () => {
  fc.assert(
    fc.property(anyRecord, anyRecord, anyRecord, (first, source, last) => {
      const before = forget(contribute(null, '2', first, 100), last)
      const person = contribute(before, '2', layOver(first, last), 300)
      const { data } = fold([contribute(null, '1', source, 200), person])
      expect(Object.values(difference(data, layOver(data, last)))).toEqual([])
    }),
    runs,
  )
})
