import { refuseCardNumbers } from '../card-number.ts'
import type { World } from '../clock.ts'
import type { Sender } from '../http/sender.ts'
import { unwrapLists } from './nested-lists.ts'

/** Name and value, in order; names may repeat. */
export type Query = readonly (readonly [string, string])[]

/** One call below a merchant. */
export interface RestCall {
  query?: Query
  body?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal | undefined
}

/** The calls below one merchant that all resources are made of. */
export interface Rest {
  call<T>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, call?: RestCall): Promise<T>
  text(path: string, call?: RestCall): Promise<string>
  world: World
  /** The most that may be expanded in one call. */
  maxExpands: number
  windowDays: number
}

/** `base` is the URL of the merchant. */
export function restBelow(base: string, send: Sender, terms: Omit<Rest, 'call' | 'text'>): Rest {
  return {
    ...terms,
    call: async <T>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, call: RestCall = {}): Promise<T> => {
      const { query = [], body, ...others } = call
      refuseCardNumbers(body)
      const reply = await send.json<T>({
        method,
        url: urlOf(base + path, query),
        ...others,
        ...(body === undefined ? {} : { body }),
      })
      unwrapLists(reply)
      return reply
    },
    text: (path, { query = [], signal } = {}) => send.text({ method: 'GET', url: urlOf(base + path, query), signal }),
  }
}

function urlOf(address: string, query: Query): URL {
  const url = new URL(address)
  for (const [name, value] of query) url.searchParams.append(name, value)
  return url
}
