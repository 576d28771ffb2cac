import { invalidParameter, Refusal } from './problem.ts'

/** Where an item stands in its order: by a value first, by id among equals. */
export type Place = readonly [value: string | number, id: string]

/** Which part of an ordered collection is asked for. */
export interface PageAsked {
  size: number
  /** The opaque text of an earlier `links.next` or `links.prev`. */
  cursor: string | undefined
}

/** One page of an ordered collection, and the cursors of its neighbours. */
export interface CutPage<T> {
  items: T[]
  next: string | null
  prev: string | null
}

/** Negative when `a` stands before `b`. */
export function comparePlaces(a: Place, b: Place): number {
  if (a[0] !== b[0]) return a[0] < b[0] ? -1 : 1
  if (a[1] === b[1]) return 0
  return a[1] < b[1] ? -1 : 1
}

/** Cuts a page out of items that stand in the order of their places (descending: the other way round). */
export function cutPage<T>(
  items: readonly T[],
  asked: PageAsked,
  placeOf: (item: T) => Place,
  descending = false,
): CutPage<T> {
  const cursor = asked.cursor === undefined ? undefined : readCursor(asked.cursor)
  const sign = descending ? -1 : 1
  let from = 0
  let to = Math.min(items.length, asked.size)
  if (cursor !== undefined) {
    // The first item that stands at the cursor or behind it.
    const at = firstIndex(items, (item) => sign * comparePlaces(placeOf(item), cursor.place) >= 0)
    const here = items[at]
    const isThere = here !== undefined && comparePlaces(placeOf(here), cursor.place) === 0
    from = cursor.back ? Math.max(0, at - asked.size) : at + (isThere ? 1 : 0)
    to = cursor.back ? at : Math.min(items.length, from + asked.size)
  }
  const cut = items.slice(from, to)
  const first = cut[0]
  const last = cut.at(-1)
  return {
    items: cut,
    next: to < items.length && last !== undefined ? writeCursor({ back: false, place: placeOf(last) }) : null,
    prev: from > 0 && first !== undefined ? writeCursor({ back: true, place: placeOf(first) }) : null,
  }
}

interface Cursor {
  back: boolean
  place: Place
}

function writeCursor({ back, place }: Cursor): string {
  return Buffer.from(JSON.stringify([back ? 'prev' : 'next', ...place])).toString('base64url')
}

function readCursor(text: string): Cursor {
  const [direction, value, id, ...rest] = decoded(text)
  const isValue = typeof value === 'string' || typeof value === 'number'
  if ((direction !== 'next' && direction !== 'prev') || !isValue || typeof id !== 'string' || rest.length > 0) {
    throw new Refusal([invalidParameter('page[cursor]', 'Invalid cursor.')])
  }
  return { back: direction === 'prev', place: [value, id] }
}

function decoded(text: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    return Array.isArray(value) ? value : []
  } catch {
    return []
  }
}

function firstIndex<T>(items: readonly T[], holds: (item: T) => boolean): number {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const item = items[middle]
    if (item !== undefined && holds(item)) high = middle
    else low = middle + 1
  }
  return low
}
