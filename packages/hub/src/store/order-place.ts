/** Where each order was sold and to whom, and how many orders came from each place. */
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import { recordset } from './recordset.ts'
import type { StoreKey } from './store-key.ts'

/** What an order's record says of its place. */
export interface SaidPlace extends StoreKey {
  orderId: number
  customerId: string | null
  orderedAt: string | null
  createdAt: Date
}

export interface OrderPlace extends StoreKey {
  orderId: number
  customerId: number | null
  at: Date
}

/**
 * Of those of these records that are orders with a location. The key is one of the source whose word on it holds; what a
 * person says is meant as a place of the source that the order came from.
 */
export async function selectSaidPlaces(db: Db | Tx, workspace: number, ids: readonly number[]): Promise<SaidPlace[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<SaidPlace>`
    select o.id as "orderId", l.connection_id as "connectionId", trim(o.data->>'locationId') as key,
      o.data->>'customerId' as "customerId", o.data->>'orderedAt' as "orderedAt", o.created_at as "createdAt"
    from record o
    cross join lateral (
      select connection_id from link
      where workspace_id = ${workspace} and record_id = o.id and connection_id <> 0 and contribution is not null
      order by id::text = coalesce(o.provenance->>'locationId', o.provenance->>'*') desc, id limit 1
    ) l
    where o.workspace_id = ${workspace} and o.id = any(${[...ids]}::bigint[]) and o.entity = 'Order'
      and o.deleted_at is null and trim(o.data->>'locationId') <> ''`.execute(db)
  return rows
}

/** Brings these orders to where they were sold, none of the others, and the counts with them; answers the keys met. */
export async function replacePlaces(
  tx: Tx,
  workspace: number,
  orderIds: readonly number[],
  places: readonly OrderPlace[],
): Promise<StoreKey[]> {
  const columns = '"orderId" bigint, "connectionId" bigint, key text, "customerId" bigint, at timestamptz'
  const { rows } = await sql<StoreKey>`
    with r as materialized (
      select * from ${recordset(places, columns)}
    ), old as materialized (
      select * from order_place where workspace_id = ${workspace} and order_id = any(${[...orderIds]}::bigint[])
    ), gone as (
      delete from order_place p using old
      where p.workspace_id = ${workspace} and p.order_id = old.order_id
        and not exists (select from r where r."orderId" = old.order_id)
    ), put as (
      insert into order_place as p (workspace_id, order_id, connection_id, key, customer_id, at)
      select ${workspace}, r."orderId", r."connectionId", r.key, r."customerId", r.at from r
      on conflict (workspace_id, order_id) do update set connection_id = excluded.connection_id, key = excluded.key,
        customer_id = excluded.customer_id, at = excluded.at
      where (p.connection_id, p.key, p.customer_id, p.at)
        is distinct from (excluded.connection_id, excluded.key, excluded.customer_id, excluded.at)
    ), moved as (
      select connection_id, key, sum(orders) as orders, min(at) as first_at, max(at) as last_at from (
        select connection_id, key, -1 as orders, at from old
        union all
        select "connectionId", key, 1, at from r
      ) each group by connection_id, key
    )
    insert into location_seen as l (workspace_id, connection_id, key, orders, first_at, last_at)
    select ${workspace}, connection_id, key, orders, first_at, last_at from moved
    on conflict (workspace_id, connection_id, key) do update set orders = l.orders + excluded.orders,
      first_at = least(l.first_at, excluded.first_at), last_at = greatest(l.last_at, excluded.last_at)
    returning connection_id as "connectionId", key`.execute(tx)
  return rows
}

/** Whether orders come into this hub at all. */
export async function hasOrderFlow(db: Db, workspace: number): Promise<boolean> {
  const row = await db
    .selectFrom('flow')
    .select('id')
    .where('workspace_id', '=', workspace)
    .where('entity', '=', 'Order')
    .where('direction', '=', 'to_hub')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** The store where each of these orders was sold; those that were sold in none are left out. */
export async function selectStoresOfOrders(
  db: Db | Tx,
  workspace: number,
  orderIds: readonly number[],
): Promise<Map<number, number>> {
  const said = await selectSaidPlaces(db, workspace, orderIds)
  if (said.length === 0) return new Map()
  const { rows } = await sql<{ orderId: number; storeId: number }>`
    select r."orderId", k.store_id as "storeId"
    from ${recordset(said, '"orderId" bigint, "connectionId" bigint, key text')}
    join store_key k on k.workspace_id = ${workspace} and k.connection_id = r."connectionId" and k.key = r.key`.execute(
    db,
  )
  return new Map(rows.map(({ orderId, storeId }) => [orderId, storeId]))
}
