/** How much of a large table is read for the customers of one source. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import type { Tx } from '../db/database.ts'
import { listRecords } from './record-view.ts'

test.each([
  ['few among many', 3, 'i % 1000 = 0'],
  ['none but the newest', 4, 'i > 19980'],
])('S4-027 the customers of a source that has %s are listed without reading the others', async (_, id, where) => {
  const { kysely: db } = await testDatabase()
  await sql`insert into record (workspace_id, id, entity, data, provenance)
    select 1, i, 'Customer', '{}', '{}' from generate_series(1, 20000) i`.execute(db)
  const link = (connection: number, which: string) =>
    sql`insert into link (workspace_id, connection_id, entity, external_id, id, record_id, contribution)
      select 1, ${connection}, 'Customer', 'E' || i, nextval('link_id'), i, '{"a":1}'
      from generate_series(1, 20000) i where ${sql.raw(which)}`.execute(db)
  await link(2, 'true')
  await link(id, where)
  await sql`analyze`.execute(db)
  const from = { connectionIds: [id], hands: [] }
  await db.transaction().execute(async (tx) => {
    const before = await readSoFar(tx)
    expect(await listRecords(tx, 1, { after: 0, limit: 51, entity: 'Customer', from })).toHaveLength(20)
    expect((await readSoFar(tx)) - before).toBeLessThan(200)
  })
})

/** Records that this connection has read and not reported yet. */
async function readSoFar(tx: Tx): Promise<number> {
  const { rows } = await sql<{ read: number }>`
    select seq_tup_read + idx_tup_fetch as read from pg_stat_xact_user_tables where relname = 'record'`.execute(tx)
  return rows[0]?.read ?? 0
}
