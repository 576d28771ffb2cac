import { calendar, targetsOf } from '@trefoil/mapping'
import type { Tx } from '../../db/database.ts'
import {
  lockEarning,
  type OrderStanding,
  selectEarningOrders,
  selectOrdersOnDates,
  selectStandings,
} from '../../store/earning-order.ts'
import type { Loyalty } from '../../store/loyalty-settings.ts'
import { selectStoresOfOrders } from '../../store/order-place.ts'
import { appendEntries, type NewEntry } from '../../store/points-entry.ts'

interface Reckoning {
  workspace: number
  rules: Loyalty
  now: Date
  actor: string
}

const day = 86_400_000

/**
 * Brings the ledger to where it should stand by these orders as they are now: what an order earned less is reversed,
 * what it earns now is entered. Whoever asks again finds nothing to move. Answers what was entered.
 */
export async function settleOrders(tx: Tx, of: Reckoning, orderIds: readonly number[]): Promise<NewEntry[]> {
  await lockEarning(tx, of.workspace)
  const entries = await orderDifferences(tx, of, orderIds)
  await appendEntries(tx, of.workspace, entries)
  return entries
}

/** What settling would enter. */
export async function orderDifferences(tx: Tx, of: Reckoning, orderIds: readonly number[]): Promise<NewEntry[]> {
  const { workspace, rules } = of
  const changed = await selectEarningOrders(tx, workspace, orderIds)
  const standings = await selectStandings(tx, workspace, orderIds)
  const isOfChanged = new Set(changed.map(({ id }) => id))
  if (rules.perVisit > 0) {
    // A visit more or less changes what the other orders of that day are worth.
    const { customers, dates, isOnDay } = daysOf(rules.zone, changed, standings)
    const besides = (await selectOrdersOnDates(tx, workspace, { customers, dates })).filter(
      (order) => !isOfChanged.has(order.id) && order.customerId !== null && isOnDay(order.customerId, order.placedAt),
    )
    changed.push(...besides)
    standings.push(
      ...(await selectStandings(
        tx,
        workspace,
        besides.map(({ id }) => id),
      )),
    )
  }
  const targets = targetsOf(changed, rules)
  const placed = new Map(changed.map(({ id, placedAt }) => [id, placedAt]))
  return soldIn(tx, workspace, differences(of, { targets, placed, standings }))
}

/** With the store where each order was sold. */
async function soldIn(tx: Tx, workspace: number, entries: readonly NewEntry[]): Promise<NewEntry[]> {
  const orderIds = entries.flatMap(({ orderId }) => (typeof orderId === 'number' ? [orderId] : []))
  const stores = await selectStoresOfOrders(tx, workspace, orderIds)
  return entries.map((entry) => ({ ...entry, storeId: stores.get(entry.orderId ?? 0) ?? null }))
}

/** The days that these orders are on, and were on when they earned. */
function daysOf(
  zone: string,
  orders: readonly { customerId: number | null; placedAt: Date }[],
  standings: readonly OrderStanding[],
) {
  const dateOf = calendar(zone)
  const days = new Set<string>()
  const dates = new Set<string>()
  const customers = new Set<number>()
  const add = (customerId: number | null, at: Date) => {
    if (customerId === null) return
    customers.add(customerId)
    days.add(`${customerId} ${dateOf(at)}`)
    // The order writes its date in whatever zone: the shop's day lies on three dates at most.
    for (const offset of [-day, 0, day]) dates.add(new Date(at.getTime() + offset).toISOString().slice(0, 10))
  }
  for (const { customerId, placedAt } of orders) add(customerId, placedAt)
  for (const { customerId, earnedAt } of standings) for (const at of earnedAt) add(customerId, at)
  return {
    customers: [...customers],
    dates: [...dates],
    isOnDay: (customerId: number, at: Date) => days.has(`${customerId} ${dateOf(at)}`),
  }
}

function differences(
  { now, actor }: Reckoning,
  of: {
    targets: ReadonlyMap<number, { customerId: number; points: number }>
    placed: ReadonlyMap<number, Date>
    standings: readonly OrderStanding[]
  },
): NewEntry[] {
  const moves = new Map<string, { orderId: number; customerId: number; is: number; to: number; entries: number }>()
  for (const { points, ...row } of of.standings) {
    moves.set(`${row.orderId}:${row.customerId}`, { ...row, is: points, to: 0 })
  }
  for (const [orderId, { customerId, points }] of of.targets) {
    const name = `${orderId}:${customerId}`
    moves.set(name, { orderId, customerId, is: 0, entries: 0, ...moves.get(name), to: points })
  }
  return [...moves].flatMap(([name, { orderId, customerId, is, to, entries }]) => {
    const points = to - is
    if (points === 0) return []
    const kind = points > 0 ? 'earn' : 'reverse'
    const at = points > 0 ? (of.placed.get(orderId) ?? now) : now
    return [{ customerId, kind, points, orderId, actor, at, key: `order:${name}:${entries + 1}` } as const]
  })
}
