import type { Json, JsonObject } from '@trefoil/sdk'
import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import type { LinkSide } from './link.ts'

/** Adds ids to a run that still collects; one that is named twice counts once. Answers how many were new. */
export async function addToSelection(tx: Db | Tx, workspace: number, runId: number, ids: string[]): Promise<number> {
  if (ids.length === 0) return 0
  const { numAffectedRows } = await sql`
    insert into run_selection (workspace_id, run_id, id)
    select ${workspace}, ${runId}, i.id from unnest(${ids}::text[]) as i(id)
    on conflict do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/** Adds every record of an entity that a condition holds for: by its id at the side, or, without a side, in the hub. */
export async function selectWhere(
  tx: Db | Tx,
  of: { workspace: number; runId: number; entity: string; side: LinkSide | null; condition: RawBuilder<boolean> },
): Promise<number> {
  const { side } = of
  const chosen =
    side === null
      ? sql`select r.workspace_id, ${of.runId}::bigint, r.id::text from record r
          where r.workspace_id = ${of.workspace} and r.entity = ${of.entity} and r.deleted_at is null and ${of.condition}`
      : sql`select r.workspace_id, ${of.runId}::bigint, l.external_id from record r
          join link l on l.workspace_id = r.workspace_id and l.record_id = r.id
            and l.connection_id = ${side.connectionId} and l.entity = ${side.entity} and l.gone_at is null
          where r.workspace_id = ${of.workspace} and r.entity = ${of.entity} and r.deleted_at is null and ${of.condition}`
  const { numAffectedRows } = await sql`
    insert into run_selection (workspace_id, run_id, id) ${chosen} on conflict do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/** Ids of a selection behind one, in order. */
export async function pageSelection(
  db: Db | Tx,
  workspace: number,
  runId: number,
  page: { after: string; limit: number },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from run_selection
    where workspace_id = ${workspace} and run_id = ${runId} and id > ${page.after}
    order by id limit ${page.limit}`.execute(db)
  return rows.map((row) => row.id)
}

/** Whether the run still collects; if so, it does until the transaction ends. */
export async function lockSelection(tx: Tx, workspace: number, runId: number): Promise<boolean> {
  const { rows } = await sql`
    select from run where workspace_id = ${workspace} and id = ${runId} and state = 'collecting'
    for no key update`.execute(tx)
  return rows.length === 1
}

/** The run is told in full: it waits for a worker now. False where it does not collect any more. */
export async function closeSelection(tx: Tx, workspace: number, runId: number, words: JsonObject): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update run set state = 'queued', queued_at = now(), selection = ${JSON.stringify(words)}::jsonb
        || jsonb_build_object('count', s.count), expected = s.count
    from (select count(*)::int as count from run_selection where workspace_id = ${workspace} and run_id = ${runId}) s
    where workspace_id = ${workspace} and id = ${runId} and state = 'collecting'`.execute(tx)
  return Number(numAffectedRows ?? 0) === 1
}

/** Whether a run's records stand in its selection, and not in the run itself. */
export function isCounted(selection: Json): boolean {
  return typeof selection === 'object' && selection !== null && !Array.isArray(selection) && 'count' in selection
}

/** Hub ids → the external ids of one side. Ids that lead nowhere are absent. */
export async function externalIdsOfRecords(
  db: Db | Tx,
  side: LinkSide,
  recordIds: number[],
): Promise<{ record_id: number; external_id: string }[]> {
  if (recordIds.length === 0) return []
  const { rows } = await sql<{ record_id: number; external_id: string }>`
    select l.record_id, l.external_id from link l
    join record r on r.workspace_id = l.workspace_id and r.id = l.record_id and r.deleted_at is null
    where l.workspace_id = ${side.workspace} and l.record_id = any(${recordIds}::bigint[])
      and l.connection_id = ${side.connectionId} and l.entity = ${side.entity} and l.gone_at is null`.execute(db)
  return rows
}

/** Those of the ids that are records of the entity. */
export async function knownRecords(
  db: Db | Tx,
  of: { workspace: number; entity: string },
  recordIds: number[],
): Promise<number[]> {
  if (recordIds.length === 0) return []
  const { rows } = await sql<{ id: number }>`
    select id from record
    where workspace_id = ${of.workspace} and entity = ${of.entity} and deleted_at is null
      and id = any(${recordIds}::bigint[])`.execute(db)
  return rows.map((row) => row.id)
}

/** External ids of one side → hub ids. Ids without a link are absent. */
export async function recordsOfExternalIds(
  db: Db | Tx,
  side: LinkSide,
  externalIds: string[],
): Promise<{ record_id: number; external_id: string }[]> {
  if (externalIds.length === 0) return []
  const { rows } = await sql<{ record_id: number; external_id: string }>`
    select record_id, external_id from link
    where workspace_id = ${side.workspace} and connection_id = ${side.connectionId} and entity = ${side.entity}
      and external_id = any(${externalIds}::text[])`.execute(db)
  return rows
}
