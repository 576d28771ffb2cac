import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../../test/database/test-database.ts'
import type { Db } from '../../db/database.ts'
import { usualLoyalty } from '../../store/loyalty-settings.ts'
import { balanceOf } from '../../store/points-entry.ts'
import { changed, usualSettings, writeSettings } from '../../store/workspace-settings.ts'
import { recomputePage } from './recompute.ts'

const now = new Date('2026-03-09T12:00:00Z')

/** So many orders of 10.00 on one day, of two customers in turn. */
async function shop(orders: number): Promise<Db> {
  const { kysely: db } = await testDatabase()
  await sql`
    insert into record (workspace_id, id, entity, data, provenance)
    select 1, id, 'Order', jsonb_build_object('customerId', 7 + id % 2, 'status', 'PAID', 'currency', 'USD',
      'total', 1000, 'orderedAt', '2026-03-05T18:00:00.000Z'), '{}'
    from generate_series(1, ${orders}::int) as id`.execute(db)
  return db
}

const choose = (db: Db, changes: Partial<typeof usualLoyalty>) =>
  writeSettings(db, 1, changed(usualSettings, { loyalty: { ...usualLoyalty, isOn: true, ...changes } }))

async function recompute(db: Db, isDry = false, limit = 4) {
  const sum = { orders: 0, given: 0, taken: 0 }
  const customers = new Set<number>()
  for (let after: number | null = 0; after !== null; ) {
    const page = await recomputePage(db, { workspace: 1, now, actor: 'Ann', after, limit, isDry })
    for (const name of ['orders', 'given', 'taken'] as const) sum[name] += page[name]
    for (const id of page.customers) customers.add(id)
    after = page.next
  }
  return { ...sum, customers: customers.size }
}

test('a dry recompute says exactly what the real one then moves, and moves nothing', async () => {
  const db = await shop(10)
  await choose(db, { perVisit: 5, visitsADay: 2 })
  const dry = await recompute(db, true)
  expect(dry).toEqual({ orders: 10, given: 120, taken: 0, customers: 2 })
  expect(await balanceOf(db, 1, [7, 8])).toEqual(
    new Map([
      [7, 0],
      [8, 0],
    ]),
  )
  expect(await recompute(db)).toEqual(dry)
  expect(await recompute(db)).toEqual({ orders: 10, given: 0, taken: 0, customers: 0 })
})

test('new rules hold for every order, back to the first', async () => {
  const db = await shop(10)
  await choose(db, { perVisit: 5, visitsADay: 2 })
  await recompute(db)
  await choose(db, { pointsPerHundred: 50, perVisit: 5, visitsADay: 1 })
  expect(await recompute(db)).toEqual({ orders: 10, given: 0, taken: 60, customers: 2 })
  expect(await balanceOf(db, 1, [7])).toEqual(new Map([[7, 30]]))
})

test('what orders that left the lists had earned is taken back', async () => {
  const db = await shop(6)
  await choose(db, {})
  await recompute(db)
  await sql`update record set deleted_at = now() where id < 3`.execute(db)
  expect(await recompute(db)).toEqual({ orders: 6, given: 0, taken: 20, customers: 2 })
})
