import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Row } from './profile.ts'
import { loadsOf } from './send-in-bulk.ts'

const row = (length: number): Row => ({ type: 'profile', attributes: { first_name: 'x'.repeat(length) } })

test('every row goes into one job, in order, and no job is over a bound', () => {
  const bounds = { rows: 5, bytes: 1_000, rowBytes: 400 }
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 420 })), (lengths) => {
      const rows = lengths.map(row)
      const size = (each: Row) => Buffer.byteLength(JSON.stringify(each)) + 1
      const loads = loadsOf(rows, bounds)
      for (const load of loads) {
        expect(load.rows.length).toBeLessThanOrEqual(bounds.rows)
        expect(load.rows.reduce((sum, each) => sum + size(each), 0)).toBeLessThanOrEqual(bounds.bytes)
      }
      const expected = rows.flatMap((each, at) => (size(each) > bounds.rowBytes ? [] : [at]))
      expect(loads.flatMap(({ places }) => places)).toEqual(expected)
    }),
  )
})

test('bytes are counted as they travel, not as characters', () => {
  const wide: Row = { type: 'profile', attributes: { first_name: '漢'.repeat(100) } }
  expect(loadsOf([wide, wide], { rows: 5, bytes: 500, rowBytes: 400 }).length).toBe(2)
})
