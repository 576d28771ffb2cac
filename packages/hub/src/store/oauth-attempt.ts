/** Sign-ins at vendors that were begun. */
import type { Json, JsonObject } from '@trefoil/sdk'
import type { Selectable } from 'kysely'
import type { Db } from '../db/database.ts'
import type { OauthAttemptTable } from '../db/tables.gen.ts'
import { jsonObject } from './json-column.ts'

/** One sign-in, from the first click to the connection. */
export interface OAuthAttempt {
  id: number
  connector: string
  connection: string
  sealedRequest: string
  actor: string
  /** Null: a program began it. */
  personId: number | null
  progress: OAuthProgress
  problem: JsonObject | null
  expiresAt: Date
}

/** `under_way`: the browser came back, and the vendor is being asked. */
export type OAuthProgress = 'waiting' | 'under_way' | 'connected' | 'failed'

export async function insertOAuthAttempt(
  db: Db,
  of: { workspaceId: number; stateHash: string } & Omit<OAuthAttempt, 'id' | 'progress' | 'problem'>,
): Promise<OAuthAttempt> {
  const row = await db
    .insertInto('oauth_attempt')
    .values({
      workspace_id: of.workspaceId,
      state_hash: of.stateHash,
      connector: of.connector,
      connection: of.connection,
      request: of.sealedRequest,
      actor: of.actor,
      person_id: of.personId,
      expires_at: of.expiresAt,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return fromRow(row)
}

export async function findOAuthAttempt(
  db: Db,
  workspaceId: number,
  by: { id: number } | { stateHash: string },
): Promise<OAuthAttempt | null> {
  const query = db.selectFrom('oauth_attempt').selectAll().where('workspace_id', '=', workspaceId)
  const found = 'id' in by ? query.where('id', '=', by.id) : query.where('state_hash', '=', by.stateHash)
  const row = await found.executeTakeFirst()
  return row === undefined ? null : fromRow(row)
}

/** True: the browser came back for the first time, and in time. */
export async function takeOAuthAttempt(db: Db, workspaceId: number, id: number, now: Date): Promise<boolean> {
  const row = await db
    .updateTable('oauth_attempt')
    .set({ progress: 'under_way' })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .where('progress', '=', 'waiting')
    .where('expires_at', '>', now)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** How it ended. What was sealed for it has served. */
export async function endOAuthAttempt(
  db: Db,
  workspaceId: number,
  id: number,
  end: { progress: 'connected'; problem: null } | { progress: 'failed'; problem: Json },
): Promise<void> {
  await db
    .updateTable('oauth_attempt')
    .set({ progress: end.progress, problem: end.problem === null ? null : JSON.stringify(end.problem), request: '' })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

export async function forgetOAuthAttempts(db: Db, workspaceId: number, before: Date): Promise<void> {
  await db
    .deleteFrom('oauth_attempt')
    .where('workspace_id', '=', workspaceId)
    .where('expires_at', '<', before)
    .execute()
}

const progresses: readonly OAuthProgress[] = ['waiting', 'under_way', 'connected', 'failed']

function fromRow(row: Selectable<OauthAttemptTable>): OAuthAttempt {
  return {
    id: row.id,
    connector: row.connector,
    connection: row.connection,
    sealedRequest: row.request,
    actor: row.actor,
    personId: row.person_id,
    progress: progresses.find((each) => each === row.progress) ?? 'failed',
    problem: jsonObject(row.problem),
    expiresAt: row.expires_at,
  }
}
