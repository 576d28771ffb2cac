import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import { refreshStatistics } from './statistics.ts'

test('statistics are taken when new records are more than they know of, and not again before there are more', async () => {
  const { kysely: db } = await testDatabase()
  await sql`analyze record`.execute(db)
  const store = (from: number, to: number) =>
    sql`insert into record (workspace_id, id, entity, data, provenance)
      select 1, id, 'Customer', '{}', '{}' from generate_series(${from}::int, ${to}::int) id`.execute(db)
  const known = async () => {
    const { rows } = await sql<{
      n: number
    }>`select reltuples::int as n from pg_class where relname = 'record'`.execute(db)
    return rows[0]?.n
  }
  await store(1, 600)
  await refreshStatistics(db, 600)
  expect(await known()).toBe(600)
  await store(601, 1_100)
  await refreshStatistics(db, 500)
  expect(await known()).toBe(600)
  await refreshStatistics(db, 1_100)
  expect(await known()).toBe(1_100)
})
