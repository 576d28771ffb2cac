import { refuseCardNumbers } from '../card-number.ts'
import { CloverProtocolError } from '../errors.ts'
import type { Sender } from '../http/sender.ts'
import { type Listing, listingOf } from '../listing.ts'
import type { EcommerceOptions } from './callback.ts'
import type { EcommerceList } from './objects.ts'

/** Where a reply names what it is, it must be this. */
interface Named {
  id?: string
  object?: string
}

/** How long a list's pages are, and where it begins. */
export interface CursorOptions {
  /** Rows a page, 1 to 100; default 100, where Clover's own is 10. [D] */
  limit?: number
  /** Begins behind the row with this id. */
  starting_after?: string
  signal?: AbortSignal
}

/** The calls of the Ecommerce API that its resources are made of. */
export interface Caller {
  read<T extends Named>(path: string, object: string | null, options: EcommerceOptions): Promise<T>
  write<T extends Named>(
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    want: { object: string | null; body?: object },
    options: EcommerceOptions,
  ): Promise<T>
  list<T extends { id: string }>(path: string, query: object): Listing<T>
}

/** `host` as `https://…`. */
export function ecommerceCaller(send: Sender, host: string): Caller {
  const call = async <T extends Named>(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    { object, body }: { object: string | null; body?: object },
    options: EcommerceOptions,
  ): Promise<T> => {
    refuseCardNumbers(body)
    const reply = await send.json<T>({
      method,
      url: new URL(host + path),
      headers: headersOf(options),
      isRepeatable: options.idempotencyKey !== undefined,
      signal: options.signal,
      ...(body === undefined ? {} : { body }),
    })
    const is = reply.object ?? object
    if (object !== null && is !== object) {
      const request = `${method} ${path}`
      throw new CloverProtocolError(`${request}: wanted a ${object}, but Clover answered with a ${is}`, {
        statusCode: 200,
        request,
        param: 'object',
      })
    }
    return reply
  }
  return {
    read: (path, object, options) => call('GET', path, { object }, options),
    write: call,
    list: (path, query) => listingOf(() => pages(send, host + path, query)),
  }
}

/** Newest first; `starting_after` is the last id of the page before. [D] */
async function* pages<T extends { id: string }>(send: Sender, address: string, query: object): AsyncGenerator<T[]> {
  const { signal, limit = 100, ...filter }: CursorOptions & Record<string, unknown> = { ...query }
  const url = new URL(address)
  url.searchParams.set('limit', String(limit))
  for (const [name, value] of Object.entries(filter)) {
    if (value !== undefined) url.searchParams.set(name, String(value))
  }
  for (;;) {
    const reply = await send.json<EcommerceList<T> | T[]>({ method: 'GET', url, signal })
    // Refunds were seen as a bare array, too.
    const { data, has_more: hasMore = false } = Array.isArray(reply) ? { data: reply } : reply
    if (!Array.isArray(data)) {
      throw new CloverProtocolError(`GET ${url.pathname}: a list without data`, { statusCode: 200, param: 'data' })
    }
    yield data
    const last = data.at(-1)
    if (!hasMore) return
    if (last === undefined || last.id === url.searchParams.get('starting_after')) {
      throw new CloverProtocolError(`GET ${url.pathname}: has_more, but nothing more comes`, { statusCode: 200 })
    }
    url.searchParams.set('starting_after', last.id)
  }
}

function headersOf(options: EcommerceOptions): Record<string, string> {
  const named: [string, string | undefined][] = [
    ['idempotency-key', options.idempotencyKey],
    ['x-forwarded-for', options.forwardedFor],
    ['apikey', options.api_key],
    ['clover-account', options.clover_account],
    ['clover-version', options.clover_version],
  ]
  return Object.fromEntries(
    named.flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]])),
  )
}
