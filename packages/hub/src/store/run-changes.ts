/** What a run changed, for whoever takes it back. */
import type { Patch } from '@trefoil/mapping'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'

export interface RunChange {
  id: number
  record_id: number
  /** Null: the run made the record. */
  patch: Patch | null
}

/** The ids between which all changes of the run lie, and how many there are. */
export interface ChangeSpan {
  first: number
  last: number
  changed: number
  created: number
}

/** Null: it changed nothing. */
export async function findChangeSpan(db: Db | Tx, workspace: number, runId: number): Promise<ChangeSpan | null> {
  const { rows } = await sql<{ first: number | null; last: number; changed: number; created: number }>`
    select min(id) as first, max(id) as last, (count(*) filter (where patch is not null))::int as changed,
      (count(*) filter (where patch is null))::int as created
    from change where workspace_id = ${workspace} and run_id = ${runId}`.execute(db)
  const [span] = rows
  return span === undefined || span.first === null ? null : { ...span, first: span.first }
}

/** A page of them, the newest first; from before this id on. Records that the run made can be passed over. */
export async function pageRunChanges(
  db: Db | Tx,
  workspace: number,
  of: { runId: number; first: number; before: number; limit: number; changedOnly?: boolean },
): Promise<RunChange[]> {
  const { rows } = await sql<RunChange>`
    select id, record_id, patch from change
    where workspace_id = ${workspace} and id >= ${of.first} and id < ${of.before} and run_id = ${of.runId}
      and (patch is not null or not ${of.changedOnly === true})
    order by id desc limit ${of.limit}`.execute(db)
  return rows
}
