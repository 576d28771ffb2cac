import { Fault, type HttpOptions, type Session } from '@trefoil/sdk'
import { z } from 'zod'
import { type Call, draws } from './calls.ts'

/** Every item of a listing, page after page. Replies that are not what the vendor documents are a `protocol` fault. */
export async function readPages<T>(
  session: Session,
  request: { call: Call; path: string; query: Record<string, string | number>; item: z.ZodType<T>; pages?: number },
): Promise<T[]> {
  const { call, path, query, item, pages = Number.POSITIVE_INFINITY } = request
  const items: T[] = []
  let cursor: string | null = null
  for (let page = 0; page < pages; page++) {
    const asked = cursor === null ? query : { ...query, 'page[cursor]': cursor }
    const answer: Answer<T> = await readPage(session, { call, path, query: asked, item })
    items.push(...answer.items)
    cursor = answer.next
    if (cursor === null) break
  }
  return items
}

interface Answer<T> {
  items: T[]
  /** The vendor's cursor; null: that was the last page. */
  next: string | null
}

// Made once, and the items' schemas are: zod compiles a schema of its own when it first meets an object.
const Page = z.object({ data: z.array(z.unknown()), links: z.object({ next: z.string().nullish() }).nullish() })

/** One page of a listing. */
export async function readPage<T>(
  session: Session,
  request: { call: Call; path: string; query: Record<string, string | number>; item: z.ZodType<T> },
): Promise<Answer<T>> {
  const { call, path, query, item } = request
  const asked: HttpOptions = { query, draws: draws(call) }
  const page = Page.safeParse((await session.http.get(path, asked)).json)
  const items = z.array(item).safeParse(page.data?.data)
  if (!page.success || !items.success) throw strange(path, page.error ?? items.error)
  return { items: items.data, next: cursorOf(path, page.data.links?.next) }
}

export function strange(path: string, cause: unknown): Fault {
  return new Fault('protocol', `Klaviyo's answer to ${path} is not what its documentation says`, { cause })
}

// The link names the vendor's own host, which need not be the one that we were sent to: only its cursor counts. One
// without a cursor is no end: what lies behind it would never be read.
function cursorOf(path: string, next: string | null | undefined): string | null {
  if (next === null || next === undefined) return null
  const cursor = URL.parse(next, 'https://a.klaviyo.com')?.searchParams.get('page[cursor]') ?? ''
  if (cursor === '') throw strange(path, new Error('The link to the next page has no cursor'))
  return cursor
}
