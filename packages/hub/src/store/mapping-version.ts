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
