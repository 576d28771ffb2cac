import { sql } from 'kysely'
import type { Db } from '../db/database.ts'

/**
 * Tells the planner what the tables hold, once so many new records are more than it knows of, and unless somebody else
 * is about it. Until it is told, it takes every table for a handful of rows and reads all of it where one look-up a row
 * would do. Plans lean on how much there is, for which a tenth of the usual sample does: the whole one holds up a first
 * sync for half a second.
 */
export async function refreshStatistics(db: Db, created: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ due: boolean }>`
      select reltuples < ${created} and pg_try_advisory_xact_lock(oid::int, 0) as due
      from pg_class where oid = 'record'::regclass`.execute(tx)
    if (rows[0]?.due !== true) return
    await sql`set local default_statistics_target = 10`.execute(tx)
    await sql`analyze record, record_key, link, change, delivery`.execute(tx)
  })
}

/** Gives back the room of dead rows and refreshes all statistics: what a server does by itself. */
export async function vacuum(db: Db): Promise<void> {
  await sql`vacuum (analyze)`.execute(db)
}
