/** Changes in the order in which they are followed, and how far that order is settled. */
import { sql } from 'kysely'
import type { Db } from '../db/database.ts'

/** One new version of a record, without the values. */
export interface FeedChange {
  id: number
  recordId: number
  entity: string
  version: number
  /** The fields that changed; null: the record was created. */
  fields: string[] | null
  runId: number | null
  actor: string
  at: Date
}

export async function selectFeed(
  db: Db,
  workspace: number,
  of: { after: number; upTo: number; limit: number; entity?: string | undefined },
): Promise<FeedChange[]> {
  const isOfEntity = of.entity === undefined ? sql`` : sql`and entity = ${of.entity}`
  const { rows } = await sql<FeedChange>`
    select id, record_id as "recordId", entity, version, run_id as "runId", actor, at,
      case when patch is not null then array(select jsonb_object_keys(patch)) end as fields
    from change
    where workspace_id = ${workspace} and id > ${of.after} and id <= ${of.upTo} ${isOfEntity}
    order by id limit ${of.limit}`.execute(db)
  return rows
}

/** The last id that any transaction has drawn, whether its change is stored already, later, or never. */
export async function lastDrawnChange(db: Db): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    select case when is_called then last_value else 0 end as last from change_id_seq`.execute(db)
  return rows[0]?.last ?? 0
}

/**
 * Transactions that write are numbered as they begin to. All before `oldest` are over; whoever had a number by now has
 * one before `own`, which is taken for this look: the snapshot by itself knows only of numbers up to the last that ended.
 */
export async function transactionsUnderWay(db: Db): Promise<{ oldest: bigint; own: bigint }> {
  const { rows } = await sql<{ oldest: string; own: string }>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as oldest, pg_current_xact_id()::text as own`.execute(db)
  return { oldest: BigInt(rows[0]?.oldest ?? 0), own: BigInt(rows[0]?.own ?? 0) }
}
