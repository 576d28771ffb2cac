import { expect, test } from 'vitest'
import { newPlaces } from './listing.ts'

const flow = { connector: { title: 'Clover' } }

test.each([
  ['one page', [1, 1]],
  ['two pages in turn', [1, 2, 1]],
  ['a ring of four that is entered late', [1, 2, 3, 4, 5, 2]],
  ['where it began', [1, 0]],
])('a listing that comes back to a place is stopped: %s', (_title, offsets) => {
  const isNew = newPlaces(flow, 'customers', { offset: 0 })
  const last = offsets.at(-1)
  for (const offset of offsets.slice(0, -1)) isNew({ offset })
  expect(() => isNew({ offset: last ?? 0 })).toThrow('again and again')
})

test('a listing that goes on is left alone, however long it is', () => {
  const isNew = newPlaces(flow, 'customers', null)
  for (let offset = 0; offset < 10_000; offset += 1) isNew({ offset })
})
