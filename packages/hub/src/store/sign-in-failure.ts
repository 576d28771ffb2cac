/** Failed sign-ins in a row, by account and by address. */
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'

export async function findFailures(
  db: Db | Tx,
  workspaceId: number,
  subject: string,
): Promise<{ failures: number; lastAt: Date } | null> {
  const row = await db
    .selectFrom('sign_in_failure')
    .select(['failures', 'last_at'])
    .where('workspace_id', '=', workspaceId)
    .where('subject', '=', subject)
    .executeTakeFirst()
  return row === undefined ? null : { failures: row.failures, lastAt: row.last_at }
}

/** Counts one more; after a quiet time of so many milliseconds it counts from one again. */
export async function addFailure(
  db: Db | Tx,
  failure: { workspaceId: number; subject: string; at: Date; quietMs: number },
): Promise<void> {
  const { workspaceId, subject, at, quietMs } = failure
  const quietSince = new Date(at.getTime() - quietMs)
  await sql`
    insert into sign_in_failure (workspace_id, subject, failures, last_at)
    values (${workspaceId}, ${subject}, 1, ${at})
    on conflict (workspace_id, subject) do update set last_at = excluded.last_at,
      failures = case when sign_in_failure.last_at < ${quietSince} then 1 else sign_in_failure.failures + 1 end`.execute(
    db,
  )
}

export async function forgetFailures(db: Db | Tx, workspaceId: number, subject: string): Promise<void> {
  await db
    .deleteFrom('sign_in_failure')
    .where('workspace_id', '=', workspaceId)
    .where('subject', '=', subject)
    .execute()
}
