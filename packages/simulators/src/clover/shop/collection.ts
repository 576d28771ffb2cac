/** Things with an id, in the order in which they came. */
export interface Collection<T extends { id: string }> {
  readonly size: number
  get(id: string): T | undefined
  /** Adds a new thing at the end, or takes the place of the one with the same id. */
  put(item: T): void
  remove(id: string): boolean
  all(order?: 'newest-first' | 'oldest-first'): Generator<T>
  page(offset: number, limit: number, order: 'newest-first' | 'oldest-first'): T[]
}

export function createCollection<T extends { id: string }>(): Collection<T> {
  const slots: { item: T }[] = []
  const byId = new Map<string, { item: T }>()
  /** The place of the n-th thing in the wanted order. */
  const at = (n: number, order: string) => slots[order === 'newest-first' ? slots.length - 1 - n : n]
  const page: Collection<T>['page'] = (offset, limit, order) => {
    const found: T[] = []
    for (let n = offset; n < slots.length && found.length < limit; n++) {
      const slot = at(n, order)
      if (slot !== undefined) found.push(slot.item)
    }
    return found
  }
  return {
    get size() {
      return slots.length
    },
    get: (id) => byId.get(id)?.item,
    put: (item) => {
      const slot = byId.get(item.id)
      if (slot !== undefined) {
        slot.item = item
        return
      }
      const added = { item }
      slots.push(added)
      byId.set(item.id, added)
    },
    remove: (id) => {
      const slot = byId.get(id)
      if (slot === undefined) return false
      byId.delete(id)
      slots.splice(slots.indexOf(slot), 1)
      return true
    },
    all: function* (order = 'oldest-first') {
      for (let n = 0; n < slots.length; n++) {
        const slot = at(n, order)
        if (slot !== undefined) yield slot.item
      }
    },
    page,
  }
}
