import type { Shop } from '../shop/shop.ts'
import type { SearchWarning } from './search.ts'

/** One request: the shop with the app at work in it, and what the request gathers on its way. */
export interface Call {
  shop: Shop
  /** What the token may, `read_` forms included. */
  may: ReadonlySet<string>
  app: AppIdentity
  scopes: readonly string[]
  version: string
  searches: { query: string; warnings: SearchWarning[] }[]
  /** Remembered answers to keyed writes. */
  keys: Map<string, KeyedAnswer>
  /** Where this simulator listens. */
  origin: string
}

export interface AppIdentity {
  n: number
  clientId: string
  title: string
}

export interface KeyedAnswer {
  at: number
  hash: string
  answer: Record<string, unknown>
}
