/** What a run changed, for whoever takes it back. */
import type { Patch } from '@trefoil/mapping'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'

export interface RunChange {
  id: number
  record_id: number
  /** Null: the run made the record, or brought it back. */
  patch: Patch | null
}

/** The ids between which all changes of the run lie, and how many changed a field or made a record. */
export interface ChangeSpan {
  first: number
  last: number
  changed: number
  created: number
}

/** Null: it changed nothing. */
export async function findChangeSpan(db: Db | Tx, workspace: number, runId: number): Promise<ChangeSpan | null> {
  const { rows } = await sql<{ first: number | null; last: number; changed: number; created: number }>`
    select min(id) as first, max(id) as last, (count(*) filter (where patch <> '{}'))::int as changed,
      (count(*) filter (where patch is null))::int as created
    from change where workspace_id = ${workspace} and run_id = ${runId}`.execute(db)
  const [span] = rows
  return span === undefined || span.first === null ? null : { ...span, first: span.first }
}

/** A page of a run's changes, each with whether there is no newer one of its record: by the run, or by its undo. */
export async function pageRunChanges(
  db: Db | Tx,
  workspace: number,
  of: { runId: number; first: number; before: number; limit: number; changedOnly?: boolean; undoneBy?: number },
): Promise<{ id: number; record_id: number; is_newest: boolean }[]> {
  const runs = [of.runId, ...(of.undoneBy === undefined ? [] : [of.undoneBy])]
  // By the version, for which there is an index, and of the page alone.
  const { rows } = await sql<{ id: number; record_id: number; is_newest: boolean }>`
    with page as (
      select id, record_id, version from change
      where workspace_id = ${workspace} and id >= ${of.first} and id < ${of.before} and run_id = ${of.runId}
        and (patch is not null or not ${of.changedOnly === true})
      order by id desc limit ${of.limit}
    )
    select id, record_id, version = (
        select max(n.version) from change n
        where n.workspace_id = ${workspace} and n.record_id = page.record_id and n.run_id = any(${runs}::bigint[])
      ) as is_newest
    from page order by id desc`.execute(db)
  return rows
}

/** All that the run changed of these records, the newest first. What brought one back into the lists made it. */
export async function selectRunChanges(
  db: Db | Tx,
  workspace: number,
  runId: number,
  recordIds: readonly number[],
): Promise<RunChange[]> {
  if (recordIds.length === 0) return []
  const { rows } = await sql<RunChange>`
    select c.* from unnest(${[...recordIds]}::bigint[]) as r(id)
    cross join lateral (
      select c.id, c.record_id, case when not exists (
          select from change p where p.workspace_id = c.workspace_id and p.record_id = c.record_id
            and p.version = c.version - 1 and p.went_to is not null
        ) then c.patch end as patch
      from change c
      where c.workspace_id = ${workspace} and c.record_id = r.id and c.run_id = ${runId}
      offset 0
    ) c
    order by c.id desc`.execute(db)
  return rows
}
