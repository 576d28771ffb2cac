/** Keys that orders come from and no store has, and the issues that say so. */
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import type { ClosedIssue } from './issue.ts'
import { recordset } from './recordset.ts'
import type { StoreKey } from './store-key.ts'

export interface UnmappedKey extends StoreKey {
  connection: string
  orders: number
}

/** Of these keys, or of all. */
export async function selectUnmapped(
  db: Db | Tx,
  workspace: number,
  among: readonly StoreKey[] | null,
): Promise<UnmappedKey[]> {
  const isMeant =
    among === null
      ? sql`true`
      : sql`exists (select from ${recordset(among, '"connectionId" bigint, key text')}
          where r."connectionId" = l.connection_id and r.key = l.key)`
  const { rows } = await sql<UnmappedKey>`
    select l.connection_id as "connectionId", l.key, c.name as connection, l.orders::int as orders
    from location_seen l
    join connection c on c.workspace_id = l.workspace_id and c.id = l.connection_id
    where l.workspace_id = ${workspace} and l.orders > 0 and ${isMeant} and not exists (
      select from store_key k
      where k.workspace_id = l.workspace_id and k.connection_id = l.connection_id and k.key = l.key)
    order by l.connection_id, l.key`.execute(db)
  return rows
}

/** Whether the business knows its stores, or has a loyalty programme: else nobody misses a store. */
export async function isUsingStores(db: Db | Tx, workspace: number): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`
    select exists (select from store where workspace_id = ${workspace} and archived_at is null)
      or exists (select from workspace where id = ${workspace} and settings->'loyalty'->'isOn' = 'true') as is`.execute(
    db,
  )
  return rows[0]?.is === true
}

/** Closes what is over: the key is a store's now, nothing comes from it any more, or stores are not used. */
export async function closeMapped(
  tx: Tx,
  workspace: number,
  isUsed: boolean,
  now: Date,
): Promise<(ClosedIssue & { connectionId: number })[]> {
  const { rows } = await sql<ClosedIssue & { connectionId: number }>`
    update issue i set state = 'closed', closed_at = ${now}::timestamptz, closed_by = 'passed', snoozed_until = null
    where i.workspace_id = ${workspace} and i.shape = 'store' and i.state <> 'closed' and (
      not ${isUsed}::boolean
      or exists (select from store_key k
        where k.workspace_id = i.workspace_id and k.connection_id = i.connection_id and k.key = i.field)
      or not exists (select from location_seen l
        where l.workspace_id = i.workspace_id and l.connection_id = i.connection_id and l.key = i.field and l.orders > 0))
    returning id, shape, code, total, connection_id as "connectionId"`.execute(tx)
  return rows
}
