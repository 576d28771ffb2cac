/** Issues as a person looks at them and decides about them. */
import type { JsonObject } from '@trefoil/sdk'
import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import type { IssueShape } from './issue.ts'

export const issueStates = ['open', 'snoozed', 'closed'] as const
export type IssueState = (typeof issueStates)[number]

/** One issue with how many records it is about. */
export interface IssueView {
  id: number
  shape: IssueShape
  state: IssueState
  connectionId: number
  connection: string | null
  flowId: number
  flow: string | null
  code: string
  field: string
  reason: string
  facts: JsonObject | null
  /** Records that have not passed yet, those of them that are tried again by themselves, and the most tries of one. */
  records: number
  retrying: number
  attempts: number
  /** Records that ever met it. */
  total: number
  assignee: string | null
  snoozedUntil: Date | null
  closedBy: string | null
  firstAt: Date
  lastAt: Date
  closedAt: Date | null
}

export interface MemberView {
  id: number
  subject: string
  recordId: number | null
  externalId: string | null
  standing: string
  attempts: number
  reason: string
  facts: JsonObject | null
  run: number | null
  firstAt: Date
  lastAt: Date
}

/** Which issues; what is absent is not asked about. */
export interface IssueFilter {
  id?: number | undefined
  states?: readonly IssueState[] | undefined
  flowId?: number | undefined
  connectionId?: number | undefined
  code?: string | undefined
  retrying?: boolean | undefined
  attempts?: number | undefined
}

/** The newest first; `before` is the id after which the last page ended. */
export async function listIssues(
  db: Db | Tx,
  workspace: number,
  of: IssueFilter & { before: number | null; limit: number; now: Date },
): Promise<IssueView[]> {
  const conditions = [sql`true`]
  const and = (condition: RawBuilder<unknown>) => void conditions.push(condition)
  if (of.id !== undefined) and(sql`i.id = ${of.id}`)
  if (of.before !== null) and(sql`i.id < ${of.before}`)
  if (of.states !== undefined) and(sql`${stateAt(of.now)} = any(${[...of.states]}::text[])`)
  if (of.flowId !== undefined) and(sql`i.flow_id = ${of.flowId}`)
  if (of.connectionId !== undefined) and(sql`i.connection_id = ${of.connectionId}`)
  if (of.code !== undefined) and(sql`i.code = ${of.code}`)
  if (of.retrying !== undefined) and(of.retrying ? sql`m.retrying > 0` : sql`m.retrying = 0`)
  if (of.attempts !== undefined) and(sql`m.attempts >= ${of.attempts}`)
  const { rows } = await sql<IssueView>`
    select i.id, i.shape, ${stateAt(of.now)} as state, i.connection_id as "connectionId", c.name as connection,
      i.flow_id as "flowId", f.name as flow, i.code, i.field, i.reason, i.facts, m.records, m.retrying, m.attempts,
      i.total, i.assignee, i.snoozed_until as "snoozedUntil", i.closed_by as "closedBy", i.first_at as "firstAt",
      i.last_at as "lastAt", i.closed_at as "closedAt"
    from issue i
    left join connection c on c.workspace_id = i.workspace_id and c.id = i.connection_id
    left join flow f on f.workspace_id = i.workspace_id and f.id = i.flow_id
    cross join lateral (
      select count(*)::int as records, count(*) filter (where standing = 'retrying')::int as retrying,
        coalesce(max(attempts), 0)::int as attempts
      from issue_member where workspace_id = i.workspace_id and issue_id = i.id
    ) m
    where i.workspace_id = ${workspace} and ${sql.join(conditions, sql` and `)}
    order by i.id desc limit ${of.limit}`.execute(db)
  return rows
}

/** A snoozed issue is open again when its time has come. */
function stateAt(now: Date): RawBuilder<string> {
  return sql<string>`(case when i.state = 'snoozed' and i.snoozed_until <= ${now}::timestamptz then 'open' else i.state end)`
}

export async function listMembers(
  db: Db | Tx,
  workspace: number,
  issueId: number,
  page: { after: number; limit: number },
): Promise<MemberView[]> {
  const { rows } = await sql<MemberView>`
    select id, subject, record_id as "recordId", external_id as "externalId", standing, attempts, reason, facts,
      run_id as run, first_at as "firstAt", last_at as "lastAt"
    from issue_member
    where workspace_id = ${workspace} and issue_id = ${issueId} and id > ${page.after}
    order by id limit ${page.limit}`.execute(db)
  return rows
}

/** What a person decides: nothing of it touches the records. Answers false where the issue is closed already. */
export async function setIssue(
  db: Db | Tx,
  workspace: number,
  id: number,
  to: { state: 'open' } | { state: 'snoozed'; until: Date } | { assignee: string | null },
): Promise<boolean> {
  const change =
    'assignee' in to
      ? sql`assignee = ${to.assignee}`
      : to.state === 'open'
        ? sql`state = 'open', snoozed_until = null`
        : sql`state = 'snoozed', snoozed_until = ${to.until}::timestamptz`
  const { numAffectedRows } = await sql`
    update issue set ${change} where workspace_id = ${workspace} and id = ${id} and state <> 'closed'`.execute(db)
  return Number(numAffectedRows ?? 0) === 1
}

/** Closed by a person: its records are forgotten here, and open it anew if they fail again. */
export async function closeIssue(tx: Tx, workspace: number, id: number, by: string, now: Date): Promise<boolean> {
  await sql`delete from issue_member where workspace_id = ${workspace} and issue_id = ${id}`.execute(tx)
  const { numAffectedRows } = await sql`
    update issue set state = 'closed', closed_at = ${now}::timestamptz, closed_by = ${by}, snoozed_until = null
    where workspace_id = ${workspace} and id = ${id} and state <> 'closed'`.execute(tx)
  return Number(numAffectedRows ?? 0) === 1
}

export async function countOpenIssues(db: Db | Tx, workspace: number, now: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from issue i where i.workspace_id = ${workspace} and ${stateAt(now)} = 'open'`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}

/** What a fault stopped, by name. */
export async function selectStopped(db: Db | Tx, workspace: number): Promise<string[]> {
  const { rows } = await sql<{ what: string }>`
    select 'connection ' || name as what from connection where workspace_id = ${workspace} and state = 'stopped'
    union all
    select 'flow ' || name from flow where workspace_id = ${workspace} and state = 'stopped'
    order by what`.execute(db)
  return rows.map(({ what }) => what)
}
