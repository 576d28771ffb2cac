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

/** One page of a listing. */
export async function readPage<T>(
  session: Session,
  request: { call: Call; path: string; query: Record<string, string | number>; item: z.ZodType<T> },
): Promise<Answer<T>> {
  const { call, path, query, item } = request
  const Page = z.object({ data: z.array(item), links: z.object({ next: z.string().nullish() }).nullish() })
  const asked: HttpOptions = { query, draws: draws(call) }
  const parsed = Page.safeParse((await session.http.get(path, asked)).json)
  if (!parsed.success) throw strange(path, parsed.error)
  return { items: parsed.data.data, next: cursorOf(parsed.data.links?.next) }
}

export function strange(path: string, cause: unknown): Fault {
  return new Fault('protocol', `Klaviyo's answer to ${path} is not what its documentation says`, { cause })
}

// The link names the vendor's own host, which need not be the one that we were sent to: only its cursor counts.
function cursorOf(next: string | null | undefined): string | null {
  if (next === null || next === undefined) return null
  return new URL(next, 'https://a.klaviyo.com').searchParams.get('page[cursor]')
}
