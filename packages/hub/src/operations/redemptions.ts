import type { Tx } from '../db/database.ts'
import { inTransaction } from '../db/in-transaction.ts'
import { appendEntries, balanceOf } from '../loyalty/points/ledger.ts'
import { discountFor } from '../loyalty/rewards/match-discounts.ts'
import { offerOf } from '../loyalty/rewards/offer.ts'
import { redemptionCode } from '../loyalty/rewards/redemption-code.ts'
import { lockCustomer } from '../store/customer.ts'
import { cheapenedOrders, lockAnswerable } from '../store/match-redemptions.ts'
import {
  answeredDiscounts,
  applyRedemptions,
  findRedemption,
  insertRedemption,
  insertStep,
  lockRedemption,
  nextRedemptionId,
  type Redemption,
  cancelRedemption as storeCancelled,
} from '../store/redemption.ts'
import { findReward, type Reward } from '../store/reward.ts'
import { readSettings } from '../store/workspace-settings.ts'
import type { Actor, Hub } from './hub.ts'
import { Refusal } from './refusal.ts'
import { requireCustomer } from './require-record.ts'
import { unknownReward } from './rewards.ts'

/** For so long whoever redeemed can take it back at the counter. */
const undoMs = 15 * 60_000

/** A redemption as it stands now, and the points that its customer has. */
export interface Redeemed {
  redemption: Redemption
  balance: number
}

/**
 * Takes the points for a reward and answers the code for the till. Whoever redeems for the same customer at the same
 * moment waits: no point is spent twice.
 */
export async function redeem(
  hub: Hub,
  asked: { customerId: number; rewardId: number; note: string | null },
  actor: Actor,
): Promise<Redeemed> {
  const { customerId, rewardId, note } = asked
  const workspace = hub.workspaceId
  await requireCustomer(hub, customerId)
  const done = await inTransaction(hub.db, async (tx) => {
    if (!(await readSettings(tx, workspace)).loyalty.isOn) throw switchedOff()
    if ((await lockCustomer(tx, workspace, customerId)) === null) throw goneCustomer(customerId)
    const reward = await findReward(tx, workspace, rewardId)
    if (reward === null) throw unknownReward(rewardId)
    const now = hub.now()
    assertOnOffer(reward, now)
    const balance = await balance1(tx, workspace, customerId)
    if (balance < reward.points) throw tooFewPoints(reward, balance)
    const id = await nextRedemptionId(tx)
    const { name, points, discount, tillName } = reward
    const redemption = await insertRedemption(tx, workspace, {
      ...{ id, code: redemptionCode(id), customerId, rewardId, note },
      ...{ reward: { name, points, discount, tillName }, redeemedBy: actor, redeemedAt: now },
    })
    await insertStep(tx, workspace, id, { step: 'redeemed', actor, note, at: now })
    if (points > 0) {
      const entry = { customerId, kind: 'redeem', points: -points, key: `redemption:${id}`, redemptionId: id } as const
      await appendEntries(tx, workspace, [{ ...entry, actor, note: name, at: now }])
    }
    return { redemption, balance: balance - points }
  })
  const { id, reward } = done.redemption
  hub.log.info('redemption.redeemed', { redemption: id, reward: rewardId, points: reward.points, actor })
  return done
}

/** Gives the points back, once. */
export async function cancelRedemption(hub: Hub, id: number, note: string | null, actor: Actor): Promise<Redeemed> {
  return cancel(hub, id, { note, actor, assertMay: () => {} })
}

/** What was redeemed a moment ago, and not given at the till yet, is taken back by whoever redeemed it. */
export async function undoRedemption(hub: Hub, id: number, actor: Actor): Promise<Redeemed> {
  const assertMay = (redemption: Redemption) => {
    const reason = reasonNotToUndo(redemption, actor, hub.now())
    if (reason === null) return
    throw new Refusal(
      'conflict',
      'redemption_not_undone',
      `${redemption.code} was not taken back: ${reason}. An operator can cancel it under Loyalty, Redemptions`,
    )
  }
  return cancel(hub, id, { note: null, actor, assertMay })
}

/** Null: this actor can take it back. */
export function reasonNotToUndo(redemption: Redemption, actor: Actor, now: Date): string | null {
  const { state, redeemedBy, redeemedAt } = redemption
  if (state !== 'redeemed') return `it is ${state}`
  if (redeemedBy !== actor) return 'somebody else redeemed it'
  if (now.getTime() - redeemedAt.getTime() > undoMs) return 'it was redeemed more than 15 minutes ago'
  return null
}

/** A person says that the discount was given, on this order where they know it. */
export async function markApplied(
  hub: Hub,
  id: number,
  said: { orderId: number | null; note: string | null },
  actor: Actor,
): Promise<Redemption> {
  const workspace = hub.workspaceId
  const { orderId, note } = said
  await inTransaction(hub.db, async (tx) => {
    const redemption = await lockKnown(tx, hub, id)
    if (redemption.state !== 'redeemed') throw notWaiting(redemption)
    const discountId = orderId === null ? null : await discountOn(tx, workspace, redemption, orderId)
    await applyRedemptions(tx, workspace, [{ id, orderId, discountId }], { actor, note, at: hub.now() })
  })
  hub.log.info('redemption.applied', { redemption: id, order: orderId, actor })
  return requireRedemption(hub, id)
}

export async function requireRedemption(hub: Hub, id: number): Promise<Redemption> {
  const redemption = await findRedemption(hub.db, hub.workspaceId, { id })
  if (redemption === null) throw unknownRedemption(id)
  return redemption
}

async function cancel(
  hub: Hub,
  id: number,
  by: { note: string | null; actor: Actor; assertMay(redemption: Redemption): void },
): Promise<Redeemed> {
  const workspace = hub.workspaceId
  const { note, actor, assertMay } = by
  const balance = await inTransaction(hub.db, async (tx) => {
    const redemption = await lockKnown(tx, hub, id)
    if (redemption.state === 'cancelled') {
      throw new Refusal(
        'conflict',
        'redemption_cancelled',
        `${redemption.code} is cancelled already, and its points are given back: nothing was done`,
      )
    }
    assertMay(redemption)
    const at = hub.now()
    await storeCancelled(tx, workspace, id, { actor, note, at })
    const { customerId, reward } = redemption
    if (reward.points > 0) {
      const key = `redemption:${id}:back`
      const entry = { customerId, kind: 'give_back', points: reward.points, key, redemptionId: id } as const
      await appendEntries(tx, workspace, [{ ...entry, actor, note: reward.name, at }])
    }
    return balance1(tx, workspace, customerId)
  })
  hub.log.info('redemption.cancelled', { redemption: id, actor })
  return { redemption: await requireRedemption(hub, id), balance }
}

async function lockKnown(tx: Tx, hub: Hub, id: number): Promise<Redemption> {
  const redemption = await lockRedemption(tx, hub.workspaceId, id)
  if (redemption === null) throw unknownRedemption(id)
  return redemption
}

/** The discount of the order that answers it, so that it answers no other one; null: none looks like it. */
async function discountOn(tx: Tx, workspace: number, redemption: Redemption, orderId: number): Promise<string | null> {
  const [order] = await cheapenedOrders(tx, workspace, [orderId])
  if (order === undefined) {
    const detail = `no order has the hub id ${orderId}: leave it out, or search with \`trefoil record list --entity Order --q …\``
    throw new Refusal('invalid', 'unknown_order', `${redemption.code} was not marked: ${detail}`, {
      problems: [{ pointer: '/orderId', detail }],
    })
  }
  const asked = await lockAnswerable(tx, workspace, { customers: [redemption.customerId], orders: [] })
  const answerable = asked.find(({ id }) => id === redemption.id)
  if (order.customerId !== null && answerable !== undefined && order.customerId !== answerable.customerId) {
    const detail = `the order ${orderId} is of another customer`
    throw new Refusal('invalid', 'order_of_another', `${redemption.code} was not marked: ${detail}`, {
      problems: [{ pointer: '/orderId', detail }],
    })
  }
  if (answerable === undefined) return null
  return discountFor(answerable, order, await answeredDiscounts(tx, workspace, orderId))
}

async function balance1(tx: Tx, workspace: number, customerId: number): Promise<number> {
  return (await balanceOf(tx, workspace, [customerId])).get(customerId) ?? 0
}

function assertOnOffer(reward: Reward, now: Date): void {
  const why = {
    open: null,
    archived: 'it is no longer on offer',
    not_yet: `it holds from ${reward.validFrom?.toISOString()} on`,
    over: `it held until ${reward.validUntil?.toISOString()}`,
  }[offerOf(reward, now)]
  if (why === null) return
  throw new Refusal('conflict', 'reward_not_on_offer', `"${reward.name}" was not redeemed: ${why}`)
}

function tooFewPoints({ name, points }: Reward, balance: number): Refusal {
  return new Refusal(
    'conflict',
    'too_few_points',
    `"${name}" was not redeemed: it costs ${points} points, and the customer has ${balance}`,
    { facts: { balance, points } },
  )
}

function switchedOff(): Refusal {
  return new Refusal(
    'conflict',
    'loyalty_off',
    'Nothing was redeemed: the loyalty programme is off. An admin can switch it on under Loyalty, Points',
  )
}

function goneCustomer(id: number): Refusal {
  return new Refusal(
    'conflict',
    'customer_gone',
    `Nothing was redeemed: the customer ${id} was deleted, or became one with another. Look the customer up again`,
  )
}

function notWaiting({ code, state }: Redemption): Refusal {
  return new Refusal('conflict', 'redemption_not_waiting', `${code} was not marked: it is ${state} already`)
}

function unknownRedemption(id: number): Refusal {
  return new Refusal('unknown', 'unknown_redemption', `No redemption has the id ${id}: see \`trefoil redemption list\``)
}
