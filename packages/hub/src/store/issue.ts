/** What did not arrive, by cause: written in the transaction that stores how the records ended. */
import type { JsonObject } from '@trefoil/sdk'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import { recordset } from './recordset.ts'

/** Where issues belong: a flow of a connection, or (flow 0) the connection itself. */
export interface IssuePlace {
  workspace: number
  connectionId: number
  flowId: number
}

export type IssueShape = 'records' | 'flow' | 'connection' | 'run' | 'store'

/** A cause, with the words of one that met it. */
export interface Cause {
  code: string
  /** The field to blame; '' where there is none. */
  field: string
  reason: string
  facts: JsonObject | null
}

/** A record that met trouble. */
export interface NewMember {
  subject: string
  issue_id: number
  record_id: number | null
  external_id: string | null
  standing: 'held' | 'error' | 'retrying'
  /** How often it failed so far; null: once more than before. */
  attempts: number | null
  reason: string
  facts: JsonObject | null
  run_id: number | null
}

export interface OpenIssue {
  id: number
  code: string
  field: string
  isNew: boolean
  /** No issue of this place and shape was open before, for any cause. */
  isFirst: boolean
}

/** Opens an issue for each cause that has none, and says of the others that they were met again. */
export async function openIssues(
  tx: Tx,
  place: IssuePlace,
  shape: IssueShape,
  causes: Cause[],
  now: Date,
): Promise<OpenIssue[]> {
  if (causes.length === 0) return []
  const { rows } = await sql<OpenIssue>`
    with known as (
      select id, code, field from issue
      where workspace_id = ${place.workspace} and flow_id = ${place.flowId} and connection_id = ${place.connectionId}
        and shape = ${shape} and state <> 'closed'
    ), met as (
      insert into issue (workspace_id, connection_id, flow_id, shape, code, field, reason, facts, first_at, last_at)
      select ${place.workspace}, ${place.connectionId}, ${place.flowId}, ${shape}, r.code, r.field, r.reason, r.facts,
        ${now}::timestamptz, ${now}::timestamptz
      from ${recordset(causes, 'code text, field text, reason text, facts jsonb')}
      on conflict (workspace_id, flow_id, connection_id, shape, code, field) where state <> 'closed'
        do update set last_at = excluded.last_at, reason = excluded.reason, facts = excluded.facts
      returning id, code, field
    )
    select met.id, met.code, met.field, known.id is null as "isNew", not exists (select from known) as "isFirst"
    from met left join known on known.id = met.id`.execute(tx)
  return rows
}

/** Records that met trouble just now. One that was a member of another issue of the flow moves. */
export async function putMembers(tx: Tx, place: IssuePlace, rows: NewMember[], now: Date): Promise<void> {
  if (rows.length === 0) return
  const columns =
    'subject text, issue_id bigint, record_id bigint, external_id text, standing text, attempts int, reason text, facts jsonb, run_id bigint'
  await sql`
    with r as materialized (
      select * from ${recordset(rows, columns)}
    ), known as (
      select r.subject, m.issue_id from r cross join lateral (
        select issue_id from issue_member
        where workspace_id = ${place.workspace} and flow_id = ${place.flowId} and subject = r.subject limit 1
      ) m
    ), put as (
      insert into issue_member as m (workspace_id, flow_id, subject, issue_id, record_id, external_id, standing, attempts,
        reason, facts, run_id, first_at, last_at)
      select ${place.workspace}, ${place.flowId}, r.subject, r.issue_id, r.record_id, r.external_id, r.standing,
        coalesce(r.attempts, 1), r.reason, r.facts, r.run_id, ${now}::timestamptz, ${now}::timestamptz
      from r
      on conflict (workspace_id, flow_id, subject) do update set
        issue_id = excluded.issue_id, record_id = excluded.record_id, external_id = excluded.external_id,
        standing = excluded.standing,
        attempts = case when excluded.standing = 'retrying' then greatest(m.attempts, excluded.attempts)
          else m.attempts + 1 end,
        reason = excluded.reason, facts = excluded.facts, run_id = excluded.run_id,
        first_at = case when m.issue_id = excluded.issue_id then m.first_at else excluded.first_at end,
        last_at = excluded.last_at
      returning m.subject, m.issue_id
    ), fresh as (
      select put.issue_id, count(*)::int as count
      from put left join known on known.subject = put.subject
      where known.issue_id is distinct from put.issue_id
      group by put.issue_id
    )
    update issue i set total = i.total + fresh.count
    from fresh where i.workspace_id = ${place.workspace} and i.id = fresh.issue_id`.execute(tx)
}

/** Takes records that passed out of the flow's issues. */
export async function deleteMembers(tx: Tx, place: IssuePlace, subjects: string[]): Promise<number> {
  if (subjects.length === 0) return 0
  const { numAffectedRows } = await sql`
    delete from issue_member
    where workspace_id = ${place.workspace} and flow_id = ${place.flowId}
      and subject = any(${subjects}::text[])`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/** Takes records out of the issues of all flows from the hub of their entity, and closes those that were about them alone. */
export async function endOwed(
  tx: Tx,
  of: { workspace: number; entity: string; subjects: readonly string[] },
  now: Date,
): Promise<void> {
  const { rows } = await sql<{ issue_id: number }>`
    delete from issue_member m using flow f
    where m.workspace_id = ${of.workspace} and m.subject = any(${[...of.subjects]}::text[])
      and f.workspace_id = m.workspace_id and f.id = m.flow_id and f.direction = 'from_hub' and f.entity = ${of.entity}
    returning m.issue_id`.execute(tx)
  if (rows.length === 0) return
  await sql`
    update issue i set state = 'closed', closed_at = ${now}::timestamptz, closed_by = 'passed', snoozed_until = null
    where workspace_id = ${of.workspace} and id = any(${rows.map((row) => row.issue_id)}::bigint[])
      and shape = 'records' and state <> 'closed'
      and not exists (select from issue_member m where m.workspace_id = i.workspace_id and m.issue_id = i.id)`.execute(
    tx,
  )
}

/** An issue that was just closed, or is to be told of. */
export interface ClosedIssue {
  id: number
  shape: IssueShape
  code: string
  total: number
}

/** Closes the flow's issues of records that have no member left. */
export async function closeEmptied(tx: Tx, place: IssuePlace, now: Date): Promise<ClosedIssue[]> {
  const { rows } = await sql<ClosedIssue>`
    update issue i set state = 'closed', closed_at = ${now}::timestamptz, closed_by = 'passed', snoozed_until = null
    where workspace_id = ${place.workspace} and flow_id = ${place.flowId} and connection_id = ${place.connectionId}
      and shape = 'records' and state <> 'closed'
      and not exists (select from issue_member m where m.workspace_id = i.workspace_id and m.issue_id = i.id)
    returning id, shape, code, total`.execute(tx)
  return rows
}

/** Closes what stands for the flow or the connection as a whole: it goes on. */
export async function closeWhole(
  tx: Tx,
  place: IssuePlace,
  of: { shape: 'flow' | 'connection'; by: string },
  now: Date,
): Promise<ClosedIssue[]> {
  const { rows } = await sql<ClosedIssue>`
    update issue set state = 'closed', closed_at = ${now}::timestamptz, closed_by = ${of.by}, snoozed_until = null
    where workspace_id = ${place.workspace} and connection_id = ${place.connectionId} and flow_id = ${place.flowId}
      and shape = ${of.shape} and state <> 'closed'
    returning id, shape, code, total`.execute(tx)
  return rows
}

/** Closes what braked runs of the flow asked, as far as none of them waits for an answer any more. */
export async function closeAnswered(tx: Tx, place: IssuePlace, by: string, now: Date): Promise<ClosedIssue[]> {
  const { rows } = await sql<ClosedIssue>`
    update issue i set state = 'closed', closed_at = ${now}::timestamptz, closed_by = ${by}, snoozed_until = null
    where workspace_id = ${place.workspace} and connection_id = ${place.connectionId} and flow_id = ${place.flowId}
      and shape = 'run' and state <> 'closed'
      and not exists (
        select from run r where r.workspace_id = i.workspace_id and r.flow_id = i.flow_id and r.state = 'braked'
          and r.fault ->> 'code' = i.code)
    returning id, shape, code, total`.execute(tx)
  return rows
}

/** What is open for a flow: the records that may pass, at most `limit` of them, and whether it is in trouble itself. */
export async function selectOpenTrouble(
  db: Db | Tx,
  place: IssuePlace,
  limit: number,
): Promise<{ subjects: string[]; isWhole: boolean }> {
  const { rows } = await sql<{ subject: string | null }>`
    (select subject from issue_member
      where workspace_id = ${place.workspace} and flow_id = ${place.flowId} limit ${limit})
    union all
    (select null from issue
      where workspace_id = ${place.workspace} and connection_id = ${place.connectionId} and flow_id = ${place.flowId}
        and shape = 'flow' and state <> 'closed' limit 1)`.execute(db)
  const subjects = rows.flatMap((row) => (row.subject === null ? [] : [row.subject]))
  return { subjects, isWhole: subjects.length < rows.length }
}
