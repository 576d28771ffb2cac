import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import type { Db } from '../db/database.ts'
import { insertAwaitedDeliveries } from './awaited-delivery.ts'

const now = new Date('2026-03-02T08:00:00Z')

/** Two customers and an order; a flow of each state and direction, all over connection 1, and one over connection 2. */
async function stage(): Promise<Db> {
  const { kysely: db } = await testDatabase()
  for (const id of [1, 2]) {
    await sql`insert into connection (workspace_id, id, name, connector, account, label, credentials)
      overriding system value values (1, ${id}, ${`c${id}`}, 'x', ${`a${id}`}, 'l', '')`.execute(db)
  }
  await sql`insert into flow (workspace_id, id, connection_id, name, entity, direction, endpoint, state, version)
    overriding system value values
      (1, 10, 1, 'profiles', 'Customer', 'from_hub', 'p', 'enabled', 1),
      (1, 11, 1, 'resting', 'Customer', 'from_hub', 'q', 'paused', 1),
      (1, 12, 1, 'in', 'Customer', 'to_hub', 'p', 'enabled', 1),
      (1, 13, 1, 'orders', 'Order', 'from_hub', 'o', 'enabled', 1),
      (1, 14, 2, 'elsewhere', 'Customer', 'from_hub', 'p', 'enabled', 1)`.execute(db)
  await sql`insert into record (workspace_id, id, entity, version, data, provenance, deleted_at)
    values (1, 1, 'Customer', 4, '{}', '{}', null), (1, 2, 'Customer', 1, '{}', '{}', null),
      (1, 3, 'Order', 1, '{}', '{}', null), (1, 4, 'Customer', 1, '{}', '{}', now())`.execute(db)
  return db
}

const awaited = (db: Db, ...ids: number[]) =>
  db.transaction().execute((tx) => insertAwaitedDeliveries(tx, { workspace: 1, connectionId: 1 }, ids, now))

test('a customer who is waited for is due for the enabled flow of customers over that connection, at the newest version', async () => {
  const db = await stage()
  expect(await awaited(db, 1)).toBe(1)
  const rows = await db.selectFrom('delivery').select(['flow_id', 'record_id', 'wanted_version', 'state']).execute()
  expect(rows).toEqual([{ flow_id: 10, record_id: 1, wanted_version: 4, state: 'due' }])
})

test('what the flow holds or has delivered is left as it is, and what is deleted or unknown is passed over', async () => {
  const db = await stage()
  await sql`insert into delivery (workspace_id, flow_id, record_id, wanted_version, due_at, state)
    values (1, 10, 1, 4, ${now}::timestamptz, 'held'), (1, 10, 2, 1, ${now}::timestamptz, 'done')`.execute(db)
  expect(await awaited(db, 1, 2, 4, 99)).toBe(0)
  expect(await db.selectFrom('delivery').select('state').orderBy('record_id').execute()).toEqual([
    { state: 'held' },
    { state: 'done' },
  ])
})
