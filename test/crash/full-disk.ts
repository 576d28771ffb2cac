import { sql } from 'kysely'
import type { Db } from '../../packages/hub/src/db/database.ts'

const tables = ['record', 'link', 'run', 'delivery', 'inbox', 'flow']

/** From here on every table that a sync writes answers with the very error that PostgreSQL gives when its disk is full. */
export async function fillDisk(db: Db): Promise<void> {
  await sql`
    create or replace function disk_full() returns trigger language plpgsql as
    $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`.execute(
    db,
  )
  for (const table of tables) {
    await sql`create trigger disk_full before insert or update on ${sql.id(table)} for each statement
      execute function disk_full()`.execute(db)
  }
}

export async function emptyDisk(db: Db): Promise<void> {
  for (const table of tables) await sql`drop trigger disk_full on ${sql.id(table)}`.execute(db)
}
