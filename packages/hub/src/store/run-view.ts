/** Runs and their outcomes as a person looks at them. */
import type { Json, JsonObject } from '@trefoil/sdk'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import { jsonObject } from './json-column.ts'
import type { Counts } from './run.ts'

export interface RunView {
  id: number
  flow: string
  kind: string
  state: string
  selection: JsonObject | null
  read: number
  /** How many records it will look at; null: nobody knows. */
  expected: number | null
  outcomes: Counts
  fault: JsonObject | null
  actor: string
  queuedAt: Date
  startedAt: Date | null
  finishedAt: Date | null
}

export interface OutcomeView {
  id: number
  outcome: string
  recordId: number | null
  externalId: string | null
  code: string
  reason: string
  facts: JsonObject | null
  at: Date
}

/** A run of this kind, and of this selection or more, that nobody has begun yet: another would do the same work twice. */
export async function findQueuedRun(
  db: Db | Tx,
  workspaceId: number,
  of: { flowId: number; kind: string; selection: JsonObject | null },
): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    select id from run
    where workspace_id = ${workspaceId} and flow_id = ${of.flowId} and kind = ${of.kind} and state = 'queued'
      and coalesce(selection, '{}') @> ${JSON.stringify(of.selection ?? {})}::jsonb
    order by id limit 1`.execute(db)
  return rows[0]?.id ?? null
}

/** The newest first; `before` is the id after which the last page ended. */
export async function listRuns(
  db: Db | Tx,
  workspaceId: number,
  page: { before: number | null; limit: number; flowId?: number | undefined },
): Promise<RunView[]> {
  let query = selectRuns(db, workspaceId)
  if (page.flowId !== undefined) query = query.where('run.flow_id', '=', page.flowId)
  if (page.before !== null) query = query.where('run.id', '<', page.before)
  const rows = await query.orderBy('run.id', 'desc').limit(page.limit).execute()
  return rows.map(runFrom)
}

export async function findRun(db: Db | Tx, workspaceId: number, id: number): Promise<RunView | null> {
  const row = await selectRuns(db, workspaceId).where('run.id', '=', id).executeTakeFirst()
  return row === undefined ? null : runFrom(row)
}

export async function listOutcomes(
  db: Db | Tx,
  workspaceId: number,
  runId: number,
  page: { after: number; limit: number; outcome?: string | undefined },
): Promise<OutcomeView[]> {
  let query = db
    .selectFrom('run_outcome')
    .select(['id', 'outcome', 'record_id', 'external_id', 'code', 'reason', 'facts', 'at'])
    .where('workspace_id', '=', workspaceId)
    .where('run_id', '=', runId)
    .where('id', '>', page.after)
  if (page.outcome !== undefined) query = query.where('outcome', '=', page.outcome)
  const rows = await query.orderBy('id').limit(page.limit).execute()
  return rows.map((row) => ({
    id: row.id,
    outcome: row.outcome,
    recordId: row.record_id,
    externalId: row.external_id,
    code: row.code,
    reason: row.reason,
    facts: jsonObject(row.facts),
    at: row.at,
  }))
}

export async function countOpenRuns(db: Db | Tx, workspaceId: number, flowId: number): Promise<number> {
  const row = await db
    .selectFrom('run')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('workspace_id', '=', workspaceId)
    .where('flow_id', '=', flowId)
    .where('state', 'in', ['queued', 'running', 'braked'])
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

function selectRuns(db: Db | Tx, workspaceId: number) {
  return db
    .selectFrom('run')
    .innerJoin('flow', (join) =>
      join.onRef('flow.workspace_id', '=', 'run.workspace_id').onRef('flow.id', '=', 'run.flow_id'),
    )
    .selectAll('run')
    .select('flow.name as flow')
    .where('run.workspace_id', '=', workspaceId)
}

type RunRow = Counts & {
  id: number
  flow: string
  kind: string
  state: string
  selection: Json
  read: number
  expected: number | null
  fault: Json
  actor: string
  queued_at: Date
  started_at: Date | null
  finished_at: Date | null
}

function runFrom(row: RunRow): RunView {
  const { created, updated, unchanged, linked, filtered, held, error } = row
  return {
    id: row.id,
    flow: row.flow,
    kind: row.kind,
    state: row.state,
    selection: jsonObject(row.selection),
    read: row.read,
    expected: row.expected,
    outcomes: { created, updated, unchanged, linked, filtered, held, error },
    fault: jsonObject(row.fault),
    actor: row.actor,
    queuedAt: row.queued_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  }
}
