import type { FeedChange } from '../../store/change-feed.ts'
import { readSettings } from '../../store/workspace-settings.ts'
import type { Follower } from '../../sync/follower.ts'
import { settleOrders } from './order-points.ts'

/** The fields of an order that its points hang on. */
const telling = new Set(['customerId', 'status', 'currency', 'total', 'taxAmount', 'refundedAmount', 'orderedAt'])

/** Keeps the ledger of points where the orders want it. */
export function pointsFollower({ workspace, now }: { workspace: number; now: () => Date }): Follower {
  return {
    name: 'points',
    entity: 'Order',
    isOn: async (db) => (await readSettings(db, workspace)).loyalty.isOn,
    async handle(tx, changes) {
      const orderIds = [...new Set(changes.filter(mayMovePoints).map(({ recordId }) => recordId))]
      if (orderIds.length === 0) return
      const { loyalty } = await readSettings(tx, workspace)
      await settleOrders(tx, { workspace, rules: loyalty, now: now(), actor: 'hub' }, orderIds)
    },
  }
}

/** A change that names no field is a beginning, an end or a return. */
function mayMovePoints({ fields }: FeedChange): boolean {
  return fields === null || fields.length === 0 || fields.some((field) => telling.has(field))
}
