/** Rewards that customers took for points, and each step of it. */
import { type Selectable, sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import type { RedemptionTable } from '../db/tables.gen.ts'
import { recordset } from './recordset.ts'
import type { Discount } from './reward.ts'

export const redemptionStates = ['redeemed', 'applied', 'cancelled'] as const
export type RedemptionState = (typeof redemptionStates)[number]

/** A reward as it was when it was redeemed. */
export interface RedeemedReward {
  name: string
  points: number
  discount: Discount
  tillName: string
}

export interface Redemption {
  id: number
  /** What the cashier reads out. */
  code: string
  customerId: number
  rewardId: number
  reward: RedeemedReward
  state: RedemptionState
  redeemedBy: string
  redeemedAt: Date
  orderId: number | null
  /** Which discount of the order answered it. */
  discountId: string | null
  /** `till`: the hub found it by itself. */
  appliedBy: string | null
  appliedAt: Date | null
  note: string | null
}

/** One step of a redemption. */
export interface RedemptionStep {
  step: 'redeemed' | 'applied' | 'reopened' | 'cancelled'
  actor: string
  orderId: number | null
  note: string | null
  at: Date
}

/** How the list is narrowed. `flagged`: not applied, and redeemed before this instant. */
export interface RedemptionFilter {
  state?: RedemptionState | undefined
  flaggedBefore?: Date | undefined
  customers?: readonly number[] | undefined
}

export async function nextRedemptionId(tx: Tx): Promise<number> {
  const { rows } = await sql<{ id: number }>`select nextval('redemption_id') as id`.execute(tx)
  return Number(rows[0]?.id)
}

export async function insertRedemption(
  tx: Tx,
  workspace: number,
  redemption: Pick<
    Redemption,
    'id' | 'code' | 'customerId' | 'rewardId' | 'reward' | 'redeemedBy' | 'redeemedAt' | 'note'
  >,
): Promise<Redemption> {
  const { id, code, customerId, rewardId, reward, redeemedBy, redeemedAt, note } = redemption
  const row = await tx
    .insertInto('redemption')
    .values({
      ...{ workspace_id: workspace, id, code, note },
      ...{ customer_id: customerId, reward_id: rewardId, reward: JSON.stringify(reward) },
      ...{ redeemed_by: redeemedBy, redeemed_at: redeemedAt },
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return redemptionFrom(row)
}

/** The newest first. */
export async function listRedemptions(
  db: Db | Tx,
  workspace: number,
  filter: RedemptionFilter,
  page: { before: number | null; limit: number },
): Promise<Redemption[]> {
  let query = db.selectFrom('redemption').selectAll().where('workspace_id', '=', workspace)
  if (filter.state !== undefined) query = query.where('state', '=', filter.state)
  if (filter.customers !== undefined) query = query.where('customer_id', 'in', [...filter.customers])
  if (filter.flaggedBefore !== undefined) {
    query = query.where('state', '=', 'redeemed').where('redeemed_at', '<', filter.flaggedBefore)
  }
  if (page.before !== null) query = query.where('id', '<', page.before)
  const rows = await query.orderBy('id', 'desc').limit(page.limit).execute()
  return rows.map(redemptionFrom)
}

/** How many wait for the till, and how many of them were redeemed before this instant. */
export async function countWaiting(
  db: Db | Tx,
  workspace: number,
  flaggedBefore: Date,
): Promise<{ redeemed: number; flagged: number }> {
  const { rows } = await sql<{ redeemed: number; flagged: number }>`
    select count(*)::int as redeemed,
      (count(*) filter (where redeemed_at < ${flaggedBefore}::timestamptz))::int as flagged
    from redemption where workspace_id = ${workspace} and state = 'redeemed'`.execute(db)
  return rows[0] ?? { redeemed: 0, flagged: 0 }
}

export async function findRedemption(
  db: Db | Tx,
  workspace: number,
  by: { id: number } | { code: string },
): Promise<Redemption | null> {
  const query = db.selectFrom('redemption').selectAll().where('workspace_id', '=', workspace)
  const found = 'id' in by ? query.where('id', '=', by.id) : query.where('code', '=', by.code)
  const row = await found.executeTakeFirst()
  return row === undefined ? null : redemptionFrom(row)
}

/** The redemption as it stands, which nobody changes until the transaction ends. */
export async function lockRedemption(tx: Tx, workspace: number, id: number): Promise<Redemption | null> {
  const row = await tx
    .selectFrom('redemption')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row === undefined ? null : redemptionFrom(row)
}

/** Discounts of an order that have answered a redemption already. */
export async function answeredDiscounts(tx: Tx, workspace: number, orderId: number): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('redemption')
    .select('discount_id')
    .where('workspace_id', '=', workspace)
    .where('order_id', '=', orderId)
    .where('discount_id', 'is not', null)
    .execute()
  return new Set(rows.flatMap(({ discount_id }) => discount_id ?? []))
}

export interface Applied {
  id: number
  orderId: number | null
  discountId: string | null
}

/** The discounts of these were given. Of one that is not in the state `redeemed` nothing is changed. */
export async function applyRedemptions(
  tx: Tx,
  workspace: number,
  applied: readonly Applied[],
  by: { actor: string; note: string | null; at: Date },
): Promise<void> {
  if (applied.length === 0) return
  const rows = applied.map(({ id, orderId, discountId }) => ({ id, order_id: orderId, discount_id: discountId }))
  await sql`
    with moved as (
      update redemption set state = 'applied', order_id = r.order_id, discount_id = r.discount_id,
        applied_by = ${by.actor}, applied_at = ${by.at}::timestamptz, note = coalesce(${by.note}::text, note)
      from ${recordset(rows, 'id bigint, order_id bigint, discount_id text')}
      where redemption.workspace_id = ${workspace} and redemption.id = r.id and redemption.state = 'redeemed'
      returning redemption.id, redemption.order_id
    )
    insert into redemption_step (workspace_id, redemption_id, step, actor, order_id, note, at)
    select ${workspace}, id, 'applied', ${by.actor}, order_id, ${by.note}::text, ${by.at}::timestamptz
    from moved order by id`.execute(tx)
}

/** The discounts of these were taken back at the till: they wait for it again. */
export async function reopenRedemptions(
  tx: Tx,
  workspace: number,
  ids: readonly number[],
  by: { actor: string; at: Date },
): Promise<void> {
  if (ids.length === 0) return
  await sql`
    with before as (
      select id, order_id from redemption
      where workspace_id = ${workspace} and id = any(${[...ids]}::bigint[]) and state = 'applied'
    ), moved as (
      update redemption set state = 'redeemed', order_id = null, discount_id = null, applied_by = null, applied_at = null
      from before where redemption.workspace_id = ${workspace} and redemption.id = before.id
      returning redemption.id, before.order_id
    )
    insert into redemption_step (workspace_id, redemption_id, step, actor, order_id, at)
    select ${workspace}, id, 'reopened', ${by.actor}, order_id, ${by.at}::timestamptz from moved order by id`.execute(
    tx,
  )
}

export async function cancelRedemption(
  tx: Tx,
  workspace: number,
  id: number,
  by: { actor: string; note: string | null; at: Date },
): Promise<void> {
  await sql`
    update redemption set state = 'cancelled', order_id = null, discount_id = null, applied_by = null, applied_at = null,
      note = coalesce(${by.note}::text, note)
    where workspace_id = ${workspace} and id = ${id}`.execute(tx)
  await insertStep(tx, workspace, id, { step: 'cancelled', ...by })
}

export async function insertStep(
  tx: Tx,
  workspace: number,
  id: number,
  step: Omit<RedemptionStep, 'orderId'>,
): Promise<void> {
  await tx
    .insertInto('redemption_step')
    .values({ workspace_id: workspace, redemption_id: id, ...step })
    .execute()
}

/** In the order in which they were taken. */
export async function stepsOf(db: Db | Tx, workspace: number, id: number): Promise<RedemptionStep[]> {
  const rows = await db
    .selectFrom('redemption_step')
    .select(['step', 'actor', 'order_id', 'note', 'at'])
    .where('workspace_id', '=', workspace)
    .where('redemption_id', '=', id)
    .orderBy('id')
    .execute()
  // The table takes no other words.
  return rows.map(({ step, order_id, ...rest }) => ({
    ...rest,
    step: step as RedemptionStep['step'],
    orderId: order_id,
  }))
}

function redemptionFrom(row: Selectable<RedemptionTable>): Redemption {
  const { id, code, note } = row
  const state = redemptionStates.find((each) => each === row.state) ?? 'redeemed'
  return {
    ...{ id, code, state, note },
    ...{
      customerId: row.customer_id,
      rewardId: row.reward_id,
      redeemedBy: row.redeemed_by,
      redeemedAt: row.redeemed_at,
    },
    // Written by `insertRedemption` alone.
    reward: row.reward as unknown as RedeemedReward,
    ...{ orderId: row.order_id, discountId: row.discount_id, appliedBy: row.applied_by, appliedAt: row.applied_at },
  }
}
