/** Answers that are kept for whoever asks the same again. */
import { sql } from 'kysely'
import type { Db } from '../db/database.ts'

/** A request by the name that its sender gave it. */
export interface NamedRequest {
  workspaceId: number
  actor: string
  key: string
}

export interface Answer {
  status: number
  location: string | null
  body: string | null
}

interface KeptAnswer extends Omit<Answer, 'status'> {
  requestHash: string
  at: Date
  /** Null: it is under way, or whoever carried it out ended over it. */
  status: number | null
}

/** Takes the name for this request: null where it is ours now, else what was asked under it after `expired`. */
export async function claimAnswer(
  db: Db,
  request: NamedRequest & { hash: string },
  at: { now: Date; expired: Date },
): Promise<KeptAnswer | null> {
  const { workspaceId, actor, key, hash } = request
  const { rows } = await sql`
    insert into kept_answer as kept (workspace_id, actor, key, request_hash, at)
    values (${workspaceId}, ${actor}, ${key}, ${hash}, ${at.now}::timestamptz)
    on conflict (workspace_id, actor, key) do update set
      request_hash = excluded.request_hash, status = null, location = null, body = null, at = excluded.at
    where kept.at < ${at.expired}::timestamptz
    returning key`.execute(db)
  if (rows.length > 0) return null
  const known = await sql<KeptAnswer>`
    select request_hash as "requestHash", at, status, location, body from kept_answer
    where workspace_id = ${workspaceId} and actor = ${actor} and key = ${key}`.execute(db)
  // Gone between the two looks: it was refused just now, and the next try has the name to itself.
  return known.rows[0] ?? { requestHash: hash, at: at.now, status: null, location: null, body: null }
}

export async function storeAnswer(db: Db, request: NamedRequest, { status, location, body }: Answer): Promise<void> {
  await sql`
    update kept_answer set status = ${status}, location = ${location}, body = ${body} where ${isOpen(request)}`.execute(
    db,
  )
}

/** Nothing was done under this name: it can be asked again. */
export async function freeAnswer(db: Db, request: NamedRequest): Promise<void> {
  await sql`delete from kept_answer where ${isOpen(request)}`.execute(db)
}

function isOpen({ workspaceId, actor, key }: NamedRequest) {
  return sql`workspace_id = ${workspaceId} and actor = ${actor} and key = ${key} and status is null`
}

/** Some thousand of those that are older; answers how many. */
export async function forgetAnswers(db: Db, workspaceId: number, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from kept_answer where ctid in (
      select ctid from kept_answer where workspace_id = ${workspaceId} and at < ${before}::timestamptz
      limit 5000)`.execute(db)
  return Number(numAffectedRows ?? 0)
}
