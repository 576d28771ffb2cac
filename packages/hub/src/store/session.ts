/** Who is signed in. A session's secret is known to its browser alone; here stands its hash. */
import type { Db, Tx } from '../db/database.ts'

export interface StoredSession {
  personId: number
  createdAt: Date
  seenAt: Date
}

/** A session as its person may look at it. */
export interface SessionView {
  id: number
  hash: string
  /** The browser, as it calls itself. */
  agent: string
  address: string
  createdAt: Date
  seenAt: Date
}

export async function insertSession(
  db: Db | Tx,
  session: { workspaceId: number; hash: string; personId: number; at: Date; agent: string; address: string },
): Promise<void> {
  const { workspaceId, hash, personId, at, agent, address } = session
  await db
    .insertInto('session')
    .values({ workspace_id: workspaceId, hash, person_id: personId, created_at: at, seen_at: at, agent, address })
    .execute()
}

/** The one used last stands first; those that ended by themselves before these instants are left out. */
export async function listSessions(
  db: Db | Tx,
  workspaceId: number,
  personId: number,
  since: { createdAt: Date; seenAt: Date },
): Promise<SessionView[]> {
  return db
    .selectFrom('session')
    .select(['id', 'hash', 'agent', 'address', 'created_at as createdAt', 'seen_at as seenAt'])
    .where('workspace_id', '=', workspaceId)
    .where('person_id', '=', personId)
    .where('created_at', '>=', since.createdAt)
    .where('seen_at', '>=', since.seenAt)
    .orderBy('seen_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

/** One session of a person; false where there is none. */
export async function deleteSessionOf(
  db: Db | Tx,
  workspaceId: number,
  personId: number,
  id: number,
): Promise<boolean> {
  const done = await db
    .deleteFrom('session')
    .where('workspace_id', '=', workspaceId)
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .executeTakeFirst()
  return done.numDeletedRows > 0n
}

export async function findSession(db: Db | Tx, workspaceId: number, hash: string): Promise<StoredSession | null> {
  const row = await db
    .selectFrom('session')
    .select(['person_id', 'created_at', 'seen_at'])
    .where('workspace_id', '=', workspaceId)
    .where('hash', '=', hash)
    .executeTakeFirst()
  return row === undefined ? null : { personId: row.person_id, createdAt: row.created_at, seenAt: row.seen_at }
}

export async function touchSession(db: Db | Tx, workspaceId: number, hash: string, at: Date): Promise<void> {
  await db
    .updateTable('session')
    .set({ seen_at: at })
    .where('workspace_id', '=', workspaceId)
    .where('hash', '=', hash)
    .execute()
}

export async function deleteSession(db: Db | Tx, workspaceId: number, hash: string): Promise<void> {
  await db.deleteFrom('session').where('workspace_id', '=', workspaceId).where('hash', '=', hash).execute()
}

/** Everywhere but here, where `except` is given. Answers how many ended. */
export async function deleteSessionsOf(
  db: Db | Tx,
  workspaceId: number,
  personId: number,
  except?: string,
): Promise<number> {
  let query = db.deleteFrom('session').where('workspace_id', '=', workspaceId).where('person_id', '=', personId)
  if (except !== undefined) query = query.where('hash', '<>', except)
  return Number((await query.executeTakeFirst()).numDeletedRows)
}

export async function deleteSessionsBefore(
  db: Db | Tx,
  workspaceId: number,
  before: { createdAt: Date; seenAt: Date },
): Promise<void> {
  await db
    .deleteFrom('session')
    .where('workspace_id', '=', workspaceId)
    .where((e) => e.or([e('created_at', '<', before.createdAt), e('seen_at', '<', before.seenAt)]))
    .execute()
}
