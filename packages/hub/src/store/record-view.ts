/** Records as a person looks at them: lists, search, and where each value came from. */
import type { Json, JsonObject } from '@trefoil/sdk'
import type { Selectable } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import type { RecordTable } from '../db/tables.gen.ts'
import { isOnPageLiking, likesStore } from './favourite-store.ts'
import { jsonObject } from './json-column.ts'
import { hasKey, hasPhone, holdsWords, isKeyLike, isPhoneLike } from './record-search.ts'
import { isOnPageFrom, isSourcedFrom, type SourcedFrom } from './sourced-from.ts'

export interface RecordView {
  id: number
  entity: string
  data: JsonObject
  provenance: JsonObject
  version: number
  createdAt: Date
  updatedAt: Date
  deletedAt: Date | null
  /** The record that goes on for it since they were merged. */
  mergedInto: number | null
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
  /** It came by a merge. */
  isMerged: boolean
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
  page: {
    after: number
    limit: number
    entity?: string | undefined
    q?: string | undefined
    from?: SourcedFrom | undefined
    /** Customers who like this store best. */
    store?: number | undefined
  },
): Promise<RecordView[]> {
  let query = db
    .selectFrom('record')
    .select(shown)
    .where('workspace_id', '=', workspaceId)
    .where('deleted_at', 'is', null)
    .where('id', '>', page.after)
  if (page.entity !== undefined) query = query.where('entity', '=', page.entity)
  query = query.orderBy('id').limit(page.limit)
  const q = page.q?.trim() ?? ''
  const { from, store } = page
  // Of two that are asked for, neither may answer with its own first page.
  const isAlone = q === '' && (from === undefined || store === undefined)
  if (from !== undefined) {
    query = query.where(isAlone ? isOnPageFrom(workspaceId, from, page) : isSourcedFrom(workspaceId, from))
  }
  if (store !== undefined) {
    query = query.where(isAlone ? isOnPageLiking(workspaceId, store, page) : likesStore(workspaceId, store))
  }
  if (isKeyLike(q)) {
    const byKey = await query.where(hasKey(workspaceId, q, page.entity)).execute()
    if (byKey.length > 0) return byKey.map(recordFrom)
  }
  if (isPhoneLike(q) && (page.entity ?? 'Customer') === 'Customer') {
    const byPhone = await query.where(hasPhone(workspaceId, q)).execute()
    if (byPhone.length > 0) return byPhone.map(recordFrom)
  }
  const rows = await (q === '' ? query : query.where(holdsWords(q))).execute()
  return rows.map(recordFrom)
}

export async function findRecord(db: Db | Tx, workspaceId: number, id: number): Promise<RecordView | null> {
  const row = await db
    .selectFrom('record')
    .select(shown)
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
      'link.behind',
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
    isMerged: row.behind !== null,
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

const shown = [
  'id',
  'entity',
  'data',
  'provenance',
  'version',
  'created_at',
  'updated_at',
  'deleted_at',
  'merged_into',
] as const

function recordFrom(row: Pick<Selectable<RecordTable>, (typeof shown)[number]>): RecordView {
  return {
    id: row.id,
    entity: row.entity,
    data: objectOrEmpty(row.data),
    provenance: objectOrEmpty(row.provenance),
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    deletedAt: row.deleted_at,
    mergedInto: row.merged_into,
  }
}

function objectOrEmpty(value: Json): JsonObject {
  return jsonObject(value) ?? {}
}
