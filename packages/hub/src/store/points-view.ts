/** The ledger of points as people read it. */
import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import type { EntryKind } from './points-entry.ts'

export interface EntryView {
  id: number
  kind: EntryKind
  points: number
  orderId: number | null
  /** By which number people know the order. */
  orderNumber: string | null
  redemptionId: number | null
  actor: string
  note: string | null
  at: Date
  recordedAt: Date
}

/** What one customer was given and taken, the newest entry first, with those of the records that became a part of them. */
export async function listEntries(
  db: Db | Tx,
  workspace: number,
  of: { customerId: number; before: number | null; limit: number },
): Promise<EntryView[]> {
  const isBefore = of.before === null ? sql`` : sql`and e.id < ${of.before}`
  const { rows } = await sql<EntryView>`
    select e.id, e.kind, e.points, e.order_id as "orderId", o.data ->> 'transactionNumber' as "orderNumber",
      e.redemption_id as "redemptionId", e.actor, e.note, e.at, e.recorded_at as "recordedAt"
    from points_entry e left join record o on o.workspace_id = e.workspace_id and o.id = e.order_id
    where e.workspace_id = ${workspace} and e.customer_id in (
      select ${of.customerId}::bigint
      union all select id from record where workspace_id = ${workspace} and merged_into = ${of.customerId}) ${isBefore}
    order by e.id desc limit ${of.limit}`.execute(db)
  return rows
}

export interface PointsTotals {
  earned: number
  redeemed: number
  expired: number
  adjusted: number
  /** What customers have together. */
  balance: number
  /** Customers with at least one entry. */
  members: number
}

export async function selectTotals(db: Db | Tx, workspace: number): Promise<PointsTotals> {
  const sumOf = (kinds: RawBuilder<unknown>) => sql`coalesce(sum(points) filter (where kind in ${kinds}), 0)::bigint`
  const { rows } = await sql<PointsTotals>`
    select ${sumOf(sql`('earn', 'reverse')`)} as earned, -${sumOf(sql`('redeem', 'give_back')`)} as redeemed,
      -${sumOf(sql`('expire')`)} as expired, ${sumOf(sql`('adjust')`)} as adjusted,
      coalesce(sum(points), 0)::bigint as balance, count(distinct coalesce(r.merged_into, e.customer_id)) as members
    from points_entry e left join record r on r.workspace_id = e.workspace_id and r.id = e.customer_id
    where e.workspace_id = ${workspace}`.execute(db)
  return rows[0] ?? { earned: 0, redeemed: 0, expired: 0, adjusted: 0, balance: 0, members: 0 }
}

/** An order of nobody, as people know it. */
export interface UnattributedOrder {
  id: number
  number: string | null
  emailAddress: string | null
}

/** Orders that name no customer, the newest first. */
export async function listUnattributed(
  db: Db | Tx,
  workspace: number,
  page: { before: number | null; limit: number },
): Promise<UnattributedOrder[]> {
  const isBefore = page.before === null ? sql`` : sql`and id < ${page.before}`
  const { rows } = await sql<UnattributedOrder>`
    select id, data ->> 'transactionNumber' as number, data ->> 'emailAddress' as "emailAddress"
    from record where ${isOfNobody(workspace)} ${isBefore} order by id desc limit ${page.limit}`.execute(db)
  return rows
}

export async function countUnattributed(db: Db | Tx, workspace: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) from record where ${isOfNobody(workspace)}`.execute(db)
  return rows[0]?.count ?? 0
}

function isOfNobody(workspace: number): RawBuilder<unknown> {
  return sql`workspace_id = ${workspace} and entity = 'Order' and deleted_at is null and data ->> 'customerId' is null`
}
