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
  /** Null: the record goes on. 0: it is no more. Else the record that it became a part of. */
  wentTo: number | null
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
    select id, record_id as "recordId", entity, version, went_to as "wentTo", run_id as "runId", actor, at,
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

/** Transactions that have drawn ids and are not over: by the lock that they hold (migration 0008). */
export async function writersUnderWay(db: Db): Promise<Set<string>> {
  const { rows } = await sql<{ writer: string }>`
    select virtualtransaction as writer from pg_locks
    where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())
      and classid = 'change'::regclass and objid = 0 and objsubid = 2`.execute(db)
  return new Set(rows.map(({ writer }) => writer))
}
