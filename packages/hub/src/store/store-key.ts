/** By which keys the sources know the stores, and which keys orders came from. */
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import { recordset } from './recordset.ts'

export interface StoreKey {
  connectionId: number
  key: string
}

/** A key that orders came from, that a store has, or both. */
export interface KeyStanding extends StoreKey {
  connection: string
  connector: string
  /** Orders that came from there. */
  orders: number
  firstAt: Date | null
  lastAt: Date | null
  storeId: number | null
  store: string | null
}

/** Null for all of them: those without a store first, then the busiest. */
export async function selectKeys(
  db: Db | Tx,
  workspace: number,
  storeIds: readonly number[] | null,
): Promise<KeyStanding[]> {
  const ofStores = storeIds === null ? sql`true` : sql`k.store_id = any(${[...storeIds]}::bigint[])`
  const { rows } = await sql<KeyStanding>`
    select c.id as "connectionId", key, c.name as connection, c.connector, coalesce(l.orders, 0)::int as orders,
      l.first_at as "firstAt", l.last_at as "lastAt", s.id as "storeId", s.name as store
    from (select * from store_key where workspace_id = ${workspace}) k
    full join (select * from location_seen where workspace_id = ${workspace} and connection_id <> 0 and orders > 0) l
      using (workspace_id, connection_id, key)
    join connection c on c.workspace_id = ${workspace} and c.id = connection_id
    left join store s on s.workspace_id = ${workspace} and s.id = k.store_id
    where ${ofStores}
    order by k.store_id is not null, coalesce(l.orders, 0) desc, c.name, key`.execute(db)
  return rows
}

/** Takes away those of its keys that are not among these; answers which. */
export async function deleteOtherKeys(
  tx: Tx,
  workspace: number,
  storeId: number,
  keep: readonly StoreKey[],
): Promise<StoreKey[]> {
  const { rows } = await sql<StoreKey>`
    delete from store_key k where workspace_id = ${workspace} and store_id = ${storeId}
      and not exists (
        select from ${recordset(keep, keyColumns)} where r."connectionId" = k.connection_id and r.key = k.key)
    returning connection_id as "connectionId", key`.execute(tx)
  return rows
}

/** Gives the store these keys, but for those that any store has already; answers which. */
export async function insertKeys(
  tx: Tx,
  workspace: number,
  storeId: number,
  keys: readonly StoreKey[],
): Promise<StoreKey[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<StoreKey>`
    insert into store_key (workspace_id, connection_id, key, store_id)
    select ${workspace}, r."connectionId", r.key, ${storeId} from ${recordset(keys, keyColumns)}
    on conflict do nothing
    returning connection_id as "connectionId", key`.execute(tx)
  return rows
}

const keyColumns = '"connectionId" bigint, key text'

/** Which of these keys another store has. */
export async function selectTaken(
  tx: Tx,
  workspace: number,
  storeId: number,
  keys: readonly StoreKey[],
): Promise<(StoreKey & { store: string; connection: string })[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<StoreKey & { store: string; connection: string }>`
    select k.connection_id as "connectionId", k.key, s.name as store, c.name as connection
    from ${recordset(keys, keyColumns)}
    join store_key k on k.workspace_id = ${workspace} and k.connection_id = r."connectionId" and k.key = r.key
    join store s on s.workspace_id = k.workspace_id and s.id = k.store_id
    join connection c on c.workspace_id = k.workspace_id and c.id = k.connection_id
    where k.store_id <> ${storeId}`.execute(tx)
  return rows
}
