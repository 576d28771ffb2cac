import type { World } from '../clock.ts'
import type { Place } from '../hosts.ts'
import type { Transport } from './transport.ts'

/** How a client calls Clover. Every default fits Clover's documented limits. */
export interface ClientOptions extends Place {
  /** Default: the platform's `fetch`. */
  transport?: Transport
  /**
   * How often a call is tried again; default 3, 0 for programs that do it themselves. A refusal by the rate limits
   * (429) is tried again for every call. 500, 502, 503, 504 and a broken connection are tried again only where a
   * repetition cannot do the thing twice: reads, and Ecommerce writes with an idempotency key.
   */
  retries?: number
  /** Requests at once; default 5, which is Clover's limit per token [D]. All clients of one token share that limit. */
  maxInFlight?: number
  /** Where Clover asks for a longer pause than so many milliseconds, the refusal is told at once; default 60,000. */
  longestPause?: number
  /** Milliseconds for one try, from when it is sent; default 30,000. */
  timeout?: number
  /** Clover's reference asks for `product/version` [D]; an empty text sends none, as some browsers demand. */
  userAgent?: string
  /** Clock, chance and pauses; for tests. */
  world?: World
}

/** What may be said at any single call. */
export interface CallOptions {
  /** Gives up the call, pauses between tries included. */
  signal?: AbortSignal
}
