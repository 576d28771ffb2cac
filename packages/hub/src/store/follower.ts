/** How far each follower has come with the change feed. */
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'

/** The last change that it has handled; 0: none yet. */
export async function followedUpTo(db: Db, workspace: number, name: string): Promise<number> {
  const row = await db
    .selectFrom('follower')
    .select('after_id')
    .where('workspace_id', '=', workspace)
    .where('name', '=', name)
    .executeTakeFirst()
  return row?.after_id ?? 0
}

/** Makes its row, before it is first locked. */
export async function insertFollower(db: Db, workspace: number, name: string): Promise<void> {
  await sql`insert into follower (workspace_id, name) values (${workspace}, ${name}) on conflict do nothing`.execute(db)
}

/** It begins anew with the first change. */
export async function restartFollower(tx: Db | Tx, workspace: number, name: string): Promise<void> {
  await tx.deleteFrom('follower').where('workspace_id', '=', workspace).where('name', '=', name).execute()
}

/** Keeps all others from its next page until the transaction ends. Null: another process is at it. */
export async function lockFollower(tx: Tx, workspace: number, name: string): Promise<number | null> {
  const row = await tx
    .selectFrom('follower')
    .select('after_id')
    .where('workspace_id', '=', workspace)
    .where('name', '=', name)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row?.after_id ?? null
}

export async function moveFollower(tx: Tx, workspace: number, name: string, afterId: number): Promise<void> {
  await tx
    .updateTable('follower')
    .set({ after_id: afterId })
    .where('workspace_id', '=', workspace)
    .where('name', '=', name)
    .execute()
}
