/** Attempts to get in that failed, or are not judged yet, by what they count against. */
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'

/** What attempts count against, and how soon the next may follow. */
export interface Patience {
  subject: string
  /** So many are heard at once. */
  free: number
  /** How long the one after those has to wait; each further one waits twice as long. */
  firstWaitMs: number
  longestWaitMs: number
}

/** Where a subject stands. */
export interface Standing {
  failures: number
  lastAt: Date
}

/**
 * Counts an attempt where one may be made by now, and answers whether it was counted. Attempts of the same moment are
 * judged one after the other, each by all before it. Who failed last before `quietSince` begins anew.
 */
export async function addAttempt(
  db: Db | Tx,
  workspaceId: number,
  { subject, free, firstWaitMs, longestWaitMs }: Patience,
  { at, quietSince }: { at: Date; quietSince: Date },
): Promise<boolean> {
  const { rows } = await sql`
    insert into sign_in_failure as had (workspace_id, subject, failures, last_at)
    values (${workspaceId}, ${subject}, 1, ${at})
    on conflict (workspace_id, subject) do update set last_at = excluded.last_at,
      failures = case when had.last_at < ${quietSince} then 1 else had.failures + 1 end
    where had.failures < ${free}::int or had.last_at + make_interval(secs =>
      least(${firstWaitMs}::float8 * power(2, least(had.failures - ${free}::int, 20)), ${longestWaitMs}::float8) / 1000
    ) <= excluded.last_at
    returning had.failures`.execute(db)
  return rows.length > 0
}

export async function findStanding(db: Db | Tx, workspaceId: number, subject: string): Promise<Standing | null> {
  const row = await db
    .selectFrom('sign_in_failure')
    .select(['failures', 'last_at'])
    .where('workspace_id', '=', workspaceId)
    .where('subject', '=', subject)
    .executeTakeFirst()
  return row === undefined ? null : { failures: row.failures, lastAt: row.last_at }
}

/** One attempt was none. */
export async function takeBackAttempt(db: Db | Tx, workspaceId: number, subject: string): Promise<void> {
  await db
    .updateTable('sign_in_failure')
    .set({ failures: sql`greatest(failures - 1, 0)` })
    .where('workspace_id', '=', workspaceId)
    .where('subject', '=', subject)
    .execute()
}

/** Forgets a subject, and all who have been quiet since. */
export async function forgetAttempts(
  db: Db | Tx,
  workspaceId: number,
  { subject, quietSince }: { subject: string; quietSince: Date },
): Promise<void> {
  await db
    .deleteFrom('sign_in_failure')
    .where('workspace_id', '=', workspaceId)
    .where((row) => row.or([row('subject', '=', subject), row('last_at', '<', quietSince)]))
    .execute()
}
