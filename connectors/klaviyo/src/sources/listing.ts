import { Fault, type Json, type Page, type Session } from '@trefoil/sdk'
import { z } from 'zod'
import type { Call } from '../calls.ts'
import { readPage } from '../read-pages.ts'

/** A listing in the order of a time of change, oldest first, so that what changes meanwhile moves to its end. */
export interface Listing<R, T> {
  /** As messages name it. */
  name: string
  call: Call
  path: string
  /** The time by which it is filtered and sorted. */
  by: string
  query: Record<string, string>
  largestPage: number
  row: z.ZodType<R>
  read(row: R): T
  stampOf(record: T): string
  /** A first listing has no filter, unless the vendor shows only some by one. */
  everything?: string
}

const Cursor = z.strictObject({
  v: z.literal(1),
  /** What changed at this instant or before it has been read: milliseconds since 1970. */
  since: z.int().nullable(),
  /** The newest change so far, while a listing is under way. */
  newest: z.int().nullable(),
  /** The vendor's place in the listing; null: at its beginning. */
  place: z.string().min(1).nullable(),
})

type Cursor = z.infer<typeof Cursor>

/**
 * Klaviyo shows whole seconds, and a change some moments after it was made. So a poll begins a minute before the
 * newest change that was seen: what comes twice costs a comparison.
 */
const overlap = 60_000
/** Clocks differ, but not by so much. */
const day = 86_400_000

export async function pullListing<R, T>(
  session: Session,
  listing: Listing<R, T>,
  from: { cursor: Json | null; limit: number },
): Promise<Page<T>> {
  const cursor = readCursor(listing.name, from.cursor, session.now())
  const filter =
    cursor.since === null ? listing.everything : `greater-than(${listing.by},${new Date(cursor.since).toISOString()})`
  const { items, next } = await readPage(session, {
    call: listing.call,
    path: listing.path,
    item: listing.row,
    query: {
      ...listing.query,
      sort: listing.by,
      'page[size]': Math.max(1, Math.min(from.limit, listing.largestPage)),
      ...(filter === undefined ? {} : { filter }),
      ...(cursor.place === null ? {} : { 'page[cursor]': cursor.place }),
    },
  })
  const records = items.map(listing.read)
  const newest = newestOf(cursor.newest, records.map(listing.stampOf))
  const after: Cursor =
    next === null
      ? { v: 1, since: earlier(newest, session.now()) ?? cursor.since, newest: null, place: null }
      : { v: 1, since: cursor.since, newest, place: next }
  return { records, gone: [], cursor: { ...after }, more: next !== null }
}

function readCursor(name: string, cursor: Json | null, now: Date): Cursor {
  if (cursor === null) return { v: 1, since: null, newest: null, place: null }
  const read = Cursor.safeParse(cursor)
  const isToCome = (instant: number | null) => instant !== null && instant > now.getTime() + day
  if (read.success && !isToCome(read.data.since) && !isToCome(read.data.newest)) return read.data
  const text = JSON.stringify(cursor)
  throw new Fault(
    'invalid',
    `The cursor of Klaviyo's ${name} is not one that this version wrote: ${text.length <= 120 ? text : `${text.slice(0, 120)}…`}. ` +
      'Reset the source to read it from the beginning',
    { code: 'CURSOR_UNREADABLE', facts: { source: name } },
  )
}

function newestOf(before: number | null, stamps: string[]): number | null {
  let newest = before
  for (const stamp of stamps) {
    const at = Date.parse(stamp)
    if (!Number.isNaN(at) && (newest === null || at > newest)) newest = at
  }
  return newest
}

function earlier(newest: number | null, now: Date): number | null {
  return newest === null ? null : Math.min(newest, now.getTime()) - overlap
}
