import type { Reward } from '../../store/reward.ts'

/** Whether a reward can be taken at this moment, whoever asks for it. */
export type Offer = 'open' | 'archived' | 'not_yet' | 'over'

export function offerOf(reward: Pick<Reward, 'validFrom' | 'validUntil' | 'archivedAt'>, now: Date): Offer {
  if (reward.archivedAt !== null) return 'archived'
  if (reward.validFrom !== null && now < reward.validFrom) return 'not_yet'
  if (reward.validUntil !== null && now >= reward.validUntil) return 'over'
  return 'open'
}

/** Redeemed so long ago that somebody should see why no order has the discount. */
export function isFlagged(redemption: { state: string; redeemedAt: Date }, withinHours: number, now: Date): boolean {
  return redemption.state === 'redeemed' && redemption.redeemedAt < flaggedBefore(withinHours, now)
}

export function flaggedBefore(withinHours: number, now: Date): Date {
  return new Date(now.getTime() - withinHours * 3_600_000)
}
