import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import type { Db } from '../db/database.ts'
import { deleteChoice, putChoice, selectChoice, selectVisits } from './favourite-store.ts'
import { replacePlaces } from './order-place.ts'
import { listRecords } from './record-view.ts'

const now = new Date('2026-03-09T12:00:00Z')

/** Stores A and B with a key each, and the orders of three customers: 1 likes A, 2 likes B, 3 bought in neither. */
async function shop() {
  const { kysely: db } = await testDatabase()
  const { rows } = await sql<{ id: number }>`
    insert into connection (workspace_id, name, connector, account, label, credentials)
    values (1, 'till', 'clover', 'M', 'M', 'x') returning id`.execute(db)
  const till = rows[0]?.id ?? 0
  const stores = await sql<{ id: number }>`
    insert into store (workspace_id, name) values (1, 'A'), (1, 'B') returning id`.execute(db)
  const [a = 0, b = 0] = stores.rows.map(({ id }) => id)
  await sql`
    insert into store_key (workspace_id, connection_id, key, store_id)
    values (1, ${till}, 'A', ${a}), (1, ${till}, 'A2', ${a}), (1, ${till}, 'B', ${b})`.execute(db)
  await sql`
    insert into record (workspace_id, id, entity, data, provenance)
    select 1, id, 'Customer', jsonb_build_object('firstName', 'Nora'), '{}' from generate_series(1, 3) id`.execute(db)
  const order = (orderId: number, customerId: number, key: string) => {
    return { orderId, customerId, key, connectionId: till, at: new Date(now.getTime() + orderId) }
  }
  const orders = [order(10, 1, 'A'), order(11, 1, 'B'), order(12, 1, 'A2'), order(13, 2, 'A'), order(14, 2, 'B')]
  const ids = orders.map(({ orderId }) => orderId)
  await db.transaction().execute((tx) => replacePlaces(tx, 1, ids, [...orders, order(15, 3, 'elsewhere')]))
  return { db, a, b }
}

const liking = async (db: Db, store: number, more: { q?: string; after?: number; limit?: number } = {}) =>
  (await listRecords(db, 1, { after: 0, limit: 50, entity: 'Customer', store, ...more })).map(({ id }) => id)

test('the store with the most orders comes first, whatever its keys, and of equals that of the newest', async () => {
  const { db, a, b } = await shop()
  const visits = async (id: number) => (await selectVisits(db, 1, id)).map(({ storeId, orders }) => [storeId, orders])
  expect(await visits(1)).toEqual([
    [a, 2],
    [b, 1],
  ])
  expect(await visits(2)).toEqual([
    [b, 1],
    [a, 1],
  ])
  expect(await visits(3)).toEqual([])
})

test('the list of customers is asked for those who like a store best, page by page and among those found', async () => {
  const { db, a, b } = await shop()
  expect([await liking(db, a), await liking(db, b)]).toEqual([[1], [2]])
  expect([await liking(db, a, { q: 'nora' }), await liking(db, b, { q: 'nora' })]).toEqual([[1], [2]])
  expect(await liking(db, b, { after: 2 })).toEqual([])
  await putChoice(db, 1, { customerId: 3, storeId: a, by: 'ann' }, now)
  await putChoice(db, 1, { customerId: 2, storeId: a, by: 'ann' }, now)
  expect([await liking(db, a), await liking(db, b)]).toEqual([[1, 2, 3], []])
  expect([await liking(db, a, { limit: 2 }), await liking(db, a, { after: 2 })]).toEqual([[1, 2], [3]])
  await deleteChoice(db, 1, 2)
  expect(await liking(db, b)).toEqual([2])
})

test('a choice of a store that was archived since is none', async () => {
  const { db, a, b } = await shop()
  await putChoice(db, 1, { customerId: 2, storeId: a, by: 'ann' }, now)
  await sql`update store set archived_at = ${now} where id = ${a}`.execute(db)
  expect(await selectChoice(db, 1, 2)).toBeNull()
  expect(await liking(db, b)).toEqual([2])
})
