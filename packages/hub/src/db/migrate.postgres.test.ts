/** Migrations of databases that hold much. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newPlace } from '../../../../test/database/test-database.ts'
import { openDatabase } from './database.ts'
import { migrate } from './migrate.ts'

test('a migration may take as long as it needs, and what comes after it may not', async () => {
  const database = await openDatabase(await newPlace({ migrated: false }))
  const { kysely: db } = database
  try {
    await sql`create table allowed (time text)`.execute(db)
    await sql`create function note_time() returns event_trigger language plpgsql as $$
      begin insert into allowed values (current_setting('statement_timeout')); end $$`.execute(db)
    await sql`create event trigger note_time on ddl_command_start when tag in ('CREATE INDEX')
      execute function note_time()`.execute(db)
    await migrate(db)
    expect((await sql`select distinct time from allowed`.execute(db)).rows).toEqual([{ time: '0' }])
    const { rows } = await sql`select current_setting('statement_timeout') as time`.execute(db)
    expect(rows).toEqual([{ time: '2min' }])
  } finally {
    await database.close()
  }
})
