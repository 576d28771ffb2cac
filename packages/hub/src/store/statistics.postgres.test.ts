import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import { refreshStatistics } from './statistics.ts'

test('statistics that somebody else is about to take are left to him, without a wait', async () => {
  const { kysely: db } = await testDatabase()
  await sql`analyze record`.execute(db)
  const known = async () => {
    const { rows } = await sql<{
      n: number
    }>`select reltuples::int as n from pg_class where relname = 'record'`.execute(db)
    return rows[0]?.n
  }
  await sql`insert into record (workspace_id, id, entity, data, provenance)
    select 1, id, 'Customer', '{}', '{}' from generate_series(1, 500) id`.execute(db)
  await db.transaction().execute(async (other) => {
    await sql`select pg_advisory_xact_lock('record'::regclass::int, 0)`.execute(other)
    await refreshStatistics(db, 500)
    expect(await known()).toBe(0)
  })
  await refreshStatistics(db, 500)
  expect(await known()).toBe(500)
})
