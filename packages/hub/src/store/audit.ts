/** What people and programs did: entries that are only added, each bound to the one before it. */
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'

/** One act, as it was asked for. */
export interface Act {
  at: Date
  /** As `person:1` or `key:deploy`. */
  actor: string
  /** The operation's id in the API. */
  action: string
  /** What the address named, as { name: 'clover-customers' }. */
  target: Record<string, string>
  /** The flags and whole numbers that the body said, by their names. */
  chose: Record<string, boolean | number>
  /** Where the request came from. */
  address: string
  requestId: string
}

export interface AuditEntry extends Act {
  id: number
  /** The HTTP status of the answer; null: none was given. */
  status: number | null
}

/** Adds an act at the end of the chain, and answers its number. Whoever adds another meanwhile waits for this one. */
export async function appendAct(tx: Tx, workspace: number, act: Act): Promise<number> {
  await sql`select pg_advisory_xact_lock('audit_entry'::regclass::integer, ${workspace})`.execute(tx)
  const { rows } = await sql<{ id: number }>`
    insert into audit_entry (workspace_id, id, at, actor, action, target, chose, address, request_id, previous, hash)
    select e.workspace_id, e.id, e.at, e.actor, e.action, e.target, e.chose, e.address, e.request_id, e.previous,
      audit_hash(row(e.*)::audit_entry)
    from (
      select ${workspace}::integer as workspace_id, coalesce(last.id, 0) + 1 as id, ${act.at}::timestamptz as at,
        ${act.actor}::text as actor, ${act.action}::text as action, ${JSON.stringify(act.target)}::jsonb as target,
        ${JSON.stringify(act.chose)}::jsonb as chose, ${act.address}::text as address,
        ${act.requestId}::text as request_id, coalesce(last.hash, '') as previous, '' as hash, null::integer as status
      from (values (1)) one left join lateral (
        select id, hash from audit_entry where workspace_id = ${workspace} order by id desc limit 1) last on true) e
    returning id`.execute(tx)
  return rows[0]?.id ?? 0
}

export async function setActStatus(db: Db, workspace: number, id: number, status: number): Promise<void> {
  await sql`
    update audit_entry set status = ${status}
    where workspace_id = ${workspace} and id = ${id} and status is null`.execute(db)
}

/** The newest first. */
export async function listActs(
  db: Db,
  workspace: number,
  page: { before: number | null; limit: number },
): Promise<AuditEntry[]> {
  const isBefore = page.before === null ? sql`` : sql`and id < ${page.before}`
  const { rows } = await sql<AuditEntry>`
    select id, at, actor, action, target, chose, address, request_id as "requestId", status
    from audit_entry where workspace_id = ${workspace} ${isBefore} order by id desc limit ${page.limit}`.execute(db)
  return rows
}

/** How far the chain reaches, and where it is broken. */
export interface AuditChain {
  entries: number
  /** The newest entry, null where there is none: whoever wrote both down elsewhere sees whether the end was cut off. */
  last: { id: number; hash: string } | null
  /** The first entry that was altered, or before which one is missing; null: all are as they were written. */
  brokenAt: number | null
}

export async function checkChain(db: Db, workspace: number): Promise<AuditChain> {
  const { rows } = await sql<{ entries: number; id: number | null; hash: string | null; brokenAt: number | null }>`
    select count(*)::int as entries, max(id) as id, (array_agg(hash order by id desc))[1] as hash,
      min(id) filter (where not is_whole) as "brokenAt"
    from (
      select id, hash, hash = audit_hash(e) and coalesce(
        id = lag(id) over by_id + 1 and previous = lag(hash) over by_id, true) as is_whole
      from audit_entry e where workspace_id = ${workspace} window by_id as (order by id)) read`.execute(db)
  const { entries = 0, id = null, hash = null, brokenAt = null } = rows[0] ?? {}
  return { entries, last: id === null || hash === null ? null : { id, hash }, brokenAt }
}
