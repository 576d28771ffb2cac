/** Which store a customer likes best: the one where most of the orders were, unless a person chose another. */
import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'

/** What a customer bought in one store. */
export interface StoreVisits {
  storeId: number
  store: string
  orders: number
  lastAt: Date
}

export interface StoreChoice {
  storeId: number
  store: string
  chosenBy: string
  chosenAt: Date
}

/** The most orders first, and of equals the newest: the first one is the favourite. */
export async function selectVisits(db: Db | Tx, workspace: number, customerId: number): Promise<StoreVisits[]> {
  const { rows } = await sql<StoreVisits>`
    select s.id as "storeId", s.name as store, count(*)::int as orders, max(p.at) as "lastAt"
    from order_place p
    join store_key k on k.workspace_id = p.workspace_id and k.connection_id = p.connection_id and k.key = p.key
    join store s on s.workspace_id = k.workspace_id and s.id = k.store_id
    where p.workspace_id = ${workspace} and p.customer_id = ${customerId}
    group by s.id, s.name
    order by orders desc, "lastAt" desc, s.id`.execute(db)
  return rows
}

/** A store that was archived since is nobody's favourite. */
export async function selectChoice(db: Db | Tx, workspace: number, customerId: number): Promise<StoreChoice | null> {
  const { rows } = await sql<StoreChoice>`
    select s.id as "storeId", s.name as store, f.chosen_by as "chosenBy", f.chosen_at as "chosenAt"
    from favourite_store f
    join store s on s.workspace_id = f.workspace_id and s.id = f.store_id
    where f.workspace_id = ${workspace} and f.customer_id = ${customerId} and s.archived_at is null`.execute(db)
  return rows[0] ?? null
}

export async function putChoice(
  db: Db | Tx,
  workspace: number,
  of: { customerId: number; storeId: number; by: string },
  now: Date,
): Promise<void> {
  await sql`
    insert into favourite_store (workspace_id, customer_id, store_id, chosen_by, chosen_at)
    values (${workspace}, ${of.customerId}, ${of.storeId}, ${of.by}, ${now}::timestamptz)
    on conflict (workspace_id, customer_id) do update set store_id = excluded.store_id,
      chosen_by = excluded.chosen_by, chosen_at = excluded.chosen_at`.execute(db)
}

export async function deleteChoice(db: Db | Tx, workspace: number, customerId: number): Promise<void> {
  await sql`
    delete from favourite_store where workspace_id = ${workspace} and customer_id = ${customerId}`.execute(db)
}

/** Records that are customers who like this store best: for a question that narrows the list by itself. */
export function likesStore(workspace: number, storeId: number): RawBuilder<boolean> {
  return sql<boolean>`(record.entity = 'Customer' and ${storeId} = ${favouriteOf(workspace, sql`record.id`)})`
}

/**
 * The same for a page of all customers, in the order of their ids: each of the store's keys by itself, in the order of
 * those who bought there, so that neither a store of few nor one of most looks at everybody.
 */
export function isOnPageLiking(
  workspace: number,
  storeId: number,
  page: { after: number; limit: number },
): RawBuilder<boolean> {
  const firstOf = (customers: RawBuilder<unknown>) => sql`(
    select c.id from (${customers}) c
    join record kept on kept.workspace_id = ${workspace} and kept.id = c.id and kept.deleted_at is null
    where ${storeId} = ${favouriteOf(workspace, sql`c.id`)}
    order by c.id limit ${page.limit})`
  const buyers = sql`
    select distinct p.customer_id as id from order_place p
    where p.workspace_id = ${workspace} and p.connection_id = k.connection_id and p.key = k.key
      and p.customer_id > ${page.after}
    order by id`
  const chosen = sql`
    select customer_id as id from favourite_store
    where workspace_id = ${workspace} and store_id = ${storeId} and customer_id > ${page.after}`
  return sql<boolean>`record.id in (
    select f.id from store_key k cross join lateral ${firstOf(buyers)} f
    where k.workspace_id = ${workspace} and k.store_id = ${storeId}
    union all ${firstOf(chosen)})`
}

function favouriteOf(workspace: number, customer: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`coalesce((
    select f.store_id from favourite_store f
    join store s on s.workspace_id = f.workspace_id and s.id = f.store_id and s.archived_at is null
    where f.workspace_id = ${workspace} and f.customer_id = ${customer}
  ), (
    select k.store_id from order_place p
    join store_key k on k.workspace_id = p.workspace_id and k.connection_id = p.connection_id and k.key = p.key
    where p.workspace_id = ${workspace} and p.customer_id = ${customer}
    group by k.store_id order by count(*) desc, max(p.at) desc, k.store_id limit 1
  ))`
}
