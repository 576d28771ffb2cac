import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newPlace } from '../../../../test/database/test-database.ts'
import { openDatabase } from './database.ts'
import { migrate } from './migrate.ts'

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

test('a migration that fails names itself and keeps nothing of what it did', async () => {
  await using database = await opened()
  // In the way of the migration, but not of its first tables.
  await sql`create table poll (stray int)`.execute(database.kysely)
  await expect(migrate(database.kysely)).rejects.toThrow('Migration 0001_hub failed; nothing of it was kept')
  const { rows } = await sql`select tablename from pg_tables where tablename = 'workspace'`.execute(database.kysely)
  expect(rows).toEqual([])
})

async function opened() {
  const database = await openDatabase(await newPlace({ migrated: false }))
  return { ...database, [Symbol.asyncDispose]: () => database.close() }
}
