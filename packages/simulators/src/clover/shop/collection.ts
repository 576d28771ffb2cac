export type ListOrder = 'newest-first' | 'oldest-first'

/** Things with an id, in the order in which they came. */
export interface Collection<T extends { id: string }> {
  readonly size: number
  get(id: string): T | undefined
  /** Adds a new thing at the end, or takes the place of the one with the same id. */
  put(item: T): void
  remove(id: string): boolean
  all(order?: ListOrder): Generator<T>
  /** Those with these ids, without a look at the others. */
  these(ids: Iterable<string>, order: ListOrder): T[]
  page(offset: number, limit: number, order: ListOrder): T[]
}

interface Slot<T> {
  item: T
  /** Grows from slot to slot. */
  rank: number
}

/** `byEdit`: an edit makes a thing the newest, so that it changes its place in the list. */
export function createCollection<T extends { id: string }>({ byEdit = false } = {}): Collection<T> {
  const slots: Slot<T>[] = []
  const byId = new Map<string, Slot<T>>()
  let ranks = 0
  /** The place of the n-th thing in the wanted order. */
  const at = (n: number, order: ListOrder) => slots[order === 'newest-first' ? slots.length - 1 - n : n]
  const remove = (id: string) => {
    const slot = byId.get(id)
    if (slot === undefined) return false
    byId.delete(id)
    slots.splice(placeOf(slots, slot.rank), 1)
    return true
  }
  return {
    get size() {
      return slots.length
    },
    get: (id) => byId.get(id)?.item,
    put: (item) => {
      const slot = byId.get(item.id)
      if (slot !== undefined && !byEdit) {
        slot.item = item
        return
      }
      if (slot !== undefined) remove(item.id)
      ranks += 1
      const added = { item, rank: ranks }
      slots.push(added)
      byId.set(item.id, added)
    },
    remove,
    all: function* (order = 'oldest-first') {
      for (let n = 0; n < slots.length; n++) {
        const slot = at(n, order)
        if (slot !== undefined) yield slot.item
      }
    },
    these: (ids, order) => {
      const known = [...new Set(ids)].map((id) => byId.get(id)).filter((slot) => slot !== undefined)
      known.sort((one, other) => (order === 'newest-first' ? other.rank - one.rank : one.rank - other.rank))
      return known.map(({ item }) => item)
    },
    page: (offset, limit, order) => {
      const found: T[] = []
      for (let n = offset; n < slots.length && found.length < limit; n++) {
        const slot = at(n, order)
        if (slot !== undefined) found.push(slot.item)
      }
      return found
    },
  }
}

/** By halving: a search from the start would make the clearing of a large shop slow. */
function placeOf(slots: readonly { rank: number }[], rank: number): number {
  let [low, high] = [0, slots.length - 1]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if ((slots[middle]?.rank ?? 0) < rank) low = middle + 1
    else high = middle
  }
  return low
}
