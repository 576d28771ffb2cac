import type { Json } from '@trefoil/sdk'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import type { FlowRef } from './delivery.ts'

/** An open batch; its writes are read only when it is settled. */
export interface BatchRow {
  id: number
  /** Null: its records were on their way when their round was cut off. */
  receipt: Json
  record_ids: number[]
  /** How often it was asked for; from the longest pause on, how often in a row in vain. */
  attempts: number
  due_at: Date
}

export async function insertBatch(
  tx: Tx,
  flow: FlowRef,
  batch: { receipt: Json; recordIds: number[]; writes: string; dueAt: Date },
): Promise<void> {
  await sql`
    insert into batch (workspace_id, flow_id, receipt, record_ids, writes, due_at)
    values (${flow.workspace}, ${flow.flowId}, ${JSON.stringify(batch.receipt)}::jsonb,
      ${batch.recordIds}::bigint[], ${batch.writes}, ${batch.dueAt}::timestamptz)`.execute(tx)
}

/** Remembers, before a vendor hears of them, which records are about to be created there. */
export async function insertBegun(tx: Tx, flow: FlowRef, recordIds: number[], now: Date): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into batch (workspace_id, flow_id, record_ids, writes, due_at)
    values (${flow.workspace}, ${flow.flowId}, ${recordIds}::bigint[], '', ${now}::timestamptz)
    returning id`.execute(tx)
  return rows[0]?.id ?? 0
}

/** The flow's open batches, the one to ask first first. */
export async function selectBatches(db: Db, flow: FlowRef): Promise<BatchRow[]> {
  const { rows } = await sql<BatchRow>`
    select id, receipt, record_ids, attempts, due_at from batch
    where workspace_id = ${flow.workspace} and flow_id = ${flow.flowId} order by due_at, id`.execute(db)
  return rows
}

export async function selectBatchWrites(db: Db, workspace: number, id: number): Promise<string | null> {
  const { rows } = await sql<{ writes: string }>`
    select writes from batch where workspace_id = ${workspace} and id = ${id}`.execute(db)
  return rows[0]?.writes ?? null
}

export async function postponeBatch(
  tx: Tx,
  workspace: number,
  { id, attempts, due_at }: Pick<BatchRow, 'id' | 'attempts' | 'due_at'>,
): Promise<void> {
  await sql`
    update batch set attempts = ${attempts}, due_at = ${due_at}::timestamptz
    where workspace_id = ${workspace} and id = ${id}`.execute(tx)
}

export async function deleteBatch(tx: Tx, workspace: number, id: number): Promise<void> {
  await sql`delete from batch where workspace_id = ${workspace} and id = ${id}`.execute(tx)
}
