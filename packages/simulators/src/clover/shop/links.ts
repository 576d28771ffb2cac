/** Ties between items and things of another kind, in the order in which they were tied. */
export interface Links {
  tie(itemId: string, otherId: string): void
  untie(itemId: string, otherId: string): void
  /** All ties of an item, or of the other thing. */
  untieAll(side: { item: string } | { other: string }): void
  of(itemId: string): string[]
  itemsOf(otherId: string): string[]
}

export function createLinks(): Links {
  const byItem = new Map<string, Set<string>>()
  const byOther = new Map<string, Set<string>>()
  const add = (ties: Map<string, Set<string>>, from: string, to: string) => {
    const known = ties.get(from) ?? new Set()
    ties.set(from, known.add(to))
  }
  const untie: Links['untie'] = (itemId, otherId) => {
    byItem.get(itemId)?.delete(otherId)
    byOther.get(otherId)?.delete(itemId)
  }
  const of = (itemId: string) => [...(byItem.get(itemId) ?? [])]
  const itemsOf = (otherId: string) => [...(byOther.get(otherId) ?? [])]
  return {
    tie: (itemId, otherId) => {
      add(byItem, itemId, otherId)
      add(byOther, otherId, itemId)
    },
    untie,
    untieAll: (side) => {
      if ('item' in side) for (const other of of(side.item)) untie(side.item, other)
      else for (const item of itemsOf(side.other)) untie(item, side.other)
    },
    of,
    itemsOf,
  }
}
