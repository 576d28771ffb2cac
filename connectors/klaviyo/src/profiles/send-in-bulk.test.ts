import { openSession } from '@trefoil/sdk/testing'
import { startKlaviyo } from '@trefoil/simulators'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { klaviyo } from '../connector.ts'
import type { Prepared } from './prepare.ts'
import type { Row } from './profile.ts'
import { loadsOf, sendInBulk } from './send-in-bulk.ts'

const vendor = await startKlaviyo({ limits: false })
afterAll(() => vendor.stop())

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

test('an upload that is answered without an id costs the other jobs of the batch nothing', async () => {
  const body = JSON.stringify({ data: { type: 'profile-bulk-import-job', id: '' } })
  vendor.faults.add({ match: 'POST /api/profile-bulk-import-jobs', kind: 'status', status: 202, body, after: 1 })
  const session = openSession(klaviyo, { endpoint: vendor.url, credentials: { apiKey: vendor.apiKey }, settings: {} })
  const outcomes = await sendInBulk(session, [0, 1, 2].map(prepared), false, { rows: 1, bytes: 1_000, rowBytes: 400 })
  expect(outcomes).toMatchObject([
    { status: 'accepted' },
    { status: 'failed', fault: { kind: 'unavailable' } },
    { status: 'accepted' },
  ])
})

function prepared(index: number): Prepared {
  const wishes = { subscribe: null, lists: [], withdrawn: [], consentedAt: null }
  return { index, id: null, attributes: { email: `p${index}@example.org` }, unset: [], wishes, warnings: [] }
}
