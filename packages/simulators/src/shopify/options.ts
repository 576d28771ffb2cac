import type { SimulatorOptions } from '../server/simulator.ts'

/** What a pretend Shopify can be told. */
export interface ShopifyOptions extends SimulatorOptions {
  /** How many products the shop has at first; default 60. */
  products?: number
  /** How many customers; default 200. */
  customers?: number
  /** How many orders of the last 90 days; default 150. */
  orders?: number
  /** Whether the data is as untidy as that of a real shop; default true. */
  dirt?: boolean
  /** The permanent domain; default `trefoil-test.myshopify.com`. */
  domain?: string
  currency?: string
  /** The token of a custom app. */
  token?: string
  /** What that token, and each one granted to the client id, may; default everything that a commerce sync needs. */
  scopes?: string[]
  /** How fast points flow back; default `standard`. */
  plan?: Plan
  /** Other choices where the vendor's documents are silent, and delays. */
  choices?: Partial<ShopifyChoices>
}

export type Plan = 'standard' | 'advanced' | 'plus'

/** Choices where documents are silent or disagree, marked [U], and all that takes time. */
export interface ShopifyChoices {
  /** Milliseconds that the search index is behind the shop. [U] how many. */
  indexDelay: number
  /** Milliseconds that cancelling an order, an asynchronous productSet and a bulk query take. */
  jobDelay: number
  /** [U] What a repeat of a call under the same key gives: the first result, or a new look at the state. */
  replay: 'cached' | 'evaluated'
  /** [U] Whether inventorySetQuantities refuses an `available` below zero. */
  refuseNegative: boolean
  /** Whether names, e-mail addresses, phones and streets may be read. Without: null and an error beside it. */
  protectedData: boolean
  /** Milliseconds until a webhook is sent. */
  webhookDelay: number
  /** Milliseconds before each of the eight further tries. The vendor takes four hours over them. */
  webhookRetryGaps: readonly number[]
  /** Milliseconds that a receiver may take. */
  webhookTimeout: number
  /** Parts of one: how many deliveries come twice, and how many never. */
  webhookDuplicate: number
  webhookDrop: number
  /** What waits is sent in the reverse order. */
  webhookReorder: boolean
  /** [U] Whether an app hears of what it wrote itself. */
  webhookOwnWrites: boolean
}

export const defaultChoices: ShopifyChoices = {
  indexDelay: 1000,
  jobDelay: 300,
  replay: 'cached',
  refuseNegative: true,
  protectedData: true,
  webhookDelay: 20,
  webhookRetryGaps: [200, 400, 800, 1600, 3200, 6400, 12_800, 25_600],
  webhookTimeout: 5000,
  webhookDuplicate: 0,
  webhookDrop: 0,
  webhookReorder: false,
  webhookOwnWrites: true,
}

/** Points per second and the bucket that was seen in answers. */
export const plans: Record<Plan, { restoreRate: number; size: number; title: string }> = {
  standard: { restoreRate: 100, size: 2000, title: 'Basic' },
  advanced: { restoreRate: 200, size: 4000, title: 'Advanced' },
  plus: { restoreRate: 1000, size: 20_000, title: 'Shopify Plus' },
}

export const allScopes: readonly string[] = [
  'write_products',
  'write_inventory',
  'read_locations',
  'write_orders',
  'read_all_orders',
  'write_customers',
  'write_merchant_managed_fulfillment_orders',
  'write_third_party_fulfillment_orders',
  'write_fulfillments',
  'write_publications',
]
