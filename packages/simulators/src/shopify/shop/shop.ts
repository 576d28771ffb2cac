import type { EffectLog } from '../../server/effects.ts'
import type { Random } from '../../server/seeded-random.ts'
import type { ShopifyChoices } from '../options.ts'
import { searchFields } from './fields.ts'
import { gid } from './gid.ts'
import type { Later } from './later.ts'
import type { Order, ShipOrder } from './order-rows.ts'
import type { Bulk, Customer, Definition, Item, Metafield, Place, Product, Row, Subscription, Variant } from './rows.ts'
import { createShelf, type Shelf } from './shelf.ts'

/** What the shop is called and how it counts. */
export interface Identity {
  domain: string
  name: string
  email: string
  currency: string
  timezone: string
  /** Minutes from UTC, as webhooks write times. */
  offset: number
  planTitle: string
}

/** A change that a subscriber may hear of. The body is made when somebody listens. */
export interface News {
  topic: string
  body(): Record<string, unknown>
  by: 'api' | 'person'
}

/** A write that goes on after its answer. */
export interface Operation {
  id: string
  status: string
  product: number | null
  errors: { field: string[] | null; message: string; code: string | null }[]
}

/** One shop: what lies on its shelves, and who is at work. */
export interface Shop {
  by: 'api' | 'person'
  identity: Identity
  choices: ShopifyChoices
  random: Random
  effects: EffectLog
  later: Later
  now(): number
  newId(): number
  products: Shelf<Product>
  variants: Shelf<Variant>
  items: Shelf<Item>
  customers: Shelf<Customer>
  orders: Shelf<Order>
  shipOrders: Shelf<ShipOrder>
  places: Map<number, Place>
  /** By owner, then by `namespace.key`. */
  metafields: Map<string, Map<string, Metafield>>
  definitions: Map<number, Definition>
  subscriptions: Map<number, Subscription>
  bulks: Map<number, Bulk>
  operations: Map<string, Operation>
  jobs: Map<string, boolean>
  handles: Map<string, number>
  emails: Map<string, number>
  phones: Map<string, number>
  /** Which items share a SKU. */
  skus: Map<string, Set<number>>
  /** By the number of the customer, oldest first. */
  ordersOf: Map<number, Order[]>
  counters: { order: number }
  /** Told of each change. */
  tell(news: News): void
}

export function openShop(parts: {
  identity: Identity
  choices: ShopifyChoices
  random: Random
  effects: EffectLog
  later: Later
  now: () => number
  indexDelay: () => number
  tell: (news: News) => void
}): Shop {
  const { now, indexDelay: delay, random } = parts
  const fields = searchFields()
  let last = 7_000_000_000_000
  return {
    ...parts,
    by: 'person',
    newId: () => {
      last += 1 + random.below(30_000)
      return last
    },
    products: createShelf({ now, delay, fields: fields.products }),
    variants: createShelf({ now, delay, fields: fields.variants }),
    items: createShelf({ now, delay, fields: fields.items }),
    customers: createShelf({ now, delay, fields: fields.customers }),
    orders: createShelf({ now, delay, fields: fields.orders }),
    shipOrders: createShelf({ now, delay, fields: fields.shipOrders }),
    places: new Map(),
    metafields: new Map(),
    definitions: new Map(),
    subscriptions: new Map(),
    bulks: new Map(),
    operations: new Map(),
    jobs: new Map(),
    handles: new Map(),
    emails: new Map(),
    phones: new Map(),
    skus: new Map(),
    ordersOf: new Map(),
    counters: { order: 1000 },
  }
}

/** The beginning of a new row. */
export function newRow(shop: Shop, type: string): Row {
  const n = shop.newId()
  return { n, id: gid(type, n), createdAt: shop.now(), updatedAt: shop.now() }
}

export function newPart(shop: Shop, type: string): { n: number; id: string } {
  const n = shop.newId()
  return { n, id: gid(type, n) }
}

/** Writes a change into the log. */
export const note = (shop: Shop, kind: string, id: string, detail?: unknown): void =>
  shop.effects.record(kind, id, shop.by, detail)
