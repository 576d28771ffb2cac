/** How much of a large table a page of a list costs. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import type { Db, Tx } from '../db/database.ts'
import { pageRecords } from './reconcile.ts'
import { listRecords } from './record-view.ts'
import { firstRecordIds } from './would-be-delivery.ts'

test.each<[string, (db: Db) => Promise<unknown[]>]>([
  ['listed', (db) => listRecords(db, 1, { after: 0, limit: 50, entity: 'Order' })],
  ['compared', (db) => pageRecords(db, { ...{ workspace: 1, flowId: 1, connectionId: 1 }, entity: 'Order' }, page)],
  ['tried', (db) => firstRecordIds(db, 1, 'Order', 50)],
])('a few records behind many of another kind are %s without those', async (_, list) => {
  const { kysely: db } = await testDatabase()
  await sql`insert into record (workspace_id, id, entity, data, provenance)
    select 1, i, case when i > 20000 then 'Order' else 'Customer' end, '{}', '{}' from generate_series(1, 20010) i`.execute(
    db,
  )
  await sql`analyze record`.execute(db)
  await db.transaction().execute(async (tx) => {
    const before = await readSoFar(tx)
    expect(await list(tx)).toHaveLength(10)
    expect((await readSoFar(tx)) - before).toBeLessThan(50)
  })
})

const page = { after: 0, limit: 500 }

/** Rows of the table that this connection has read and not reported yet. */
async function readSoFar(tx: Tx): Promise<number> {
  const { rows } = await sql<{ read: number }>`
    select seq_tup_read + idx_tup_fetch as read from pg_stat_xact_user_tables where relname = 'record'`.execute(tx)
  return rows[0]?.read ?? 0
}
