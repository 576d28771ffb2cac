/** What points buy. */
import { type Selectable, sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import type { RewardTable } from '../db/tables.gen.ts'

/** Off the bill of an order: an amount in minor units of a currency, or a share of it. */
export type Discount = { kind: 'amount'; amount: number; currency: string } | { kind: 'percent'; percent: number }

export interface Reward {
  id: number
  name: string
  says: string
  points: number
  discount: Discount
  /** What the discount is called at the till. */
  tillName: string
  validFrom: Date | null
  validUntil: Date | null
  archivedAt: Date | null
  createdAt: Date
}

export type RewardTerms = Pick<
  Reward,
  'name' | 'says' | 'points' | 'discount' | 'tillName' | 'validFrom' | 'validUntil'
>

/** By the points that they cost, the dearest last; those that are archived only where they are asked for. */
export async function listRewards(db: Db | Tx, workspace: number, withArchived: boolean): Promise<Reward[]> {
  let query = db.selectFrom('reward').selectAll().where('workspace_id', '=', workspace)
  if (!withArchived) query = query.where('archived_at', 'is', null)
  const rows = await query.orderBy(sql`archived_at is not null`).orderBy('points').orderBy('id').execute()
  return rows.map(rewardFrom)
}

export async function findReward(db: Db | Tx, workspace: number, id: number): Promise<Reward | null> {
  const row = await db
    .selectFrom('reward')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .where('id', '=', id)
    .executeTakeFirst()
  return row === undefined ? null : rewardFrom(row)
}

/** The reward as it stands, which nobody changes until the transaction ends. */
export async function lockReward(tx: Tx, workspace: number, id: number): Promise<Reward | null> {
  const row = await tx
    .selectFrom('reward')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row === undefined ? null : rewardFrom(row)
}

/** Throws where a reward on offer has the name already. */
export async function insertReward(db: Db | Tx, workspace: number, terms: RewardTerms, at: Date): Promise<Reward> {
  const row = await db
    .insertInto('reward')
    .values({ workspace_id: workspace, ...columnsOf(terms), created_at: at })
    .returningAll()
    .executeTakeFirstOrThrow()
  return rewardFrom(row)
}

/** Throws where a reward on offer has the name already. */
export async function updateReward(
  db: Db | Tx,
  workspace: number,
  id: number,
  to: RewardTerms & { archivedAt: Date | null },
): Promise<Reward> {
  const row = await db
    .updateTable('reward')
    .set({ ...columnsOf(to), archived_at: to.archivedAt })
    .where('workspace_id', '=', workspace)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return rewardFrom(row)
}

function columnsOf({ name, says, points, discount, tillName, validFrom, validUntil }: RewardTerms) {
  const worth =
    discount.kind === 'amount'
      ? { amount: discount.amount, currency: discount.currency, percent: null }
      : { amount: null, currency: null, percent: discount.percent }
  const when = { valid_from: validFrom, valid_until: validUntil }
  return { name, says, points, kind: discount.kind, ...worth, till_name: tillName, ...when }
}

function rewardFrom(row: Selectable<RewardTable>): Reward {
  const { id, name, says, points } = row
  const discount: Discount =
    row.kind === 'amount'
      ? { kind: 'amount', amount: row.amount ?? 0, currency: row.currency ?? '' }
      : { kind: 'percent', percent: row.percent ?? 0 }
  const times = { validFrom: row.valid_from, validUntil: row.valid_until, archivedAt: row.archived_at }
  return { id, name, says, points, discount, tillName: row.till_name, ...times, createdAt: row.created_at }
}
