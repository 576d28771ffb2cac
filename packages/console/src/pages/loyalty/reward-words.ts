import type { Schemas } from '../../api.ts'
import { amount } from '../../money.ts'
import { number, t } from '../../words/words.ts'

/** What a reward takes off the bill. */
export function offOf(discount: Schemas['RewardDiscount']): string {
  return discount.kind === 'percent'
    ? t('{percent}% off', { percent: number(discount.percent) })
    : t('{amount} off', { amount: amount(discount.amount, discount.currency) })
}

export function pointsOf(count: number): string {
  return t('{count, plural, one {# point} other {# points}}', { count })
}
