/** Which store a customer likes best: the one where most of the orders were, unless a person chose another. */
import { sql } from 'kysely'
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
