import type { JsonObject } from '@trefoil/sdk'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import { recordset } from './recordset.ts'

/** A golden record as it stands. */
export interface RecordRow {
  id: number
  entity: string
  data: JsonObject
  provenance: JsonObject
  version: number
}

/** Ids that nobody else gets; one left unused is a gap and does no harm. */
export async function reserveRecordIds(db: Db | Tx, count: number): Promise<number[]> {
  if (count === 0) return []
  const { rows } = await sql<{ ids: number[] }>`
    select array_agg(nextval('record_id')) as ids from generate_series(1, ${count}::int)`.execute(db)
  return (rows[0]?.ids ?? []).map(Number)
}

export async function insertRecords(
  tx: Tx,
  workspace: number,
  entity: string,
  rows: { id: number; data: JsonObject; provenance: JsonObject }[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into record (workspace_id, id, entity, data, provenance)
    select ${workspace}, r.id, ${entity}, r.data, r.provenance
    from ${recordset(rows, 'id bigint, data jsonb, provenance jsonb')}`.execute(tx)
}

/**
 * Writes new versions over the ones that were read; answers how many still stood there. An emptied one is back with it.
 * One whose sources say otherwise and that comes to the same has a new version too, and is as old as it was.
 */
export async function updateRecords(
  tx: Tx,
  workspace: number,
  rows: { id: number; was: number; data: JsonObject; provenance: JsonObject }[],
): Promise<number> {
  if (rows.length === 0) return 0
  const { numAffectedRows } = await sql`
    update record set data = r.data, provenance = r.provenance, version = record.version + 1, deleted_at = null,
      updated_at = case when record.data = r.data and record.deleted_at is null then record.updated_at else now() end
    from ${recordset(rows, 'id bigint, was int, data jsonb, provenance jsonb')}
    where record.workspace_id = ${workspace} and record.id = r.id and record.version = r.was`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/**
 * A new version of records whose data stays as it is, because something beside it changed. Whoever works with the
 * version before sees that it has passed.
 */
export async function touchRecords(
  tx: Tx,
  workspace: number,
  ids: readonly number[],
): Promise<{ record_id: number; version: number }[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ record_id: number; version: number }>`
    update record set version = version + 1, updated_at = now()
    where workspace_id = ${workspace} and id = any(${[...ids]}::bigint[]) and deleted_at is null
    returning id as record_id, version`.execute(tx)
  return rows
}

/** A record as it stands, or as it stood when nothing spoke of it any more and it left the lists. */
interface AnyRecordRow extends RecordRow {
  isEmptied: boolean
}

export async function selectRecords(db: Db | Tx, workspace: number, ids: number[]): Promise<Map<number, RecordRow>> {
  const rows = await selectAnyRecords(db, workspace, ids)
  return new Map(rows.flatMap(({ isEmptied, ...row }) => (isEmptied ? [] : [[row.id, row] as const])))
}

/** Those that left the lists among them: a link that only points may still lead to one. */
export async function selectAnyRecords(db: Db | Tx, workspace: number, ids: number[]): Promise<AnyRecordRow[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<AnyRecordRow>`
    select id, entity, data, provenance, version, deleted_at is not null as "isEmptied" from record
    where workspace_id = ${workspace} and id = any(${ids}::bigint[])`.execute(db)
  return rows
}
