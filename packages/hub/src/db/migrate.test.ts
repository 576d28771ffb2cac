import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newPlace, testDatabase } from '../../../../test/database/test-database.ts'
import { openDatabase } from './database.ts'
import { migrate, runScript } from './migrate.ts'
import { UnreachableError } from './postgres.ts'

test('the first migration builds the hub, and a second one in a row finds nothing to do', async () => {
  await using database = await opened()
  expect(await migrate(database.kysely)).toContain('0001_hub')
  expect(await migrate(database.kysely)).toEqual([])
  const { rows } = await sql`select id, name from workspace`.execute(database.kysely)
  expect(rows).toEqual([{ id: 1, name: 'My shop' }])
})

test('of several that migrate at once one does it, and the others wait until it is done', async () => {
  await using database = await opened()
  const done = await Promise.all(
    Array.from({ length: 5 }, async () => {
      const applied = await migrate(database.kysely)
      await database.kysely.selectFrom('delivery').select('record_id').execute()
      return applied.length
    }),
  )
  const [first, ...others] = done.sort((a, b) => b - a)
  expect(first).toBeGreaterThan(0)
  expect(others).toEqual([0, 0, 0, 0])
})

test('a database that a newer version has used is refused in a sentence, and stays as it is', async () => {
  await using database = await opened()
  await migrate(database.kysely)
  await sql`insert into kysely_migration (name, timestamp) values ('9999_later', '')`.execute(database.kysely)
  const refused = migrate(database.kysely)
  await expect(refused).rejects.toThrow(UnreachableError)
  await expect(refused).rejects.toThrow('another version of Trefoil, by 9999_later')
})

test('a migration that fails names itself and keeps nothing of what it did', async () => {
  await using database = await opened()
  // In the way of the migration, but not of its first tables.
  await sql`create table poll (stray int)`.execute(database.kysely)
  await expect(migrate(database.kysely)).rejects.toThrow('Migration 0001_hub failed; nothing of it was kept')
  const { rows } = await sql`select tablename from pg_tables where tablename = 'workspace'`.execute(database.kysely)
  expect(rows).toEqual([])
})

test('a job that was open when its writes came to be compressed is given up, and its records are looked up first', async () => {
  const { kysely: db } = await testDatabase()
  const jobs = [
    { flow: 5, receipt: '{"job":"J1"}', ids: [1, 2] },
    { flow: 5, receipt: null, ids: [3] },
    { flow: 6, receipt: '{"job":"J2"}', ids: [3] },
  ]
  await sql`
    insert into delivery (workspace_id, flow_id, record_id, wanted_version, due_at)
    select 1, f, r, 1, now() from generate_series(5, 6) f, generate_series(1, 3) r`.execute(db)
  for (const { flow, receipt, ids } of jobs) {
    await sql`
      insert into batch (workspace_id, flow_id, receipt, record_ids, writes, due_at)
      values (1, ${flow}, ${receipt}::jsonb, ${ids}::bigint[], '[]', now())`.execute(db)
  }
  await runScript(db, '0018_compressed_writes.sql')
  const begun = await sql`select flow_id, record_id from delivery where begun order by 1, 2`.execute(db)
  expect(begun.rows).toEqual([
    { flow_id: 5, record_id: 1 },
    { flow_id: 5, record_id: 2 },
    { flow_id: 6, record_id: 3 },
  ])
  expect((await sql`select record_ids from batch`.execute(db)).rows).toEqual([{ record_ids: [3] }])
})

async function opened() {
  const database = await openDatabase(await newPlace({ migrated: false }))
  return { ...database, [Symbol.asyncDispose]: () => database.close() }
}
