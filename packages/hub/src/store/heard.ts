/** What a destination that is a source as well last said of a record: the link's contribution, as a push goes by it. */
import type { JsonObject } from '@trefoil/sdk'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import type { LinkSide } from './link.ts'
import { recordset } from './recordset.ts'

export interface HeardRow {
  id: number
  external_id: string
  contribution: JsonObject
  since: JsonObject | null
  /** Of what was read there; null: what was told there is not read again yet. */
  source_hash: string | null
}

/** External id → what was heard of it; those that never said anything are left out. */
export async function selectHeard(db: Db | Tx, side: LinkSide, externalIds: string[]): Promise<Map<string, HeardRow>> {
  const { rows } = await sql<HeardRow>`
    select id, external_id, contribution, since, source_hash from link
    where workspace_id = ${side.workspace} and connection_id = ${side.connectionId} and entity = ${side.entity}
      and external_id = any(${externalIds}::text[]) and contribution is not null and gone_at is null`.execute(db)
  return new Map(rows.map((row) => [row.external_id, row]))
}

/** Takes what was told for said, unless more was heard meanwhile. Whatever is read next is looked at. */
export async function updateHeard(tx: Tx, side: LinkSide, rows: HeardRow[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    update link l set contribution = r.contribution, since = r.since, source_hash = null, updated_at = now()
    from ${recordset(rows, 'external_id text, contribution json, since json, source_hash text')}
    where l.workspace_id = ${side.workspace} and l.connection_id = ${side.connectionId} and l.entity = ${side.entity}
      and l.external_id = r.external_id and l.source_hash is not distinct from r.source_hash`.execute(tx)
}
