import type { Db, Tx } from '../db/database.ts'

export async function countApiKeys(db: Db | Tx, workspaceId: number): Promise<number> {
  const row = await db
    .selectFrom('api_key')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

export async function insertApiKey(
  db: Db | Tx,
  key: { workspaceId: number; name: string; hash: string },
): Promise<void> {
  await db.insertInto('api_key').values({ workspace_id: key.workspaceId, name: key.name, hash: key.hash }).execute()
}

/** The key that hashes to this, in whichever workspace it is. */
export async function findApiKey(
  db: Db | Tx,
  hash: string,
): Promise<{ id: number; workspaceId: number; name: string } | null> {
  const row = await db
    .selectFrom('api_key')
    .select(['id', 'workspace_id', 'name'])
    .where('hash', '=', hash)
    .executeTakeFirst()
  return row === undefined ? null : { id: row.id, workspaceId: row.workspace_id, name: row.name }
}
