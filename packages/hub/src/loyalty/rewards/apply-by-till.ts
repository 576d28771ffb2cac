import type { Tx } from '../../db/database.ts'
import { cheapenedOrders, lockAnswerable } from '../../store/match-redemptions.ts'
import { applyRedemptions, reopenRedemptions } from '../../store/redemption.ts'
import { readSettings } from '../../store/workspace-settings.ts'
import type { Follower } from '../../sync/follower.ts'
import { matchDiscounts } from './match-discounts.ts'

/** Who applied what the hub found on an order by itself. */
const byTill = 'till'

/** Follows the orders: a discount that answers a redemption makes it applied, and one that goes away opens it again. */
export function applyByTill(of: { workspace: number; now: () => Date }): Follower {
  const { workspace, now } = of
  return {
    name: 'redemptions',
    entity: 'Order',
    isOn: async (db) => (await readSettings(db, workspace)).loyalty.isOn,
    handle: (tx, changes) => settle(tx, workspace, [...new Set(changes.map(({ recordId }) => recordId))], now()),
  }
}

async function settle(tx: Tx, workspace: number, orderIds: readonly number[], at: Date): Promise<void> {
  const changed = await cheapenedOrders(tx, workspace, orderIds)
  const customers = [...new Set(changed.flatMap(({ customerId }) => customerId ?? []))]
  const redemptions = await lockAnswerable(tx, workspace, { customers, orders: orderIds })
  if (redemptions.length === 0) return
  const known = new Set(orderIds)
  const others = redemptions.flatMap(({ answer }) =>
    answer === null || known.has(answer.orderId) ? [] : answer.orderId,
  )
  const orders = [...changed, ...(await cheapenedOrders(tx, workspace, [...new Set(others)]))]
  const { loyalty } = await readSettings(tx, workspace)
  const { applied, reopened } = matchDiscounts(redemptions, orders, loyalty.applyWithinHours * 3_600_000)
  await reopenRedemptions(tx, workspace, reopened, { actor: byTill, at })
  await applyRedemptions(tx, workspace, applied, { actor: byTill, note: null, at })
}
