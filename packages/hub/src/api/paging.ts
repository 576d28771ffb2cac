import { z } from 'zod'
import { Refusal } from '../operations/refusal.ts'

/** Query of every list. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('Items in one page'),
  cursor: z.string().max(200).optional().describe('`next_cursor` of the page before'),
}

/** One page of a list; the cursor is opaque. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ data: z.array(item), next_cursor: z.string().nullable(), has_more: z.boolean() })
}

interface PageBody<T> {
  data: T[]
  next_cursor: string | null
  has_more: boolean
}

/** Where a page begins: after this id where the list goes up, before it where it goes down. */
interface Place {
  /** 0: at the first. */
  after: number
  /** Null: at the last. */
  before: number | null
  limit: number
}

/** Reads one item more than asked, to know whether there is more. */
export async function readPage<Row extends { id: number }, T>(
  query: { limit: number; cursor?: string | undefined },
  read: (place: Place) => Promise<Row[]>,
  show: (row: Row) => T,
): Promise<PageBody<T>> {
  const from = decodeCursor(query.cursor)
  const rows = await read({ after: from ?? 0, before: from, limit: query.limit + 1 })
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  const hasMore = rows.length > query.limit && last !== undefined
  return { data: page.map(show), next_cursor: hasMore ? encodeCursor(last.id) : null, has_more: hasMore }
}

function encodeCursor(id: number): string {
  return Buffer.from(`v1:${id}`).toString('base64url')
}

function decodeCursor(cursor: string | undefined): number | null {
  if (cursor === undefined) return null
  const [, id] = /^v1:(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  if (id !== undefined) return Number(id)
  const detail = 'not a cursor of this list: leave it out to begin at the beginning'
  throw new Refusal('invalid', 'bad_cursor', `The cursor "${cursor}" cannot be used: ${detail}`, {
    problems: [{ pointer: '/cursor', detail }],
  })
}
