import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import type { Db } from '../db/database.ts'
import { type OrderPlace, replacePlaces, selectSaidPlaces } from './order-place.ts'

const at = (day: number) => new Date(Date.UTC(2026, 2, day))

function place(orderId: number, key: string, more: Partial<OrderPlace> = {}): OrderPlace {
  return { orderId, key, connectionId: 1, customerId: 9, at: at(orderId), ...more }
}

const put = (db: Db, ids: number[], places: OrderPlace[]) =>
  db.transaction().execute((tx) => replacePlaces(tx, 1, ids, places))

const seen = async (db: Db) =>
  (
    await sql<{ line: string }>`
      select key || ' ' || orders || ' ' || to_char(last_at at time zone 'UTC', 'DD') as line
      from location_seen order by key, connection_id`.execute(db)
  ).rows.map(({ line }) => line)

test('orders are counted where they stand: told again, moved and deleted', async () => {
  const { kysely: db } = await testDatabase()
  await put(db, [1, 2, 3], [place(1, 'A'), place(2, 'A'), place(3, 'B')])
  expect(await seen(db)).toEqual(['A 2 02', 'B 1 03'])
  await put(db, [1, 2, 3], [place(1, 'A'), place(2, 'A', { customerId: null }), place(3, 'B')])
  expect(await seen(db)).toEqual(['A 2 02', 'B 1 03'])
  await put(db, [2], [place(2, 'B')])
  expect(await seen(db)).toEqual(['A 1 02', 'B 2 03'])
  await put(db, [1, 3], [])
  expect(await seen(db)).toEqual(['A 0 02', 'B 1 03'])
})

test('the same key of two sources is two keys', async () => {
  const { kysely: db } = await testDatabase()
  expect(await put(db, [1, 2], [place(1, 'A'), place(2, 'A', { connectionId: 2 })])).toHaveLength(2)
  expect(await seen(db)).toEqual(['A 1 01', 'A 1 02'])
})

test('a key is of the source whose word on it holds; what a person says is a place of the source', async () => {
  const { kysely: db } = await testDatabase()
  const order = (id: number, data: object, provenance: object, entity = 'Order') =>
    sql`
    insert into record (workspace_id, id, entity, data, provenance)
    values (1, ${id}, ${entity}, ${JSON.stringify(data)}::jsonb, ${JSON.stringify(provenance)}::jsonb)`.execute(db)
  const link = (id: number, connection: number, record: number, contribution: object | null) =>
    sql`
    insert into link (workspace_id, connection_id, entity, external_id, id, record_id, contribution)
    values (1, ${connection}, 'Order', ${String(id)}, ${id}, ${record},
      ${contribution === null ? null : JSON.stringify(contribution)}::jsonb)`.execute(db)
  await order(1, { locationId: ' M1 ', customerId: 9, orderedAt: '2026-03-01' }, { '*': '12', locationId: '11' })
  await link(11, 3, 1, {})
  await link(12, 4, 1, {})
  await order(2, { locationId: 'M2' }, { '*': '13', locationId: '14' })
  await link(13, 4, 2, {})
  await link(14, 0, 2, {})
  await order(3, { locationId: 'M3' }, { '*': '15' })
  await link(15, 5, 3, null)
  await order(4, { locationId: '' }, { '*': '16' })
  await link(16, 3, 4, {})
  const places = await selectSaidPlaces(db, 1, [1, 2, 3, 4])
  expect(places.map(({ orderId, connectionId, key, customerId }) => [orderId, connectionId, key, customerId])).toEqual([
    [1, 3, 'M1', '9'],
    [2, 4, 'M2', null],
  ])
})
