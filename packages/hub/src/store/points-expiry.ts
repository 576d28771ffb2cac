/** Points that nobody used for so long that they expire: after a customer's latest order, all that is left at once. */
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { NewEntry } from './points-entry.ts'

interface ExpiryTerms {
  afterDays: number
  /** Before that the days are not counted. */
  from: Date | null
}

/** What counts as having been there. */
const isSign: RawBuilder<unknown> = sql`(points > 0 and kind in ('earn', 'give_back', 'adjust'))`

/** Customers beyond this id who have points, and were last there too long ago. Nobody redeems for them until the transaction ends. */
export async function lockExpired(
  tx: Tx,
  workspace: number,
  of: ExpiryTerms & { now: Date; after: number; limit: number },
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from record where workspace_id = ${workspace} and id in (
      select customer_id from (${balances(workspace)}) as due
      where points > 0 and ${isOver(of)} and customer_id > ${of.after} order by customer_id limit ${of.limit})
    order by id for no key update`.execute(tx)
  return rows.map(({ id }) => id)
}

/** What these customers have, and lose: nothing, where they were there meanwhile. */
export async function selectExpired(
  tx: Tx,
  workspace: number,
  ids: readonly number[],
  of: ExpiryTerms & { now: Date },
): Promise<{ customerId: number; points: number }[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ customerId: number; points: number }>`
    select customer_id as "customerId", points from (${balances(workspace)}) as due
    where customer_id = any(${[...ids]}::bigint[]) and points > 0 and ${isOver(of)}`.execute(tx)
  return rows
}

/** Points that expired too early by what holds now. Null: they never expire. */
export async function selectUndue(
  tx: Tx,
  workspace: number,
  of: ExpiryTerms | null,
): Promise<Pick<NewEntry, 'customerId' | 'points' | 'key'>[]> {
  const isUndue =
    of === null
      ? sql`true`
      : sql`exists (
          select from points_entry e where e.workspace_id = x.workspace_id and ${isSign} and e.at <= x.at
            and e.customer_id in (select x.customer_id union all
              select id from record where workspace_id = x.workspace_id and merged_into = x.customer_id)
            and greatest(e.at, ${of.from}::timestamptz) + make_interval(days => ${of.afterDays}::int) > x.at)`
  const { rows } = await sql<{ customerId: number; points: number; key: string }>`
    select customer_id as "customerId", -points as points, 'unexpire:' || id as key from points_entry x
    where workspace_id = ${workspace} and kind = 'expire' and points < 0 and ${isUndue} and not exists (
      select from points_entry given where given.workspace_id = x.workspace_id and given.key = 'unexpire:' || x.id)
    order by id`.execute(tx)
  return rows
}

function balances(workspace: number): RawBuilder<unknown> {
  return sql`
    select coalesce(r.merged_into, e.customer_id) as customer_id, sum(points)::bigint as points,
      max(at) filter (where ${isSign}) as last_at
    from points_entry e left join record r on r.workspace_id = e.workspace_id and r.id = e.customer_id
    where e.workspace_id = ${workspace} group by 1`
}

function isOver({ afterDays, from, now }: ExpiryTerms & { now: Date }): RawBuilder<unknown> {
  return sql`greatest(last_at, ${from}::timestamptz) + make_interval(days => ${afterDays}::int) <= ${now}::timestamptz`
}
