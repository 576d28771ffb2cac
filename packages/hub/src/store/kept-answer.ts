/** Answers that are kept for whoever asks the same again. */
import { sql } from 'kysely'
import type { Db } from '../db/database.ts'

/** A request by the name that its sender gave it. */
export interface NamedRequest {
  workspaceId: number
  actor: string
  key: string
}

/** A name that was taken for a request, by the time when that was done or last renewed. */
export interface Claim extends NamedRequest {
  at: Date
}

export interface Answer {
  status: number
  location: string | null
  body: string | null
}

interface KeptAnswer extends Omit<Answer, 'status'> {
  requestHash: string
  /** Null: it is under way. */
  status: number | null
}

/**
 * Takes the name for this request: null where it is ours now, else what was asked under it. It is free again after
 * `expired`, and where whoever had it never came to an end after `abandoned`.
 */
export async function claimAnswer(
  db: Db,
  request: NamedRequest & { hash: string },
  at: { now: Date; expired: Date; abandoned: Date },
): Promise<KeptAnswer | null> {
  const { workspaceId, actor, key, hash } = request
  const { rows } = await sql`
    insert into kept_answer as kept (workspace_id, actor, key, request_hash, at)
    values (${workspaceId}, ${actor}, ${key}, ${hash}, ${at.now}::timestamptz)
    on conflict (workspace_id, actor, key) do update set
      request_hash = excluded.request_hash, status = null, location = null, body = null, at = excluded.at
    where kept.at < ${at.expired}::timestamptz or (kept.status is null and kept.at < ${at.abandoned}::timestamptz)
    returning key`.execute(db)
  if (rows.length > 0) return null
  const known = await sql<KeptAnswer>`
    select request_hash as "requestHash", status, location, body from kept_answer
    where workspace_id = ${workspaceId} and actor = ${actor} and key = ${key}`.execute(db)
  // Gone between the two looks: it failed just now, and the next try has the name to itself.
  return known.rows[0] ?? { requestHash: hash, status: null, location: null, body: null }
}

/** False: somebody else has the name by now. */
export async function renewClaim(db: Db, claim: Claim, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update kept_answer set at = ${now}::timestamptz where ${isHeld(claim)}`.execute(db)
  return Number(numAffectedRows ?? 0) === 1
}

export async function storeAnswer(db: Db, claim: Claim, { status, location, body }: Answer): Promise<void> {
  await sql`
    update kept_answer set status = ${status}, location = ${location}, body = ${body} where ${isHeld(claim)}`.execute(
    db,
  )
}

/** Nothing was done under this name: it can be asked again. */
export async function freeAnswer(db: Db, claim: Claim): Promise<void> {
  await sql`delete from kept_answer where ${isHeld(claim)}`.execute(db)
}

/** Who was thought to be no more, and lost the name, has no say in what became of it. */
function isHeld({ workspaceId, actor, key, at }: Claim) {
  return sql`workspace_id = ${workspaceId} and actor = ${actor} and key = ${key} and at = ${at}::timestamptz and status is null`
}

/** Some thousand of those that are older; answers how many. */
export async function forgetAnswers(db: Db, workspaceId: number, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from kept_answer where ctid in (
      select ctid from kept_answer where workspace_id = ${workspaceId} and at < ${before}::timestamptz
      limit 5000)`.execute(db)
  return Number(numAffectedRows ?? 0)
}
