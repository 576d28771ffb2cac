/** What sources last said, as it stands beside their links: mapped again without a call to the vendor. */
import type { JsonObject } from '@trefoil/sdk'
import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import type { LinkSide } from './link.ts'

/** A source record as it was last stored. */
export interface StoredSource {
  external_id: string
  record_id: number
  source: JsonObject
}

/** The source records that one flow brought in, in the order of their ids. */
export async function pageStoredSources(
  db: Db | Tx,
  side: LinkSide,
  page: { flowId: number; after: string; limit: number },
): Promise<StoredSource[]> {
  return select(
    db,
    side,
    sql`flow_id = ${page.flowId} and external_id > ${page.after} order by external_id limit ${page.limit}`,
  )
}

/** Those that are stored of the named ones. */
export async function findStoredSources(
  db: Db | Tx,
  side: LinkSide,
  named: { externalIds: string[] } | { recordIds: number[] },
): Promise<StoredSource[]> {
  const isNamed =
    'externalIds' in named
      ? sql`external_id = any(${named.externalIds}::text[])`
      : sql`record_id = any(${named.recordIds}::bigint[])`
  return select(db, side, sql`${isNamed} order by external_id`)
}

async function select(db: Db | Tx, side: LinkSide, which: RawBuilder<unknown>): Promise<StoredSource[]> {
  const { rows } = await sql<StoredSource>`
    select external_id, record_id, source from link
    where workspace_id = ${side.workspace} and connection_id = ${side.connectionId} and entity = ${side.entity}
      and source is not null and gone_at is null and ${which}`.execute(db)
  return rows
}

/** How many records of one side have a source of their own. */
export async function countStoredSources(db: Db | Tx, side: LinkSide): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from link
    where workspace_id = ${side.workspace} and connection_id = ${side.connectionId} and entity = ${side.entity}
      and source is not null and gone_at is null`.execute(db)
  return rows[0]?.count ?? 0
}
