/** What a search looks at: the values of a row by the name of the filter. */
export type Searched = Record<string, readonly (string | number | boolean | null)[]>

/** How the search index sees a kind of row. */
export type FieldsOf<T> = Record<string, (row: T) => readonly (string | number | boolean | null)[]>

/**
 * Rows of one kind in the order of their numbers. The search index runs behind: for a while it still shows a changed
 * row as it was, and does not know a new one.
 */
export interface Shelf<T> {
  readonly size: number
  readonly fields: FieldsOf<T>
  get(n: number): T | undefined
  add(row: T): T
  /** Changes a row, and says when. */
  edit(row: T, change: () => void): T
  /** Changes what the index knows of a row, and not when the row was changed. */
  reindex(row: T, change: () => void): T
  remove(n: number): void
  all(): IterableIterator<T>
  /** As the index sees it at this moment; undefined for a row that it does not know yet. */
  searched(row: T, now: number): ((name: string) => Searched[string] | undefined) | undefined
  /** Sorted by the value, then by number. Kept for as long as nothing changes. */
  sorted(key: string, filter: ((row: T) => boolean) | undefined, by: (row: T) => string | number): readonly T[]
}

interface Past {
  until: number
  seen: Searched | undefined
}

export function createShelf<T extends { n: number; updatedAt: number }>(parts: {
  now: () => number
  /** Milliseconds that the index is behind. */
  delay: () => number
  fields: FieldsOf<T>
}): Shelf<T> {
  const { now, delay, fields } = parts
  const rows = new Map<number, T>()
  const pasts = new Map<number, Past[]>()
  const lists = new Map<string, readonly T[]>()
  let listsUntil = Number.POSITIVE_INFINITY

  const changed = (n: number, seen: () => Searched | undefined) => {
    lists.clear()
    listsUntil = Number.POSITIVE_INFINITY
    if (delay() === 0) return
    const past = pasts.get(n) ?? []
    past.push({ until: now() + delay(), seen: seen() })
    pasts.set(n, past)
  }
  const snapshot = (row: T): Searched =>
    Object.fromEntries(Object.entries(fields).map(([name, read]) => [name, read(row)]))
  const reindex = (row: T, change: () => void) => {
    changed(row.n, () => snapshot(row))
    change()
    return row
  }

  return {
    fields,
    get size() {
      return rows.size
    },
    get: (n) => rows.get(n),
    add: (row) => {
      changed(row.n, () => undefined)
      rows.set(row.n, row)
      return row
    },
    edit: (row, change) => {
      reindex(row, change)
      row.updatedAt = now()
      return row
    },
    reindex,
    remove: (n) => {
      lists.clear()
      rows.delete(n)
      pasts.delete(n)
    },
    all: () => rows.values(),
    searched: (row, at) => {
      const past = pasts.get(row.n)?.find(({ until }) => until > at)
      if (past === undefined) {
        pasts.delete(row.n)
        return (name) => fields[name]?.(row)
      }
      listsUntil = Math.min(listsUntil, past.until)
      const { seen } = past
      return seen === undefined ? undefined : (name) => seen[name]
    },
    sorted: (key, filter, by) => {
      if (now() >= listsUntil) {
        lists.clear()
        listsUntil = Number.POSITIVE_INFINITY
      }
      const known = lists.get(key)
      if (known !== undefined) return known
      const list = filter === undefined ? [...rows.values()] : [...rows.values()].filter(filter)
      list.sort((one, other) => {
        const [a, b] = [by(one), by(other)]
        if (a === b) return one.n - other.n
        return a < b ? -1 : 1
      })
      // A caller that never asks twice must not fill the memory.
      if (lists.size > 20) lists.clear()
      lists.set(key, list)
      return list
    },
  }
}
