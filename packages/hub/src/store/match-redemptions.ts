/** Redemptions and the orders that may answer them, each under the customer whom its own was merged into. */
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import type { RedeemedReward } from './redemption.ts'

/** A redemption that was not cancelled. */
export interface Answerable {
  id: number
  customerId: number
  code: string
  reward: RedeemedReward
  redeemedAt: Date
  /** The discount that answers it now; null: none is known. */
  answer: { orderId: number; discountId: string } | null
  /** A person said that it was applied, and the till does not take it back. */
  isSettled: boolean
}

/** An order with what was taken off it. */
export interface CheapenedOrder {
  id: number
  customerId: number | null
  currency: string | null
  status: string | null
  placedAt: Date | null
  discounts: { id: string; name: string; amount: number }[]
}

/** Orders by their ids, as they stand; one that is no more has no discounts. */
export async function cheapenedOrders(
  db: Db | Tx,
  workspace: number,
  ids: readonly number[],
): Promise<CheapenedOrder[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<CheapenedOrder>`
    select o.id, coalesce(c.merged_into, c.id) as "customerId", o.data->>'currency' as currency,
      o.data->>'status' as status, (o.data->>'orderedAt')::timestamptz as "placedAt",
      coalesce((
        select jsonb_agg(jsonb_build_object('id', d->>'id', 'name', coalesce(d->>'name', ''), 'amount', (d->>'amount')::numeric))
        from jsonb_array_elements(
          case when o.deleted_at is null and jsonb_typeof(o.data->'discounts') = 'array' then o.data->'discounts' else '[]' end
        ) as d
      ), '[]') as discounts
    from record o
    left join record c on c.workspace_id = o.workspace_id and c.entity = 'Customer'
      and c.id = case when o.data->>'customerId' ~ '^[0-9]{1,15}$' then (o.data->>'customerId')::bigint end
    where o.workspace_id = ${workspace} and o.id = any(${[...ids]}::bigint[]) and o.entity = 'Order'`.execute(db)
  return rows
}

/**
 * The redemptions of these customers, and those that one of these orders answers; nobody changes them until the
 * transaction ends.
 */
export async function lockAnswerable(
  tx: Tx,
  workspace: number,
  of: { customers: readonly number[]; orders: readonly number[] },
): Promise<Answerable[]> {
  const { rows } = await sql<Omit<Answerable, 'answer'> & { orderId: number | null; discountId: string | null }>`
    select r.id, coalesce(c.merged_into, r.customer_id) as "customerId", r.code, r.reward, r.redeemed_at as "redeemedAt",
      r.order_id as "orderId", r.discount_id as "discountId", r.state = 'applied' and r.applied_by <> 'till' as "isSettled"
    from redemption r
    left join record c on c.workspace_id = r.workspace_id and c.id = r.customer_id
    where r.workspace_id = ${workspace} and r.state <> 'cancelled' and r.id in (
      select id from redemption where workspace_id = ${workspace} and customer_id in (
        select id from record
        where workspace_id = ${workspace}
          and (id = any(${[...of.customers]}::bigint[]) or merged_into = any(${[...of.customers]}::bigint[]))
      )
      union all
      select id from redemption where workspace_id = ${workspace} and order_id = any(${[...of.orders]}::bigint[])
    )
    order by r.id for no key update of r`.execute(tx)
  return rows.map(({ orderId, discountId, ...row }) => ({
    ...row,
    answer: orderId === null || discountId === null ? null : { orderId, discountId },
  }))
}
