import { createEffectLog } from '../server/effects.ts'
import { seededRandom } from '../server/seeded-random.ts'
import { type Running, startSimulator } from '../server/simulator.ts'
import { shopifyBackDoor } from './back-door.ts'
import { type Counter, openCounter } from './counter.ts'
import { tokenDesk } from './desk.ts'
import { fillShop } from './generate/fill-shop.ts'
import { resolvers } from './graph/all.ts'
import { bulkFile } from './graph/bulk.ts'
import { shopifyApi } from './handle.ts'
import { allScopes, defaultChoices, plans, type ShopifyOptions } from './options.ts'
import { createLater } from './shop/later.ts'
import { note, openShop, type Shop } from './shop/shop.ts'
import { createCourier, type Delivery } from './webhooks/courier.ts'
import { createExecutor } from './wire/execute.ts'
import { openSchema } from './wire/schema.ts'
import { createTokens } from './wire/tokens.ts'
import { versions } from './wire/versions.ts'

/** A pretend Shopify: one shop, with an app let in. */
export interface ShopifySimulator extends Running, Counter {
  /** The permanent domain, as webhooks name it. */
  domain: string
  /** Never expires. */
  token: string
  /** For the grant of a day's token, and for the signatures of webhooks. */
  clientId: string
  clientSecret: string
  /** Changes what the first token, and each one granted from now on, may. */
  permit(scopes: readonly string[]): void
  /** The next requests are throttled, whatever they cost. */
  throttle(times: number): void
  /** Does now what was promised for later: cancellations, bulk queries. */
  settle(): void
  webhooks: {
    /** Sends what waits, rather than waiting for it. */
    deliver(): Promise<void>
    deliveries(): Delivery[]
    subscriptions(): { id: string; topic: string; uri: string }[]
  }
}

export async function startShopify(options: ShopifyOptions = {}): Promise<ShopifySimulator> {
  const seed = options.seed ?? 1
  const domain = options.domain ?? 'trefoil-test.myshopify.com'
  const token = options.token ?? `shpat_${String(seed).padStart(32, '0')}`
  const clientId = `5a0b${String(seed).padStart(28, '0')}`
  const clientSecret = `shpss_${String(seed).padStart(32, '0')}`
  const choices = { ...defaultChoices, ...options.choices }
  const plan = plans[options.plan ?? 'standard']
  let scopes = options.scopes ?? [...allScopes]
  const { vendor, ...running } = await startSimulator(options, ({ now, tick, effects }) => {
    const later = createLater()
    let clock = () => now().getTime()
    // What is there at the start is no change, and is known to the search index.
    let isOpen = false
    const shop: Shop = openShop({
      identity: {
        domain,
        name: 'Trefoil Test',
        email: 'owner@example.com',
        currency: options.currency ?? 'USD',
        timezone: 'America/New_York',
        offset: -300,
        planTitle: plan.title,
      },
      choices,
      random: seededRandom(seed),
      effects: createEffectLog(now),
      later,
      now: () => clock(),
      indexDelay: () => (isOpen ? choices.indexDelay : 0),
      tell: (news) => {
        if (isOpen) courier.tell(news)
      },
    })
    const courier = createCourier({
      subscriptions: shop.subscriptions,
      choices,
      random: seededRandom(seed + 6_000_003),
      now: () => now().getTime(),
      domain,
      secret: clientSecret,
      version: versions[1],
      dropped: ({ id, topic }) => note(shop, 'webhook.drop', id, { topic }),
    })
    const { products = 60, customers = 200, orders = 150, dirt = true } = options
    fillShop(shop, seededRandom(seed + 1_000_003), { products, customers, orders, dirt }, (time) => {
      clock = () => time
    })
    clock = () => now().getTime()
    shop.effects = effects
    isOpen = true
    const tokens = createTokens({
      now: () => now().getTime(),
      random: seededRandom(seed + 7_000_003),
      client: { id: clientId, secret: clientSecret, scopes: () => scopes },
    })
    tokens.put({ token, scopes, until: null })
    const permit = (wanted: readonly string[]) => {
      scopes = [...wanted]
      tokens.put({ token, scopes, until: null })
    }
    const burst = { left: 0 }
    const throttle = (times: number) => {
      burst.left = times
    }
    const counter = openCounter(shop)
    const webhooks: ShopifySimulator['webhooks'] = {
      deliver: courier.deliver,
      deliveries: courier.deliveries,
      subscriptions: () => [...shop.subscriptions.values()].map(({ id, topic, uri }) => ({ id, topic, uri })),
    }
    const { settle } = later
    return {
      counter,
      permit,
      throttle,
      settle,
      webhooks,
      handle: shopifyApi({
        shop,
        app: { n: 131_072, clientId, title: 'Trefoil Sync' },
        tokens,
        execute: createExecutor(openSchema(resolvers, choices.protectedData)),
        random: seededRandom(seed + 9_000_011),
        tick,
        plan,
        limits: options.limits !== false,
        burst,
        file: (path) => bulkFile(shop, path),
      }),
      about: () => ({
        domain,
        token,
        clientId,
        clientSecret,
        products: shop.products.size,
        variants: shop.variants.size,
        customers: shop.customers.size,
        orders: shop.orders.size,
      }),
      desk: tokenDesk({ tokens, scopes: () => scopes, permit, throttle, settle, everything: allScopes }),
      backDoor: shopifyBackDoor({ counter, permit, throttle, settle, webhooks, tokens }),
      stop: async () => {
        later.stop()
        await courier.stop()
      },
    }
  })
  const { counter, permit, throttle, settle, webhooks } = vendor
  return { ...running, ...counter, domain, token, clientId, clientSecret, permit, throttle, settle, webhooks }
}
