import { Fault, type Json } from '@trefoil/sdk'
import { z } from 'zod'
import { readCursor, shown } from '../cursor.ts'
import { place } from '../read-on.ts'
import type { CloverOrder } from './order.ts'

const day = 86_400_000

/** Clover cuts a range of more than 90 days to its newest 90 without saying so; the last one is up to a day wider. */
const widest = 88 * day

/**
 * Each poll begins this long before the newest change that it knows, because a change can become visible after a
 * later one. It counts by Clover's stamps, never by our clock: a clock that runs ahead would skip changes.
 */
const overlap = 60_000

const milliseconds = z.int().min(0)

const ordersCursor = z.strictObject({
  v: z.literal(1),
  since: milliseconds,
  /** Only while a window is being listed. */
  until: milliseconds.optional(),
  ...place.shape,
  /** The newest stamp so far. */
  latest: milliseconds.optional(),
  /** Orders at the newer edge that were handed over: id → stamp. */
  seen: z.record(z.string(), milliseconds),
})

type OrdersCursor = z.output<typeof ordersCursor>
type Window = OrdersCursor & { until: number }

export function beginning(now: number, historyDays: number): OrdersCursor {
  return { v: 1, since: Math.max(0, now - historyDays * day), offset: 0, seen: {} }
}

export function readOrdersCursor(cursor: Json, now: number): OrdersCursor {
  const read = readCursor(ordersCursor, cursor, 'orders')
  if (Math.max(read.since, read.latest ?? 0) <= now + day) return read
  throw new Fault(
    'invalid',
    `The cursor of Clover's orders lies in the future, and would hide every order until then: ${shown(cursor)}. ` +
      'Compare the clock of this machine, or reset the source to read it from the beginning',
    { code: 'CURSOR_UNREADABLE', facts: { source: 'orders' } },
  )
}

export function openWindow(from: OrdersCursor, now: number): Window {
  const isOld = isWellPast(from.since + widest, now)
  return { ...from, until: from.until ?? (isOld ? from.since + widest : Math.max(now, from.since)) }
}

/** By any clock that runs ahead by less than a day: whatever changes from now on has a later stamp. */
function isWellPast(instant: number, now: number): boolean {
  return instant < now - day
}

/** False for an order that was handed over under the same stamp. */
export function isNews(order: CloverOrder, { seen }: OrdersCursor): boolean {
  return order.id === undefined || order.modifiedTime === undefined || seen[order.id] !== stampOf(order)
}

/**
 * The window with these orders at its edge; what fell behind the edge is forgotten. Stamps are cut to the second, and
 * within it the same order can change again: so a fresh one is handed over again, and fresh by any clock that runs
 * ahead by less than the overlap.
 */
export function remember(window: Window, orders: CloverOrder[]): Window {
  const stamps = orders.map(stampOf)
  const latest = stamps.reduce((newest, stamp) => Math.max(newest, stamp), window.latest ?? 0)
  const seen = Object.entries(window.seen).filter(([, stamp]) => stamp >= latest - overlap)
  for (const [at, { id }] of orders.entries()) {
    const stamp = stamps[at] ?? 0
    if (id !== undefined && stamp >= latest - overlap && stamp <= window.until - overlap) seen.push([id, stamp])
  }
  return { ...window, seen: Object.fromEntries(seen), ...(latest === 0 ? {} : { latest }) }
}

/**
 * Where the listing goes on after the end of a window: at the next one, or at the edge of this one. A change of while
 * it was listed may have been passed by, though one of a part that was read later was seen: what the listing took, which
 * even a clock that runs ahead measures rightly, is read again.
 */
export function closeWindow(window: Window, now: number): { cursor: Json; more: boolean } {
  const { until, last, ...rest } = window
  if (isWellPast(until, now) && until === window.since + widest)
    return { cursor: toCursor({ ...rest, since: until, offset: 0 }), more: true }
  const took = Math.max(0, now - until)
  const since = Math.max(window.since, (window.latest ?? 0) - overlap - took)
  return { cursor: toCursor({ ...rest, since, offset: 0 }), more: false }
}

/** Plain JSON: what is undefined is left out. */
export function toCursor({ v, since, until, offset, last, latest, seen }: OrdersCursor): Json {
  return {
    v,
    since,
    ...(until === undefined ? {} : { until }),
    offset,
    ...(last === undefined ? {} : { last }),
    ...(latest === undefined ? {} : { latest }),
    seen,
  }
}

function stampOf(order: CloverOrder): number {
  const stamp = Date.parse(order.modifiedTime ?? '')
  return Number.isNaN(stamp) ? 0 : stamp
}
