import { flaggedBefore, isFlagged } from '../loyalty/rewards/offer.ts'
import { customersById } from '../store/customer.ts'
import {
  countWaiting,
  findRedemption,
  listRedemptions,
  type Redemption,
  type RedemptionState,
} from '../store/redemption.ts'
import { readSettings } from '../store/workspace-settings.ts'
import { nameOf } from './counter.ts'
import type { Hub } from './hub.ts'

/** A redemption as people look at it. */
export interface RedemptionView extends Redemption {
  customer: string
  isFlagged: boolean
}

export interface RedemptionQuery {
  state?: RedemptionState | 'flagged' | undefined
  customer?: number | undefined
  code?: string | undefined
}

export async function redemptionPage(
  hub: Hub,
  query: RedemptionQuery,
  page: { before: number | null; limit: number },
): Promise<RedemptionView[]> {
  const { state, customer, code } = query
  if (code !== undefined) {
    const found = await findRedemption(hub.db, hub.workspaceId, { code })
    return found === null ? [] : viewsOf(hub, [found])
  }
  const filter = state === 'flagged' ? { flaggedBefore: await flagsBefore(hub) } : { state }
  const customers = customer === undefined ? undefined : [customer]
  return viewsOf(hub, await listRedemptions(hub.db, hub.workspaceId, { ...filter, customers }, page))
}

export async function viewOf(hub: Hub, redemption: Redemption): Promise<RedemptionView> {
  const [view] = await viewsOf(hub, [redemption])
  if (view === undefined) throw new Error(`The redemption ${redemption.id} has no view`)
  return view
}

/** How many wait for the till, and how many of them for too long. */
export async function waitingRedemptions(
  hub: Hub,
): Promise<{ redeemed: number; flagged: number; applyWithinHours: number }> {
  const { applyWithinHours } = (await readSettings(hub.db, hub.workspaceId)).loyalty
  const counts = await countWaiting(hub.db, hub.workspaceId, flaggedBefore(applyWithinHours, hub.now()))
  return { ...counts, applyWithinHours }
}

async function viewsOf(hub: Hub, redemptions: readonly Redemption[]): Promise<RedemptionView[]> {
  if (redemptions.length === 0) return []
  const { loyalty } = await readSettings(hub.db, hub.workspaceId)
  const ids = redemptions.map(({ customerId }) => customerId)
  const customers = await customersById(hub.db, hub.workspaceId, ids)
  const now = hub.now()
  return redemptions.map((redemption) => ({
    ...redemption,
    customer: nameOf(customers.get(redemption.customerId) ?? {}),
    isFlagged: isFlagged(redemption, loyalty.applyWithinHours, now),
  }))
}

async function flagsBefore(hub: Hub): Promise<Date> {
  const { loyalty } = await readSettings(hub.db, hub.workspaceId)
  return flaggedBefore(loyalty.applyWithinHours, hub.now())
}
