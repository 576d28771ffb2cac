import { earnedBy } from '@trefoil/mapping'
import { appendEntries, balanceOf } from '../loyalty/points/ledger.ts'
import { type RecomputedPage, recomputePage } from '../loyalty/points/recompute.ts'
import { selectEarningOrders } from '../store/earning-order.ts'
import {
  countUnattributed,
  type EntryView,
  listEntries,
  listUnattributed,
  type PointsTotals,
  selectTotals,
  type UnattributedOrder,
} from '../store/points-view.ts'
import { readSettings } from '../store/workspace-settings.ts'
import type { Actor, Hub } from './hub.ts'
import { Refusal } from './refusal.ts'
import { requireCustomer } from './require-record.ts'

const ordersAPage = 1_000

/** How the programme stands. */
export async function readPoints(hub: Hub): Promise<PointsTotals & { isOn: boolean; unattributed: number }> {
  const { db, workspaceId } = hub
  const [{ loyalty }, totals, unattributed] = await Promise.all([
    readSettings(db, workspaceId),
    selectTotals(db, workspaceId),
    countUnattributed(db, workspaceId),
  ])
  return { isOn: loyalty.isOn, ...totals, unattributed }
}

export async function balanceOfCustomer(hub: Hub, customerId: number): Promise<number> {
  await requireCustomer(hub, customerId)
  return (await balanceOf(hub.db, hub.workspaceId, [customerId])).get(customerId) ?? 0
}

export async function entriesOfCustomer(
  hub: Hub,
  customerId: number,
  page: { before: number | null; limit: number },
): Promise<EntryView[]> {
  return listEntries(hub.db, hub.workspaceId, { customerId, ...page })
}

/** A person gives points, or takes some, and says why. */
export async function adjustPoints(
  hub: Hub,
  customerId: number,
  of: { points: number; note: string; id: string },
  actor: Actor,
): Promise<void> {
  const customer = await requireCustomer(hub, customerId)
  if (customer.deletedAt !== null) {
    const where = customer.mergedInto === null ? '' : `: it is a part of record ${customer.mergedInto} now`
    throw new Refusal('conflict', 'customer_gone', `No points were moved: record ${customerId} is no more${where}`)
  }
  const { points, note, id } = of
  const entry = { customerId, kind: 'adjust', points, note, key: `adjust:${id}`, actor, at: hub.now() } as const
  await appendEntries(hub.db, hub.workspaceId, [entry])
  hub.log.info('points.adjusted', { customer: customerId, points, actor })
}

/** Compares one page of orders with the ledger, and enters the differences unless it is dry. */
export async function recomputePoints(
  hub: Hub,
  of: { after: number; isDry: boolean },
  actor: Actor,
): Promise<RecomputedPage> {
  const { db, workspaceId: workspace } = hub
  const { loyalty } = await readSettings(db, workspace)
  if (!loyalty.isOn) {
    throw new Refusal(
      'conflict',
      'loyalty_off',
      'No points were reckoned: the programme is off. Switch it on under Loyalty, Points, or with `trefoil settings set loyalty.isOn=true`',
    )
  }
  const page = await recomputePage(db, { workspace, now: hub.now(), actor, ...of, limit: ordersAPage })
  const { given, taken } = page
  if (!of.isDry && given + taken > 0) hub.log.info('points.recomputed', { given, taken, actor })
  return page
}

/** An order of nobody, with what it would earn for somebody. */
export interface UnattributedView extends UnattributedOrder {
  total: number | null
  currency: string | null
  status: string | null
  placedAt: Date
  wouldEarn: number
}

export async function unattributedOrders(
  hub: Hub,
  page: { before: number | null; limit: number },
): Promise<UnattributedView[]> {
  const { db, workspaceId } = hub
  const found = await listUnattributed(db, workspaceId, page)
  const ids = found.map(({ id }) => id)
  const orders = new Map((await selectEarningOrders(db, workspaceId, ids)).map((order) => [order.id, order]))
  const { loyalty } = await readSettings(db, workspaceId)
  return found.flatMap((row) => {
    const order = orders.get(row.id)
    if (order === undefined) return []
    const { total, currency, status, placedAt } = order
    const { forSpending, isVisit } = earnedBy(order, loyalty)
    const wouldEarn = forSpending + (isVisit ? loyalty.perVisit : 0)
    return [{ ...row, total, currency, status, placedAt, wouldEarn }]
  })
}
