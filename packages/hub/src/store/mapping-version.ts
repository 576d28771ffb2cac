import type { FlowDefinition } from '@trefoil/mapping'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'

export async function insertMappingVersion(
  db: Db | Tx,
  version: { workspaceId: number; flowId: number; version: number; definition: FlowDefinition; note: string | null },
): Promise<void> {
  await db
    .insertInto('mapping_version')
    .values({
      workspace_id: version.workspaceId,
      flow_id: version.flowId,
      version: version.version,
      definition: JSON.stringify(version.definition),
      note: version.note,
    })
    .execute()
}

export async function findMappingVersion(
  db: Db | Tx,
  of: { workspaceId: number; flowId: number; version: number },
): Promise<FlowDefinition | null> {
  const { rows } = await sql<{ definition: FlowDefinition }>`
    select definition from mapping_version
    where workspace_id = ${of.workspaceId} and flow_id = ${of.flowId} and version = ${of.version}`.execute(db)
  return rows[0]?.definition ?? null
}

/** One version as a list shows it. */
export interface VersionView {
  /** The version number: lists go on behind it. */
  id: number
  note: string | null
  createdAt: Date
}

/** The newest first; `before` is the number after which the last page ended. */
export async function listMappingVersions(
  db: Db | Tx,
  of: { workspaceId: number; flowId: number },
  page: { before: number | null; limit: number },
): Promise<VersionView[]> {
  let query = db
    .selectFrom('mapping_version')
    .select(['version', 'note', 'created_at'])
    .where('workspace_id', '=', of.workspaceId)
    .where('flow_id', '=', of.flowId)
  if (page.before !== null) query = query.where('version', '<', page.before)
  const rows = await query.orderBy('version', 'desc').limit(page.limit).execute()
  return rows.map((row) => ({ id: row.version, note: row.note, createdAt: row.created_at }))
}

/** The newest number given out so far: a flow may stand on an older one. */
export async function newestMappingVersion(db: Db | Tx, workspaceId: number, flowId: number): Promise<number> {
  const row = await db
    .selectFrom('mapping_version')
    .select((e) => e.fn.max('version').as('version'))
    .where('workspace_id', '=', workspaceId)
    .where('flow_id', '=', flowId)
    .executeTakeFirst()
  return row?.version ?? 0
}
