import type { Json, JsonObject } from '@trefoil/sdk'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'

export type RunKind = 'poll' | 'full' | 'touched' | 'webhook' | 'manual' | 'change' | 'replay' | 'reconcile' | 'undo'

export const outcomes = ['created', 'updated', 'unchanged', 'linked', 'filtered', 'held', 'error'] as const
export type OutcomeName = (typeof outcomes)[number]
/** How many records ended how; their sum is the records read. */
export type Counts = Record<OutcomeName, number>

export interface RunRow {
  id: number
  flow_id: number
  kind: RunKind
  state: 'queued' | 'running' | 'braked' | 'done' | 'failed' | 'cancelled'
  selection: Json
  cursor: Json
  /** How many records it will look at; null: nobody knows. */
  expected: number | null
  /** What its brakes go by: how much it changed so far, and whether a person let it go on. */
  released: boolean
  updated: number
  zeroed: number
  gone: number
}

/** A person cancelled the run, or its brakes stopped it: nothing more may be written for it. */
export class RunOverError extends Error {
  override readonly name = 'RunOverError'
}

export async function insertRun(
  tx: Db | Tx,
  run: {
    workspace: number
    flowId: number
    kind: RunKind
    state: 'collecting' | 'queued' | 'running'
    selection: JsonObject | null
    /** Where its listing begins; at the beginning unless told. */
    cursor?: Json
    actor: string
  },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into run (workspace_id, flow_id, kind, state, selection, cursor, actor, started_at)
    values (${run.workspace}, ${run.flowId}, ${run.kind}, ${run.state},
      ${run.selection === null ? null : JSON.stringify(run.selection)}::jsonb,
      ${run.cursor === undefined ? null : JSON.stringify(run.cursor)}::jsonb, ${run.actor},
      case when ${run.state} = 'running' then now() end)
    returning id`.execute(tx)
  return rows[0]?.id ?? 0
}

/** Runs that are not finished, oldest first; those that their brakes stopped among them, comparisons not. */
export async function selectOpenRuns(db: Db | Tx, workspace: number, flowId: number): Promise<RunRow[]> {
  const { rows } = await sql<RunRow>`
    select id, flow_id, kind, state, selection, cursor, expected, released, updated, zeroed, gone from run
    where workspace_id = ${workspace} and flow_id = ${flowId} and state in ('queued', 'running', 'braked')
      and kind <> 'reconcile'
    order by id`.execute(db)
  return rows
}

export async function startRun(tx: Db | Tx, workspace: number, id: number): Promise<void> {
  await sql`
    update run set state = 'running', started_at = coalesce(started_at, now())
    where workspace_id = ${workspace} and id = ${id} and state = 'queued'`.execute(tx)
}

/**
 * Adds to the counters and, for a listing, moves its cursor. Throws RunOverError where a listing was cancelled, so that
 * its page is not stored.
 */
export async function advanceRun(tx: Tx, workspace: number, id: number, counts: Counts, cursor?: Json): Promise<void> {
  const read = outcomes.reduce((sum, name) => sum + counts[name], 0)
  const isListing = cursor !== undefined
  const { numAffectedRows } = await sql`
    update run set read = read + ${read}, created = created + ${counts.created}, updated = updated + ${counts.updated},
      unchanged = unchanged + ${counts.unchanged}, linked = linked + ${counts.linked},
      filtered = filtered + ${counts.filtered}, held = held + ${counts.held}, error = error + ${counts.error},
      cursor = case when ${isListing} then ${JSON.stringify(cursor ?? null)}::jsonb else cursor end
    where workspace_id = ${workspace} and id = ${id}
      and (not ${isListing} or state in ('queued', 'running'))`.execute(tx)
  if (isListing && Number(numAffectedRows ?? 0) === 0) throw new RunOverError(`Run ${id} was cancelled`)
}

export async function finishRun(
  tx: Db | Tx,
  workspace: number,
  id: number,
  state: 'done' | 'failed' | 'cancelled',
  fault: JsonObject | null,
): Promise<void> {
  await sql`
    update run set state = ${state}, fault = ${fault === null ? null : JSON.stringify(fault)}::jsonb, finished_at = now()
    where workspace_id = ${workspace} and id = ${id} and state <> 'cancelled'`.execute(tx)
}

/** Closes push runs that owe nothing any more. A delivery under a receipt stays due until it is settled. */
export async function finishSettledRuns(tx: Tx, workspace: number, flowId: number, nothingDue: boolean): Promise<void> {
  await sql`
    update run set state = 'done', finished_at = now()
    where workspace_id = ${workspace} and flow_id = ${flowId} and state = 'running'
      and kind <> 'reconcile' and (kind <> 'change' or ${nothingDue})
      and not exists (
        select from delivery d where d.workspace_id = run.workspace_id and d.flow_id = run.flow_id
          and d.state = 'due' and d.run_id = run.id
      )`.execute(tx)
}
