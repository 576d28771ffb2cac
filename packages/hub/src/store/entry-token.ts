/** Tokens that open the door once. */
import type { Db, Tx } from '../db/database.ts'

export async function insertEntryToken(
  db: Db | Tx,
  token: { workspaceId: number; hash: string; personId: number | null; expiresAt: Date },
): Promise<void> {
  const { workspaceId, hash, personId, expiresAt } = token
  await db
    .insertInto('entry_token')
    .values({ workspace_id: workspaceId, hash, person_id: personId, expires_at: expiresAt })
    .execute()
}

/** Takes the token away; null where it was never there, was used, or is too old. A null person: the set-up token. */
export async function useEntryToken(
  db: Db | Tx,
  workspaceId: number,
  hash: string,
  now: Date,
): Promise<{ personId: number | null } | null> {
  const row = await db
    .deleteFrom('entry_token')
    .where('workspace_id', '=', workspaceId)
    .where('hash', '=', hash)
    .returning(['person_id', 'expires_at'])
    .executeTakeFirst()
  return row === undefined || row.expires_at <= now ? null : { personId: row.person_id }
}

/** Those for setting up, or those of one person: a newer one takes their place. */
export async function deleteEntryTokens(db: Db | Tx, workspaceId: number, personId: number | null): Promise<void> {
  const query = db.deleteFrom('entry_token').where('workspace_id', '=', workspaceId)
  await (personId === null ? query.where('person_id', 'is', null) : query.where('person_id', '=', personId)).execute()
}
