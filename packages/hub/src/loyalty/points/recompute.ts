import type { Db, Tx } from '../../db/database.ts'
import { inTransaction } from '../../db/in-transaction.ts'
import { lockEarning, selectOrderIds } from '../../store/earning-order.ts'
import { appendEntries, type NewEntry } from '../../store/points-entry.ts'
import { readSettings } from '../../store/workspace-settings.ts'
import { undueExpiries } from './expiry.ts'
import { orderDifferences } from './order-points.ts'

/** What one page of a recompute moved, or would move. */
export interface RecomputedPage {
  orders: number
  given: number
  taken: number
  /** Whose points moved. */
  customers: number[]
  /** Where the next page begins; null: that was all. */
  next: number | null
}

/**
 * Compares what the next orders are to earn, by the rules as they are now, with the ledger, and enters the differences.
 * The last page gives back what expired too early by these rules. Each page stands alone: whoever stops may go on later.
 */
export async function recomputePage(
  db: Db,
  of: { workspace: number; now: Date; actor: string; after: number; limit: number; isDry: boolean },
): Promise<RecomputedPage> {
  return inTransaction(db, async (tx) => {
    await lockEarning(tx, of.workspace)
    const { loyalty: rules } = await readSettings(tx, of.workspace)
    const orderIds = await selectOrderIds(tx, of.workspace, of)
    const next = orderIds.length < of.limit ? null : (orderIds.at(-1) ?? null)
    const entries = [
      ...(await ownDifferences(tx, { ...of, rules }, orderIds)),
      ...(next === null ? await undueExpiries(tx, { ...of, rules }) : []),
    ]
    if (!of.isDry) await appendEntries(tx, of.workspace, entries)
    return { orders: orderIds.length, ...sumOf(entries), next }
  })
}

/** Other orders of the same days have pages of their own. */
async function ownDifferences(
  tx: Tx,
  of: Parameters<typeof orderDifferences>[1],
  orderIds: number[],
): Promise<NewEntry[]> {
  const isOwn = new Set(orderIds)
  const entries = await orderDifferences(tx, of, orderIds)
  return entries.filter(({ orderId }) => typeof orderId === 'number' && isOwn.has(orderId))
}

function sumOf(entries: readonly NewEntry[]): Pick<RecomputedPage, 'given' | 'taken' | 'customers'> {
  const sum = (of: readonly NewEntry[]) => of.reduce((total, { points }) => total + points, 0)
  return {
    given: sum(entries.filter(({ points }) => points > 0)),
    taken: -sum(entries.filter(({ points }) => points < 0)),
    customers: [...new Set(entries.map(({ customerId }) => customerId))],
  }
}
