import { hasOrderFlow, replacePlaces, selectSaidPlaces } from '../../store/order-place.ts'
import type { Follower } from '../../sync/follower.ts'
import { placeOf } from './order-place.ts'
import { settleUnmapped } from './unmapped.ts'

/** Keeps account of where orders were sold: it is there before anybody thinks of stores, so that their keys are known. */
export function placeFollower({ workspace, now }: { workspace: number; now: () => Date }): Follower {
  return {
    name: 'order-places',
    entity: 'Order',
    isOn: (db) => hasOrderFlow(db, workspace),
    async handle(tx, changes) {
      const ids = [...new Set(changes.map(({ recordId }) => recordId))]
      const places = (await selectSaidPlaces(tx, workspace, ids)).map(placeOf)
      const keys = await replacePlaces(tx, workspace, ids, places)
      if (keys.length > 0) await settleUnmapped(tx, workspace, keys, now())
    },
  }
}
