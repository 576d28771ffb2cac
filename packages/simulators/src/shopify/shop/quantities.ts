import type { Item, Level, Stocked } from './rows.ts'

export const stockedNames: readonly Stocked[] = [
  'available',
  'committed',
  'incoming',
  'reserved',
  'damaged',
  'safety_stock',
  'quality_control',
]

/** All that may be asked for: `on_hand` is no number of its own. */
export const quantityNames: readonly string[] = [...stockedNames, 'on_hand']

const onHand: readonly Stocked[] = ['available', 'committed', 'reserved', 'damaged', 'safety_stock', 'quality_control']

export function quantityOf(level: Level, name: string): number {
  if (name === 'on_hand') return onHand.reduce((sum, part) => sum + level.counts[part], 0)
  const known = stockedNames.find((stocked) => stocked === name)
  return known === undefined ? 0 : level.counts[known]
}

/** What can be sold of it, over all places. */
export function availableOf(item: Item): number {
  let sum = 0
  for (const level of item.levels.values()) if (level.isActive) sum += level.counts.available
  return sum
}
