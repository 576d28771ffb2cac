import type { JsonObject } from '@trefoil/sdk'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import type { HeardRow } from './heard.ts'
import { recordset } from './recordset.ts'

/** A record that one flow owes to its destination, with all that the push needs to know. */
export interface DueDelivery {
  record_id: number
  version: number
  /** When the record came to be so. */
  changed_at?: Date
  data: JsonObject
  external_id: string | null
  output: JsonObject | null
  forced: boolean
  /** The vendor may have done what it was asked for already, and we do not know. */
  begun: boolean
  attempts: number
  run_id: number | null
  /** What the destination itself last said of it; `output` is that, then. Only where the flow goes by it. */
  heard?: HeardRow
}

export interface FlowRef {
  workspace: number
  flowId: number
}

/** 0: somebody waits for it. 1: part of a backfill, behind all of rank 0. */
export type Rank = 0 | 1

/** Deliveries of records that were created just now, for every listening flow. */
export async function insertDeliveries(
  tx: Tx,
  workspace: number,
  flowIds: number[],
  recordIds: number[],
  now: Date,
  rank: Rank = 0,
): Promise<void> {
  if (recordIds.length === 0 || flowIds.length === 0) return
  await sql`
    insert into delivery (workspace_id, flow_id, record_id, wanted_version, due_at, rank)
    select ${workspace}, f.id, r.id, 1, ${now}::timestamptz, ${rank}::smallint
    from unnest(${recordIds}::bigint[]) as r(id), unnest(${flowIds}::bigint[]) as f(id)`.execute(tx)
}

/** Marks new versions of records due for every listening flow. The newest version wins over one not yet sent. */
export async function markChangedDue(
  tx: Tx,
  workspace: number,
  flowIds: number[],
  rows: { record_id: number; version: number }[],
  now: Date,
  rank: Rank = 0,
): Promise<void> {
  if (rows.length === 0 || flowIds.length === 0) return
  await sql`
    insert into delivery (workspace_id, flow_id, record_id, wanted_version, due_at, rank)
    select ${workspace}, f.id, r.record_id, r.version, ${now}::timestamptz, ${rank}::smallint
    from ${recordset(rows, 'record_id bigint, version int')}, unnest(${flowIds}::bigint[]) as f(id)
    on conflict (workspace_id, flow_id, record_id) do update set
      state = 'due', wanted_version = excluded.wanted_version, due_at = excluded.due_at, attempts = 0, fault = null,
      rank = case when delivery.state = 'due' then least(delivery.rank, excluded.rank) else excluded.rank end,
      was = null, updated_at = now()`.execute(tx)
}

/**
 * Marks records due for one flow as part of a run: those named, those of its selection, or all of the entity. How each
 * stood before is kept, so that the run can be cancelled. Answers how many.
 */
export async function markRunDue(
  tx: Tx,
  flow: FlowRef,
  of: { entity: string; runId: number; recordIds: number[] | null; isSelected?: boolean; force: boolean },
  now: Date,
): Promise<number> {
  const rank = of.recordIds === null ? 1 : 0
  const { numAffectedRows } = await sql`
    insert into delivery (workspace_id, flow_id, record_id, wanted_version, due_at, run_id, forced, rank, was)
    select workspace_id, ${flow.flowId}, id, version, ${now}::timestamptz, ${of.runId}, ${of.force},
      ${rank}::smallint, 'new'
    from record
    where workspace_id = ${flow.workspace} and entity = ${of.entity} and deleted_at is null
      and (${of.recordIds === null} or id = any(${of.recordIds ?? []}::bigint[]))
      and (not ${of.isSelected === true} or id in (
        select s.id::bigint from run_selection s where s.workspace_id = ${flow.workspace} and s.run_id = ${of.runId}))
    on conflict (workspace_id, flow_id, record_id) do update set
      state = 'due', wanted_version = excluded.wanted_version, due_at = excluded.due_at, attempts = 0,
      rank = case when delivery.state = 'due' then least(delivery.rank, excluded.rank) else excluded.rank end,
      was = case when delivery.state = 'due' then delivery.was else delivery.state end,
      run_id = excluded.run_id, updated_at = now(),
      forced = ${of.force}`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/**
 * The oldest due deliveries of a flow, live changes first, without the busy ones, whose write a vendor already has under
 * a receipt, and without what a braked run made due. The caller holds the connection's lease, so nobody else takes them.
 */
export async function selectDueDeliveries(
  db: Db,
  flow: FlowRef & { connectionId: number; entity: string },
  of: { busy: number[]; limit: number; now: Date; braked?: number[] },
): Promise<DueDelivery[]> {
  // The busy ids are a parameter and no join: PostgreSQL hashes it, where without fresh statistics it would loop. Each
  // record is looked up by itself: expecting as many as the limit allows, it would read all records for a small round.
  const { rows } = await sql<DueDelivery>`
    with due as materialized (
      select record_id, output, forced, begun, attempts, run_id, rank, due_at
      from delivery
      where workspace_id = ${flow.workspace} and flow_id = ${flow.flowId} and state = 'due'
        and due_at <= ${of.now}::timestamptz and record_id <> all(${of.busy}::bigint[])
        and ${notBraked(of.braked)}
      order by rank, due_at, record_id
      limit ${of.limit}
    )
    select due.record_id, due.output, due.forced, due.begun, due.attempts, due.run_id,
      r.version, r.updated_at as changed_at, r.data, l.external_id
    from due
    cross join lateral (
      select version, updated_at, data from record
      where workspace_id = ${flow.workspace} and id = due.record_id limit 1
    ) r
    left join lateral (
      select external_id from link
      where workspace_id = ${flow.workspace} and record_id = due.record_id
        and connection_id = ${flow.connectionId} and entity = ${flow.entity} and gone_at is null
      order by coalesce(behind, 0), id limit 1
    ) l on true
    order by due.rank, due.due_at, due.record_id`.execute(db)
  return rows
}

/** What was delivered: the version, and what was said of it; null: nothing was said, and who was never told stays so. */
export interface DoneDelivery {
  record_id: number
  version: number
  /** The run that it was sent for. */
  run_id: number | null
  output: JsonObject | null
}

/**
 * A run asked for the record while it was under way for another one, or for none: it stays due, for that run. Should it
 * be cancelled, the record stands as it was settled.
 */
const isAskedAnew = sql`(d.run_id is not null and d.run_id is distinct from r.run_id)`
const wasWhenAsked = (state: 'done' | 'held') =>
  sql`case when ${isAskedAnew} and (d.was is not null or d.wanted_version <= r.version) then ${state} else d.was end`

/** Settles what was sent, or needed no sending. A version that came meanwhile stays due, and so does what a run wants. */
export async function settleDone(tx: Tx, flow: FlowRef, rows: DoneDelivery[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    update delivery d set
      state = case when d.wanted_version > r.version or ${isAskedAnew} then 'due' else 'done' end,
      done_version = r.version, forced = d.forced and ${isAskedAnew}, was = ${wasWhenAsked('done')},
      output = case when r.output is null then d.output when d.output is null then r.output
        else (d.output::jsonb || r.output::jsonb)::json end,
      begun = false, attempts = 0, fault = null, run_id = case when ${isAskedAnew} then d.run_id end, updated_at = now()
    from ${recordset(rows, 'record_id bigint, version int, run_id bigint, output json')}
    where d.workspace_id = ${flow.workspace} and d.flow_id = ${flow.flowId} and d.record_id = r.record_id`.execute(tx)
}

/** Holds what cannot be delivered as it is. What came meanwhile, a version or a run, is tried all the same. */
export async function settleHeld(
  tx: Tx,
  flow: FlowRef,
  rows: { record_id: number; version: number; run_id: number | null; fault: JsonObject }[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    update delivery d set
      state = case when d.wanted_version > r.version or ${isAskedAnew} then 'due' else 'held' end,
      was = ${wasWhenAsked('held')},
      fault = r.fault, run_id = case when ${isAskedAnew} then d.run_id end, updated_at = now()
    from ${recordset(rows, 'record_id bigint, version int, run_id bigint, fault jsonb')}
    where d.workspace_id = ${flow.workspace} and d.flow_id = ${flow.flowId} and d.record_id = r.record_id`.execute(tx)
}

/** Puts off what met passing trouble. */
export async function settleRetry(
  tx: Tx,
  flow: FlowRef,
  rows: { record_id: number; attempts: number; due_at: Date; fault: JsonObject }[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    update delivery d set attempts = r.attempts, due_at = r.due_at, fault = r.fault, updated_at = now()
    from ${recordset(rows, 'record_id bigint, attempts int, due_at timestamptz, fault jsonb')}
    where d.workspace_id = ${flow.workspace} and d.flow_id = ${flow.flowId} and d.record_id = r.record_id`.execute(tx)
}

/** Creations that the vendor was asked for, with an end that is not known or was half of one. */
export async function markBegun(tx: Tx, flow: FlowRef, recordIds: number[]): Promise<void> {
  if (recordIds.length === 0) return
  await sql`
    update delivery set begun = true
    where workspace_id = ${flow.workspace} and flow_id = ${flow.flowId}
      and record_id = any(${recordIds}::bigint[])`.execute(tx)
}

/** When the flow's next delivery is due; null: nothing is. */
export async function nextDeliveryAt(db: Db, flow: FlowRef, braked: number[] = []): Promise<Date | null> {
  // One look at the index for each rank.
  const first = (rank: Rank) => sql`(
    select min(due_at) from delivery
    where workspace_id = ${flow.workspace} and flow_id = ${flow.flowId} and state = 'due' and rank = ${rank}
      and ${notBraked(braked)})`
  const { rows } = await sql<{ at: Date | null }>`select least(${first(0)}, ${first(1)}) as at`.execute(db)
  return rows[0]?.at ?? null
}

/** What a change made due as well does not wait for its run. */
function notBraked(braked: number[] = []) {
  if (braked.length === 0) return sql`true`
  return sql`(was is null or run_id is null or run_id <> all(${braked}::bigint[]))`
}
