/** Records as a from_hub flow would find them due, without making them due. */
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import type { DueDelivery, FlowRef } from './delivery.ts'

/** Beside each record what its destination was told last, and the id under which it is known there. */
export async function selectWouldBeDeliveries(
  db: Db | Tx,
  flow: FlowRef & { connectionId: number; entity: string },
  recordIds: number[],
): Promise<DueDelivery[]> {
  const { rows } = await sql<DueDelivery>`
    select r.id as record_id, r.version, r.data, l.external_id, d.output, false as forced, false as begun, 0 as attempts,
      null::bigint as run_id
    from record r
    left join delivery d
      on d.workspace_id = r.workspace_id and d.record_id = r.id and d.flow_id = ${flow.flowId}
    left join lateral (
      select external_id from link
      where workspace_id = r.workspace_id and record_id = r.id
        and connection_id = ${flow.connectionId} and entity = ${flow.entity} and gone_at is null
      order by coalesce(behind, 0), id limit 1
    ) l on true
    where r.workspace_id = ${flow.workspace} and r.id = any(${recordIds}::bigint[]) and r.entity = ${flow.entity}
      and r.deleted_at is null
    order by r.id`.execute(db)
  return rows
}

/** The first records of an entity: the same ones each time, so that two previews can be compared. */
export async function firstRecordIds(db: Db | Tx, workspace: number, entity: string, limit: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from record
    where workspace_id = ${workspace} and entity = ${entity} and deleted_at is null
    order by id limit ${limit}`.execute(db)
  return rows.map((row) => row.id)
}
