import type { Connector, Source, Target } from '@trefoil/sdk'
import { secretsOf } from './ask.ts'
import { check } from './check.ts'
import { type ShopifyCredentials, shopifyCredentials } from './credentials.ts'
import { customers } from './customers/customers.ts'
import { customersTarget } from './customers/target.ts'
import { faultIn, levelIn } from './dialect.ts'
import { orders } from './orders/orders.ts'
import { pricesTarget } from './products/prices-target.ts'
import { products } from './products/products.ts'
import { type ShopifySettings, shopifySettings } from './settings.ts'
import { hubLocation, placesOf, safetyStock } from './stock/place.ts'
import { stock } from './stock/stock.ts'
import { stockTarget } from './stock/stock-target.ts'
import { webhooks } from './webhooks.ts'

const sources: Record<string, Source> = { customers, products, stock, orders }
const targets: Record<string, Target> = { customers: customersTarget, prices: pricesTarget, stock: stockTarget }

const needs = [...new Set([...Object.values(sources), ...Object.values(targets)].flatMap((each) => each.needs))]

/** The web shop: the Admin GraphQL API of one shop. */
export const shopify: Connector<ShopifyCredentials, ShopifySettings> = {
  id: 'shopify',
  title: 'Shopify',
  category: 'Web shop',
  idFormat: 'the number at the end of its page’s address in the admin, as in `7982905098262`',
  credentials: shopifyCredentials,
  settings: shopifySettings,
  choices: async (session, setting) => (setting === 'locationId' ? placesOf(session) : []),
  // Of the smallest plan; what every answer tells of the bucket corrects it downwards.
  limits: [{ bucket: 'points', per: 'connection', size: 2000, refillPerSecond: 100, concurrent: 4 }],
  http: ({ credentials }) => ({
    baseUrl: `https://${credentials.shop}`,
    headers: { accept: 'application/json', 'user-agent': 'trefoil/0.1' },
    fault: (reply) => faultIn(reply, secretsOf(credentials)),
    level: (reply, drawn) => (drawn.includes('points') ? levelIn(reply) : {}),
  }),
  check: (session) => check(session, needs),
  sources,
  targets,
  webhooks,
  lookups: { GetHubLocation: hubLocation, GetSafetyStock: safetyStock },
}
