/** Orders as far as points go, and how they stand in the ledger. */
import type { OrderOfCustomer } from '@trefoil/mapping'
import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'

/** Those among these records that are orders, with those that left the lists. */
export async function selectEarningOrders(
  db: Db | Tx,
  workspace: number,
  ids: readonly number[],
): Promise<OrderOfCustomer[]> {
  if (ids.length === 0) return []
  return earningOrders(db, workspace, sql`id = any(${[...ids]}::bigint[])`)
}

/** The orders that these customers placed on one of these dates, as the orders write them, and those of no date. */
export async function selectOrdersOnDates(
  db: Db | Tx,
  workspace: number,
  of: { customers: readonly number[]; dates: readonly string[] },
): Promise<OrderOfCustomer[]> {
  if (of.customers.length === 0) return []
  return earningOrders(
    db,
    workspace,
    sql`data ->> 'customerId' = any(${of.customers.map(String)}::text[]) and deleted_at is null and
      (data ->> 'orderedAt' is null or left(data ->> 'orderedAt', 10) = any(${[...of.dates]}::text[]))`,
  )
}

/** The ids of the next orders, those among them that left the lists. */
export async function selectOrderIds(
  db: Db | Tx,
  workspace: number,
  page: { after: number; limit: number },
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from (
      (select id from record where workspace_id = ${workspace} and entity = 'Order' and deleted_at is null
        and id > ${page.after} order by id limit ${page.limit})
      union
      (select distinct order_id from points_entry where workspace_id = ${workspace} and order_id > ${page.after}
        and kind in ('earn', 'reverse') order by order_id limit ${page.limit})
    ) as orders order by id limit ${page.limit}`.execute(db)
  return rows.map(({ id }) => id)
}

/** What one customer has of one order by now. */
export interface OrderStanding {
  orderId: number
  customerId: number
  points: number
  /** How many entries that took. */
  entries: number
  /** When the order had been placed, as the entries say. */
  earnedAt: Date[]
}

export async function selectStandings(
  db: Db | Tx,
  workspace: number,
  orderIds: readonly number[],
): Promise<OrderStanding[]> {
  if (orderIds.length === 0) return []
  const { rows } = await sql<Omit<OrderStanding, 'earnedAt'> & { earnedAt: number[] }>`
    select order_id as "orderId", customer_id as "customerId", sum(points)::bigint as points,
      count(*)::int as entries,
      coalesce(json_agg(distinct extract(epoch from at)) filter (where kind = 'earn'), '[]') as "earnedAt"
    from points_entry
    where workspace_id = ${workspace} and order_id = any(${[...orderIds]}::bigint[]) and kind in ('earn', 'reverse')
    group by order_id, customer_id`.execute(db)
  return rows.map((row) => ({ ...row, earnedAt: row.earnedAt.map((seconds) => new Date(seconds * 1_000)) }))
}

/** Whoever moves what orders earned waits here, until the transaction ends: two that compare at once would both move it. */
export async function lockEarning(tx: Tx, workspace: number): Promise<void> {
  await sql`select pg_advisory_xact_lock('points_entry'::regclass::oid::int, ${workspace})`.execute(tx)
}

async function earningOrders(db: Db | Tx, workspace: number, where: RawBuilder<unknown>): Promise<OrderOfCustomer[]> {
  const { rows } = await sql<OrderOfCustomer & { orderedAt: string | null; createdAt: Date }>`
    select id, data ->> 'status' as status, data ->> 'currency' as currency,
      case when data ->> 'customerId' ~ '^[1-9]\\d{0,14}$' then (data ->> 'customerId')::bigint end as "customerId",
      ${amount('total')} as total, ${amount('taxAmount')} as "taxAmount", ${amount('refundedAmount')} as "refundedAmount",
      data ->> 'orderedAt' as "orderedAt", created_at as "createdAt", deleted_at is not null as "isGone"
    from record where workspace_id = ${workspace} and entity = 'Order' and ${where}`.execute(db)
  return rows.map(({ orderedAt, createdAt, ...order }) => ({ ...order, placedAt: instant(orderedAt) ?? createdAt }))
}

function amount(field: string): RawBuilder<unknown> {
  return sql`case when jsonb_typeof(data -> ${field}) = 'number' then (data ->> ${field})::float8 end`
}

function instant(text: string | null): Date | null {
  const at = new Date(text ?? '')
  return Number.isNaN(at.getTime()) ? null : at
}
