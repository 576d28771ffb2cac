import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import { appendEntries, balanceOf, type NewEntry } from './points-entry.ts'

const entry = (changes: Partial<NewEntry>): NewEntry => ({
  ...{ customerId: 7, kind: 'earn', points: 48, key: 'order:1:7:1', orderId: 1, actor: 'points' },
  ...{ at: new Date('2026-03-05T18:00:00Z'), ...changes },
})

test('an effect is entered once, and the answer names what was new', async () => {
  const { kysely: db } = await testDatabase()
  expect(await appendEntries(db, 1, [entry({}), entry({ key: 'order:2:7:1', points: 10 })])).toHaveLength(2)
  const again = [entry({ points: 99 }), entry({ key: 'redemption:1', kind: 'redeem', points: -8, orderId: null })]
  expect(await appendEntries(db, 1, again)).toEqual(['redemption:1'])
  const rows = await db.selectFrom('points_entry').select(['key', 'points', 'order_id', 'note', 'at']).execute()
  expect(rows.map(({ key, points }) => [key, points])).toEqual([
    ['order:1:7:1', 48],
    ['order:2:7:1', 10],
    ['redemption:1', -8],
  ])
  expect(rows[2]).toMatchObject({ order_id: null, note: null, at: new Date('2026-03-05T18:00:00Z') })
  expect(await balanceOf(db, 1, [7, 8])).toEqual(
    new Map([
      [7, 50],
      [8, 0],
    ]),
  )
})
