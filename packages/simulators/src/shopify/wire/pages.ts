import type { Shelf } from '../shop/shelf.ts'
import type { Call } from './call.ts'
import { refusal } from './problems.ts'
import { readSearch } from './search.ts'

/** The arguments of every connection. */
export interface PageArgs {
  first?: number | null
  last?: number | null
  after?: string | null
  before?: string | null
  reverse?: boolean | null
  query?: string | null
  sortKey?: string | null
}

/** A connection as its resolvers read it. */
export interface Connection<T> {
  nodes: readonly T[]
  edges: readonly { cursor: string; node: T }[]
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null }
}

/** Asked for by bulk queries alone: no page, but all of it. */
export const everything = 2_147_483_647

const largestPage = 250

type Place = readonly [string | number, number]

const cursorOf = ([value, n]: Place) =>
  Buffer.from(JSON.stringify({ last_id: n, last_value: value })).toString('base64')

function placeOf(cursor: string): Place {
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64').toString())
    if (typeof read === 'object' && read !== null && 'last_id' in read && 'last_value' in read) {
      const { last_id: n, last_value: value } = read
      if (typeof n === 'number' && (typeof value === 'string' || typeof value === 'number')) return [value, n]
    }
  } catch {
    // Not JSON: as wrong as any other text.
  }
  throw refusal('BAD_REQUEST', `Invalid cursor for current pagination sort.`)
}

/** A page of rows that are sorted by value and number. Its cursor is a place between rows, not a row. */
export function pageOf<T>(rows: readonly T[], args: PageArgs, place: (row: T) => Place): Connection<T> {
  const { after, before } = args
  const { size, fromEnd } = sizeOf(args)
  const down = args.reverse === true
  const from = after === undefined || after === null ? 0 : placeIn(rows, placeOf(after), place, down, true)
  const to = before === undefined || before === null ? rows.length : placeIn(rows, placeOf(before), place, down, false)
  const start = fromEnd ? Math.max(from, to - size) : from
  const end = fromEnd ? to : Math.min(to, from + size)
  const at = (index: number) => rows[down ? rows.length - 1 - index : index]
  const nodes: T[] = []
  for (let index = start; index < end; index++) {
    const row = at(index)
    if (row !== undefined) nodes.push(row)
  }
  const [head, tail] = [nodes[0], nodes.at(-1)]
  return {
    nodes,
    get edges() {
      return nodes.map((node) => ({ cursor: cursorOf(place(node)), node }))
    },
    pageInfo: {
      hasNextPage: end < rows.length,
      hasPreviousPage: start > 0,
      startCursor: head === undefined ? null : cursorOf(place(head)),
      endCursor: tail === undefined ? null : cursorOf(place(tail)),
    },
  }
}

/** From one end or from the other, and never more than a page. */
function sizeOf({ first, last }: PageArgs): { size: number; fromEnd: boolean } {
  const size = first ?? last ?? undefined
  if (size === undefined) throw refusal('BAD_REQUEST', 'you must provide one of first or last')
  const fromEnd = typeof first !== 'number'
  if (!fromEnd && typeof last === 'number')
    throw refusal('BAD_REQUEST', 'providing both first and last is not supported')
  if (size > largestPage && size !== everything) {
    throw refusal('BAD_REQUEST', `${fromEnd ? 'last' : 'first'} cannot exceed ${largestPage}`)
  }
  return { size, fromEnd }
}

/** How many rows, in the order of reading, stand before a place (or at it, with `isAfter`). */
function placeIn<T>(
  rows: readonly T[],
  sought: Place,
  place: (row: T) => Place,
  down: boolean,
  isAfter: boolean,
): number {
  let [low, high] = [0, rows.length]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const row = rows[down ? rows.length - 1 - middle : middle]
    if (row === undefined) break
    const order = compare(place(row), sought) * (down ? -1 : 1)
    if (order < 0 || (order === 0 && isAfter)) low = middle + 1
    else high = middle
  }
  return low
}

function compare(one: Place, other: Place): number {
  if (one[0] !== other[0]) return one[0] < other[0] ? -1 : 1
  return one[1] - other[1]
}

/** A page of a list that stands in its own order. */
export function listPage<T extends { n: number }>(rows: readonly T[], args: PageArgs): Connection<T> {
  const order = new Map(rows.map((row, index) => [row, index]))
  return pageOf(rows, args, (row) => [order.get(row) ?? 0, row.n])
}

/** By what each sort key sorts. */
export type SortKeys<T> = Record<string, (row: T) => string | number>

/** What a search over a shelf finds, sorted; and what it could not read. */
export function found<T extends { n: number; updatedAt: number }>(
  call: Call,
  shelf: Shelf<T>,
  args: PageArgs,
  keys: SortKeys<T>,
  more: { where?: (row: T) => boolean; name?: string } = {},
): { rows: readonly T[]; by: (row: T) => string | number } {
  const sortKey = args.sortKey ?? 'ID'
  const by = keys[sortKey] ?? (({ n }: T) => n)
  const query = args.query?.trim() ?? ''
  const { where } = more
  if (query === '') return { rows: shelf.sorted(`${sortKey}|${more.name ?? ''}`, where, by), by }
  const search = readSearch(query, (field) => shelf.fields[field] !== undefined)
  if (search.warnings.length > 0) call.searches.push({ query, warnings: search.warnings })
  const at = call.shop.now()
  const filter = (row: T) => {
    const look = shelf.searched(row, at)
    return look !== undefined && search.matches(look) && (where === undefined || where(row))
  }
  return { rows: shelf.sorted(`${sortKey}|${more.name ?? ''}|${query}`, filter, by), by }
}

export function shelfPage<T extends { n: number; updatedAt: number }>(
  call: Call,
  shelf: Shelf<T>,
  args: PageArgs,
  keys: SortKeys<T>,
  more: { where?: (row: T) => boolean; name?: string } = {},
): Connection<T> {
  const { rows, by } = found(call, shelf, args, keys, more)
  return pageOf(rows, args, (row) => [by(row), row.n])
}

/** `{ count precision }`: never counted past the limit. */
export function countOf(size: number, limit: number | null | undefined): { count: number; precision: string } {
  const most = limit ?? Number.POSITIVE_INFINITY
  return size > most ? { count: most, precision: 'AT_LEAST' } : { count: size, precision: 'EXACT' }
}
