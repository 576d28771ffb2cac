/** The tabs and filters that an address may name. */
export const flowTabs = ['overview', 'mapping', 'versions', 'page'] as const
export const ruleViews = ['table', 'picture'] as const
export const activitySpans = ['hours', 'day', 'week'] as const
export const recordEntities = ['Customer', 'Order', 'Product', 'InventoryLevel'] as const
export type RecordEntity = (typeof recordEntities)[number]
export const issueFilters = ['open', 'retrying', 'snoozed', 'closed'] as const
/** In the order of a day; each is a file of pages/loyalty. */
export const loyaltyTabs = ['stores', 'points', 'rewards', 'redemptions', 'sign-ups', 'merges', 'orders'] as const
export const redemptionChoices = ['all', 'flagged', 'redeemed', 'applied', 'cancelled'] as const
export type LoyaltyTab = (typeof loyaltyTabs)[number]
export const settingsTabs = ['people', 'keys', 'notifications', 'rules', 'retention', 'audit', 'hub', 'you'] as const

/** What an address may hold after its `?`: whatever else stands there is passed over. */
export function text(value: unknown): string | undefined {
  // The router reads `?q=55260` as a number.
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function whole(value: unknown): number | undefined {
  const read = Number(value)
  return value !== undefined && Number.isSafeInteger(read) && read >= 0 ? read : undefined
}

export function choice<T extends string>(value: unknown, among: readonly T[]): T | undefined {
  return among.find((each) => each === value)
}

/** None of them need be there. */
export function optional<T extends object>(
  read: (search: Record<string, unknown>) => T,
): (search: Record<string, unknown>) => Partial<T> {
  return read
}
