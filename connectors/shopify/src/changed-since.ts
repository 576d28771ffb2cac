import type { Json, Session } from '@trefoil/sdk'
import { z } from 'zod'
import { readCursor, unreadable } from './cursor.ts'

/** One page of a list that is ordered by time of change. */
export interface ListPage<Row> {
  nodes: Row[]
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
}

export interface ChangedList<Row extends { updatedAt: string }> {
  source: string
  /** Rows of one call at the most: Shopify refuses what is too dear. */
  most: number
  /** Where the first reading begins; null: at the beginning. */
  begins?(session: Session): string | null
  list(session: Session, from: { first: number; after: string | null; query: string | null }): Promise<ListPage<Row>>
}

export interface Changed<Row> {
  rows: Row[]
  cursor: Json
  more: boolean
}

/**
 * Each reading begins this long before the newest change that it knows: times have no parts of a second, and a change
 * can be found a while after it was made. Counted by Shopify's own stamps, never by our clock.
 */
const overlap = 5 * 60_000

/** Shopify pages through 25,000 at the most; before that the question is narrowed. */
const mostPaged = 20_000

const day = 86_400_000

const instant = z.iso.datetime()

const changedCursor = z.strictObject({
  v: z.literal(1),
  since: instant.nullable(),
  /** Shopify's own, while a listing is under way. */
  after: z.string().nullable(),
  /** The newest change so far. */
  latest: instant.nullable(),
  paged: z.int().min(0),
})

type ChangedCursor = z.output<typeof changedCursor>

/** The next rows in the order of their change. A row that changes meanwhile goes to the end, and is seen again there. */
export async function changedSince<Row extends { updatedAt: string }>(
  session: Session,
  of: ChangedList<Row>,
  { cursor, limit }: { cursor: Json; limit: number },
): Promise<Changed<Row>> {
  const from = cursor === null ? beginning(of.begins?.(session) ?? null) : readOn(cursor, of.source, session.now())
  const { nodes, pageInfo } = await of.list(session, {
    first: Math.max(1, Math.min(limit, of.most)),
    after: from.after,
    query: from.since === null ? null : `updated_at:>='${from.since}'`,
  })
  const latest = nodes.reduce((newest, { updatedAt }) => later(newest, updatedAt), from.latest)
  const seen = { ...from, latest, paged: from.paged + nodes.length }
  const more = pageInfo.hasNextPage && pageInfo.endCursor !== null
  return { rows: nodes, cursor: more ? goOn(seen, pageInfo.endCursor) : begin(seen), more }
}

function beginning(since: string | null): ChangedCursor {
  return { v: 1, since, after: null, latest: null, paged: 0 }
}

function goOn(from: ChangedCursor, after: string | null): ChangedCursor {
  const isNarrower = from.latest !== null && from.latest !== from.since
  return from.paged >= mostPaged && isNarrower ? beginning(from.latest) : { ...from, after }
}

function begin({ since, latest }: ChangedCursor): ChangedCursor {
  if (latest === null) return beginning(since)
  const next = whole(Date.parse(latest) - overlap)
  return beginning(since === null ? next : later(since, next))
}

function readOn(cursor: Json, source: string, now: Date): ChangedCursor {
  const read = readCursor(changedCursor, cursor, source)
  const newest = later(read.since, read.latest ?? read.since ?? whole(0))
  if (Date.parse(newest) <= now.getTime() + day) return read
  throw unreadable(cursor, source, 'lies in the future, and would hide every change until then')
}

function later(one: string | null, other: string): string {
  return one !== null && Date.parse(one) >= Date.parse(other) ? one : other
}

/** As Shopify writes instants: UTC, in whole seconds. */
export function whole(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`
}
