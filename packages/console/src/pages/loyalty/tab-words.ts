import type { LoyaltyTab } from '../../search-values.ts'
import { t } from '../../words/words.ts'

/** What the parts of the loyalty programme are called, on their tabs and in the palette. */
export const loyaltyWords: Record<LoyaltyTab, () => string> = {
  stores: () => t('Stores'),
  points: () => t('Points'),
  rewards: () => t('Rewards'),
  redemptions: () => t('Redemptions'),
  'sign-ups': () => t('Sign-ups'),
  merges: () => t('Merges'),
  orders: () => t('Orders without a customer'),
}
