import {
  deleteChoice,
  putChoice,
  type StoreChoice,
  type StoreVisits,
  selectChoice,
  selectVisits,
} from '../store/favourite-store.ts'
import type { Actor, Hub } from './hub.ts'
import { Refusal } from './refusal.ts'
import { requireCustomer } from './require-record.ts'
import { requireStore } from './stores.ts'

/** The store that a customer likes best, and how that is known. Null: nothing was bought in any store. */
export interface FavouriteStore {
  favourite: { id: number; name: string } | null
  /** A person said so. Null: it follows from the orders. */
  choice: StoreChoice | null
  /** The most orders first. */
  visits: StoreVisits[]
}

export async function readFavouriteStore(hub: Hub, customerId: number): Promise<FavouriteStore> {
  await requireCustomer(hub, customerId)
  const [choice, visits] = await Promise.all([
    selectChoice(hub.db, hub.workspaceId, customerId),
    selectVisits(hub.db, hub.workspaceId, customerId),
  ])
  const best = choice ?? visits[0]
  return { favourite: best === undefined ? null : { id: best.storeId, name: best.store }, choice, visits }
}

/** A person's word, which holds whatever the customer buys. */
export async function chooseStore(
  hub: Hub,
  customerId: number,
  storeId: number,
  actor: Actor,
): Promise<FavouriteStore> {
  await requireCustomer(hub, customerId)
  const store = await requireStore(hub, storeId)
  if (store.archivedAt !== null) {
    const detail = `the store "${store.name}" is archived: choose another, or bring it back`
    throw new Refusal('conflict', 'store_archived', `Nothing was chosen: ${detail}`, {
      problems: [{ pointer: '/store', detail }],
    })
  }
  await putChoice(hub.db, hub.workspaceId, { customerId, storeId, by: actor }, hub.now())
  hub.log.info('store.chosen', { customer: customerId, store: storeId, actor })
  return readFavouriteStore(hub, customerId)
}

/** From now on it follows from the orders again. */
export async function takeBackChoice(hub: Hub, customerId: number, actor: Actor): Promise<FavouriteStore> {
  await requireCustomer(hub, customerId)
  await deleteChoice(hub.db, hub.workspaceId, customerId)
  hub.log.info('store.choice_taken_back', { customer: customerId, actor })
  return readFavouriteStore(hub, customerId)
}
