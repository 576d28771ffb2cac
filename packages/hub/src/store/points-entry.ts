/** The ledger of points: it only grows. */
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import { recordset } from './recordset.ts'

export const entryKinds = ['earn', 'reverse', 'redeem', 'give_back', 'expire', 'adjust'] as const
export type EntryKind = (typeof entryKinds)[number]

export interface NewEntry {
  customerId: number
  kind: EntryKind
  /** Above zero: given; below: taken. Never zero. */
  points: number
  /** What it is the effect of; entered once. */
  key: string
  orderId?: number | null
  redemptionId?: number | null
  storeId?: number | null
  actor: string
  note?: string | null
  /** When it happened. */
  at: Date
}

/** Enters those whose key is not there yet, and answers the keys that are new. */
export async function appendEntries(tx: Db | Tx, workspace: number, entries: readonly NewEntry[]): Promise<string[]> {
  if (entries.length === 0) return []
  const rows = entries.map(({ customerId, kind, points, key, orderId, redemptionId, storeId, actor, note, at }) => ({
    ...{ customer_id: customerId, kind, points, key, order_id: orderId, redemption_id: redemptionId },
    ...{ store_id: storeId, actor, note, at },
  }))
  const columns =
    'customer_id bigint, kind text, points int, key text, order_id bigint, redemption_id bigint, store_id bigint, actor text, note text, at timestamptz'
  const names = sql.raw(columns.replaceAll(/ \w+(,|$)/g, '$1'))
  const { rows: entered } = await sql<{ key: string }>`
    insert into points_entry (workspace_id, ${names}) select ${workspace}, ${names} from ${recordset(rows, columns)}
    on conflict (workspace_id, key) do nothing returning key`.execute(tx)
  return entered.map(({ key }) => key)
}

/**
 * The points of each of these customers, zero among them, with those of the records that became a part of them. May be
 * below zero, where what was spent was taken back later.
 */
export async function balanceOf(
  db: Db | Tx,
  workspace: number,
  customerIds: readonly number[],
): Promise<Map<number, number>> {
  if (customerIds.length === 0) return new Map()
  const { rows } = await sql<{ id: number; points: number }>`
    select c.id, coalesce(sum(e.points), 0)::bigint as points
    from unnest(${[...customerIds]}::bigint[]) as c(id)
    cross join lateral (
      select c.id as record_id
      union all select id from record where workspace_id = ${workspace} and merged_into = c.id) as r
    left join points_entry e on e.workspace_id = ${workspace} and e.customer_id = r.record_id
    group by c.id`.execute(db)
  return new Map(rows.map(({ id, points }) => [id, points]))
}
