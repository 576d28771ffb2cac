/** Records as a person looks at them: lists, search, and where each value came from. */
import type { Json, JsonObject } from '@trefoil/sdk'
import { type Selectable, sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import type { RecordTable } from '../db/tables.gen.ts'
import { jsonObject } from './json-column.ts'

export interface RecordView {
  id: number
  entity: string
  data: JsonObject
  provenance: JsonObject
  version: number
  createdAt: Date
  updatedAt: Date
  deletedAt: Date | null
}

interface LinkView {
  id: number
  connectionId: number
  /** Null: a person's edits. */
  connection: string | null
  externalId: string
  contribution: JsonObject | null
  flow: string | null
  mappingVersion: number | null
  goneAt: Date | null
  updatedAt: Date
}

interface ChangeView {
  version: number
  patch: JsonObject | null
  runId: number | null
  actor: string
  at: Date
}

export async function listRecords(
  db: Db | Tx,
  workspaceId: number,
  page: { after: number; limit: number; entity?: string | undefined; q?: string | undefined },
): Promise<RecordView[]> {
  let query = db
    .selectFrom('record')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('deleted_at', 'is', null)
    .where('id', '>', page.after)
  if (page.entity !== undefined) query = query.where('entity', '=', page.entity)
  if (page.q !== undefined) query = query.where(matches(page.q))
  const rows = await query.orderBy('id').limit(page.limit).execute()
  return rows.map(recordFrom)
}

export async function findRecord(db: Db | Tx, workspaceId: number, id: number): Promise<RecordView | null> {
  const row = await db
    .selectFrom('record')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row === undefined ? null : recordFrom(row)
}

export async function linksOfRecord(db: Db | Tx, workspaceId: number, recordId: number): Promise<LinkView[]> {
  const rows = await db
    .selectFrom('link')
    .leftJoin('connection', (join) =>
      join.onRef('connection.workspace_id', '=', 'link.workspace_id').onRef('connection.id', '=', 'link.connection_id'),
    )
    .leftJoin('flow', (join) =>
      join.onRef('flow.workspace_id', '=', 'link.workspace_id').onRef('flow.id', '=', 'link.flow_id'),
    )
    .select([
      'link.id',
      'link.connection_id',
      'connection.name as connection',
      'link.external_id',
      'link.contribution',
      'flow.name as flow',
      'link.mapping_version',
      'link.gone_at',
      'link.updated_at',
    ])
    .where('link.workspace_id', '=', workspaceId)
    .where('link.record_id', '=', recordId)
    .orderBy('link.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    connectionId: row.connection_id,
    connection: row.connection,
    externalId: row.external_id,
    contribution: jsonObject(row.contribution),
    flow: row.flow,
    mappingVersion: row.mapping_version,
    goneAt: row.gone_at,
    updatedAt: row.updated_at,
  }))
}

/** External ids under which one connection knows a record. */
export async function externalIdsOf(
  db: Db | Tx,
  of: { workspaceId: number; connectionId: number; entity: string; recordId: number },
): Promise<string[]> {
  const rows = await db
    .selectFrom('link')
    .select('external_id')
    .where('workspace_id', '=', of.workspaceId)
    .where('record_id', '=', of.recordId)
    .where('connection_id', '=', of.connectionId)
    .where('entity', '=', of.entity)
    .where('gone_at', 'is', null)
    .orderBy('external_id')
    .execute()
  return rows.map((row) => row.external_id)
}

/** The record behind a vendor's id; null where the hub has no link to it. */
export async function recordOfExternalId(
  db: Db | Tx,
  of: { workspaceId: number; connectionId: number; entity: string; externalId: string },
): Promise<number | null> {
  const row = await db
    .selectFrom('link')
    .select('record_id')
    .where('workspace_id', '=', of.workspaceId)
    .where('connection_id', '=', of.connectionId)
    .where('entity', '=', of.entity)
    .where('external_id', '=', of.externalId)
    .executeTakeFirst()
  return row?.record_id ?? null
}

/** The newest first. */
export async function changesOfRecord(
  db: Db | Tx,
  workspaceId: number,
  recordId: number,
  limit: number,
): Promise<ChangeView[]> {
  const rows = await db
    .selectFrom('change')
    .select(['version', 'patch', 'run_id', 'actor', 'at'])
    .where('workspace_id', '=', workspaceId)
    .where('record_id', '=', recordId)
    .orderBy('version', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    version: row.version,
    patch: jsonObject(row.patch),
    runId: row.run_id,
    actor: row.actor,
    at: row.at,
  }))
}

/** Every word must stand in the names, the e-mail address, the company or the number; a whole number may be the id. */
function matches(q: string) {
  const words = q.split(/\s+/).filter((word) => word !== '')
  const text = sql`concat_ws(' ', data->>'firstName', data->>'lastName', data->>'emailAddress', data->>'company',
    data->>'customerNumber', data->>'name', data->>'sku')`
  const each = words.map((word) => sql<boolean>`${text} ilike ${`%${word.replaceAll(/[\\%_]/g, '\\$&')}%`}`)
  const all = each.length === 0 ? sql<boolean>`true` : sql<boolean>`(${sql.join(each, sql` and `)})`
  return /^\d{1,15}$/.test(q.trim()) ? sql<boolean>`(id = ${Number(q.trim())} or ${all})` : all
}

function recordFrom(row: Selectable<RecordTable>): RecordView {
  return {
    id: row.id,
    entity: row.entity,
    data: objectOrEmpty(row.data),
    provenance: objectOrEmpty(row.provenance),
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    deletedAt: row.deleted_at,
  }
}

function objectOrEmpty(value: Json): JsonObject {
  return jsonObject(value) ?? {}
}
