/** Where vendors knock for a connection, and what proves that it is they. */
import { sql } from 'kysely'
import type { Db } from '../db/database.ts'

/** The door of one connection. Its secrets are sealed. */
export interface Hook {
  /** The part of its address that nobody guesses. */
  key: string
  secrets: string | null
  /** Taken besides until the instant; null: none are. */
  secretsBefore: string | null
  secretsBeforeUntil: Date | null
}

interface HookPlace {
  workspace: number
  connectionId: number
}

export async function findHook(db: Db, of: HookPlace): Promise<Hook | null> {
  const row = await db
    .selectFrom('hook')
    .select(['key', 'secrets', 'secrets_before as secretsBefore', 'secrets_before_until as secretsBeforeUntil'])
    .where('workspace_id', '=', of.workspace)
    .where('connection_id', '=', of.connectionId)
    .executeTakeFirst()
  return row ?? null
}

/** The door, made with this key where there is none yet. */
export async function ensureHook(db: Db, of: HookPlace & { key: string }): Promise<Hook> {
  await db
    .insertInto('hook')
    .values({ workspace_id: of.workspace, connection_id: of.connectionId, key: of.key })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'connection_id']).doNothing())
    .execute()
  return (await findHook(db, of)) ?? { key: of.key, secrets: null, secretsBefore: null, secretsBeforeUntil: null }
}

/** New secrets; those that stood there are taken besides until the instant. */
export async function setHookSecrets(db: Db, of: HookPlace & { secrets: string; beforeUntil: Date }): Promise<void> {
  await sql`
    update hook set secrets_before = secrets,
      secrets_before_until = case when secrets is null then null else ${of.beforeUntil}::timestamptz end,
      secrets = ${of.secrets}
    where workspace_id = ${of.workspace} and connection_id = ${of.connectionId}`.execute(db)
}
