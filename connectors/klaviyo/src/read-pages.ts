import { Fault, type HttpOptions, type Session } from '@trefoil/sdk'
import { z } from 'zod'
import { type Call, draws } from './calls.ts'

/** Every item of a listing, page after page. Replies that are not what the vendor documents are a `protocol` fault. */
export async function readPages<T>(
  session: Session,
  request: { call: Call; path: string; query: Record<string, string | number>; item: z.ZodType<T>; pages?: number },
): Promise<T[]> {
  const { call, path, query, item, pages = Number.POSITIVE_INFINITY } = request
  const Page = z.object({ data: z.array(item), links: z.object({ next: z.string().nullish() }).nullish() })
  const items: T[] = []
  let cursor: string | null = null
  for (let page = 0; page < pages; page++) {
    const asked: HttpOptions = {
      query: cursor === null ? query : { ...query, 'page[cursor]': cursor },
      draws: draws(call),
    }
    const reply = await session.http.get(path, asked)
    const parsed = Page.safeParse(reply.json)
    if (!parsed.success) throw strange(path, parsed.error)
    items.push(...parsed.data.data)
    cursor = cursorOf(parsed.data.links?.next)
    if (cursor === null) break
  }
  return items
}

export function strange(path: string, cause: unknown): Fault {
  return new Fault('protocol', `Klaviyo's answer to ${path} is not what its documentation says`, { cause })
}

// The link names the vendor's own host, which need not be the one that we were sent to: only its cursor counts.
function cursorOf(next: string | null | undefined): string | null {
  if (next === null || next === undefined) return null
  return new URL(next, 'https://a.klaviyo.com').searchParams.get('page[cursor]')
}
