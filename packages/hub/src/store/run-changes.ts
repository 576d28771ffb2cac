/** What a run changed, for whoever takes it back. */
import type { Patch } from '@trefoil/mapping'
import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'

export interface RunChange {
  id: number
  record_id: number
  /** Null: the run made the record, or brought it back. */
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

/**
 * All that the run changed of so many records, the newest first: of those whose last change by it is before this id.
 * Records that the run only made can be passed over, and those that this undo of it has changed already.
 */
export async function pageRunChanges(
  db: Db | Tx,
  workspace: number,
  of: { runId: number; first: number; before: number; limit: number; changedOnly?: boolean; undoneBy?: number },
): Promise<RunChange[]> {
  const runs = [of.runId, ...(of.undoneBy === undefined ? [] : [of.undoneBy])]
  // By its version, for which there is an index: one look-up a record.
  const { rows } = await sql<RunChange>`
    with page as (
      select c.record_id from change c
      where c.workspace_id = ${workspace} and c.id >= ${of.first} and c.id < ${of.before} and c.run_id = ${of.runId}
        and (c.patch is not null or not ${of.changedOnly === true})
        and c.version = (
          select max(n.version) from change n
          where n.workspace_id = c.workspace_id and n.record_id = c.record_id and n.run_id = any(${runs}::bigint[]))
      order by c.id desc limit ${of.limit}
    )
    ${changesOf(workspace, of.runId, sql`select record_id from page`)}`.execute(db)
  return rows
}

/** All that the run changed of these records, the newest first. */
export async function selectRunChanges(
  db: Db | Tx,
  workspace: number,
  runId: number,
  recordIds: readonly number[],
): Promise<RunChange[]> {
  if (recordIds.length === 0) return []
  const ids = sql`select unnest(${[...recordIds]}::bigint[])`
  const { rows } = await sql<RunChange>`${changesOf(workspace, runId, ids)}`.execute(db)
  return rows
}

/** What brought a record back into the lists says all of it anew, and so made it. */
function changesOf(workspace: number, runId: number, recordIds: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select c.id, c.record_id, case when not exists (
        select from change p where p.workspace_id = c.workspace_id and p.record_id = c.record_id
          and p.version = c.version - 1 and p.went_to is not null
      ) then c.patch end as patch
    from change c
    where c.workspace_id = ${workspace} and c.record_id in (${recordIds}) and c.run_id = ${runId}
    order by c.id desc`
}
