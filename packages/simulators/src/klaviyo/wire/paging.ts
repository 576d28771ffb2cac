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
function comparePlaces(a: Place, b: Place): number {
  if (a[0] !== b[0]) return a[0] < b[0] ? -1 : 1
  if (a[1] === b[1]) return 0
  return a[1] < b[1] ? -1 : 1
}

/**
 * Cuts a page out of items that stand in any order: in that of their places, or the other way round. Only the items of
 * the page are put in order, so that a large collection is not sorted anew for each of its pages.
 */
export function cutPage<T>(
  items: readonly T[],
  asked: PageAsked,
  placeOf: (item: T) => Place,
  descending = false,
): CutPage<T> {
  const cursor = asked.cursor === undefined ? undefined : readCursor(asked.cursor)
  const isBack = cursor?.back === true
  const sign = descending === isBack ? 1 : -1
  const page: Placed<T>[] = []
  let isMoreAhead = false
  let isMoreBehind = false
  for (const item of items) {
    const place = placeOf(item)
    if (cursor !== undefined && sign * comparePlaces(place, cursor.place) <= 0) {
      isMoreBehind = true
      continue
    }
    const last = page.at(-1)
    const isFull = page.length === asked.size
    if (isFull) isMoreAhead = true
    if (isFull && last !== undefined && sign * comparePlaces(place, last.place) > 0) continue
    page.splice(indexFor(place, page, sign), 0, { item, place })
    if (isFull) page.pop()
  }
  if (isBack) page.reverse()
  const [first] = page
  const last = page.at(-1)
  const isMoreAfter = isBack ? isMoreBehind : isMoreAhead
  const isMoreBefore = isBack ? isMoreAhead : isMoreBehind
  return {
    items: page.map(({ item }) => item),
    next: isMoreAfter && last !== undefined ? writeCursor({ back: false, place: last.place }) : null,
    prev: isMoreBefore && first !== undefined ? writeCursor({ back: true, place: first.place }) : null,
  }
}

interface Placed<T> {
  item: T
  place: Place
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

/** Where an item with this place belongs among those of a page. */
function indexFor(place: Place, page: readonly Placed<unknown>[], sign: number): number {
  let low = 0
  let high = page.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const other = page[middle]
    if (other !== undefined && sign * comparePlaces(other.place, place) < 0) low = middle + 1
    else high = middle
  }
  return low
}
