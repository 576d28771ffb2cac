import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import { type Role, roles } from './person.ts'

/** A key as it may be shown: never itself. */
export interface ApiKey {
  id: number
  workspaceId: number
  name: string
  role: Role
  /** The parts of the API that it may reach; null: every part. */
  scopes: string[] | null
  createdAt: Date
  usedAt: Date | null
  expiresAt: Date | null
}

/** Whoever may be about to make the first key waits here, until the transaction ends: there is no row to lock yet. */
export async function lockApiKeys(tx: Tx, workspaceId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock('api_key'::regclass::int, ${workspaceId}::int)`.execute(tx)
}

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
  key: {
    workspaceId: number
    name: string
    hash: string
    role: Role
    scopes: string[] | null
    expiresAt: Date | null
  },
): Promise<ApiKey> {
  const row = await db
    .insertInto('api_key')
    .values({
      workspace_id: key.workspaceId,
      name: key.name,
      hash: key.hash,
      role: key.role,
      scopes: key.scopes,
      expires_at: key.expiresAt,
    })
    .returning(shown)
    .executeTakeFirstOrThrow()
  return keyFrom(row)
}

/** The key that hashes to this, in whichever workspace it is. */
export async function findApiKey(db: Db | Tx, hash: string): Promise<ApiKey | null> {
  const row = await db.selectFrom('api_key').select(shown).where('hash', '=', hash).executeTakeFirst()
  return row === undefined ? null : keyFrom(row)
}

export async function listApiKeys(
  db: Db | Tx,
  workspaceId: number,
  page: { after: number; limit: number },
): Promise<ApiKey[]> {
  const rows = await db
    .selectFrom('api_key')
    .select(shown)
    .where('workspace_id', '=', workspaceId)
    .where('id', '>', page.after)
    .orderBy('id')
    .limit(page.limit)
    .execute()
  return rows.map(keyFrom)
}

export async function touchApiKey(db: Db | Tx, workspaceId: number, id: number, at: Date): Promise<void> {
  await db
    .updateTable('api_key')
    .set({ used_at: at })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

/** Answers whether there was such a key. */
export async function deleteApiKey(db: Db | Tx, workspaceId: number, id: number): Promise<boolean> {
  const done = await db
    .deleteFrom('api_key')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return done.numDeletedRows > 0n
}

const shown = ['id', 'workspace_id', 'name', 'role', 'scopes', 'created_at', 'used_at', 'expires_at'] as const

function keyFrom(row: {
  id: number
  workspace_id: number
  name: string
  role: string
  scopes: string[] | null
  created_at: Date
  used_at: Date | null
  expires_at: Date | null
}): ApiKey {
  const role = roles.find((each) => each === row.role) ?? 'viewer'
  const { id, name, scopes } = row
  const times = { createdAt: row.created_at, usedAt: row.used_at, expiresAt: row.expires_at }
  return { id, workspaceId: row.workspace_id, name, role, scopes, ...times }
}
