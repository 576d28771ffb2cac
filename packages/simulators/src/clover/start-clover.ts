import type { EffectLog } from '../server/effects.ts'
import { seededRandom } from '../server/seeded-random.ts'
import { type Running, type SimulatorOptions, startSimulator } from '../server/simulator.ts'
import { newApp } from './app/app.ts'
import { type AppDrawer, appDrawer } from './app/app-drawer.ts'
import { createCourier } from './app/courier.ts'
import { cloverBackDoor } from './back-door.ts'
import { type CloverChoices, defaultChoices } from './choices.ts'
import { type CustomerDrawer, customerDrawer, type OrderDrawer, orderDrawer } from './counter.ts'
import { addOddities } from './generate/oddities.ts'
import { cloverApi } from './handle.ts'
import { keyDesk } from './key-desk.ts'
import { type KeyDrawer, keyDrawer } from './keys/key-drawer.ts'
import { createKeyring, type Region } from './keys/keyring.ts'
import { allPermissions, europeanPermissions, onlinePayments } from './keys/permissions.ts'
import { createGrants } from './oauth/grants.ts'
import { rateGate } from './rate-gate.ts'
import { type RowDrawer, shelfDrawer } from './shelf-drawer.ts'
import type { ShelfName } from './shop/catalogue.ts'
import { openShop } from './shop/shop.ts'
import { fillOf, type Stock, stockShop } from './stock-shop.ts'
import type { Town } from './town.ts'

/** What a pretend Clover can be told. */
export interface CloverOptions extends SimulatorOptions {
  /** How many customers the shop has at first; default 500. */
  customers?: number
  /** How many orders of the last 150 days; default 300. */
  orders?: number
  /** How many items; default 40. They are made when they are first asked for. */
  items?: number
  /** Whether the data is as untidy as that of a real shop; default true. */
  dirt?: boolean
  /** Adds what clients stumble over: 150 phone numbers, an order without lines, one with too many to expand; default false. */
  oddities?: boolean
  merchantId?: string
  token?: string
  /** What the token may; default everything. */
  permissions?: string[]
  /** Whose rules hold; default `sandbox`. In Europe parts of a customer need permissions of their own. */
  region?: Region
  /** The silent cut of order and payment lists; default true. */
  ninetyDays?: boolean
  /** Other choices where the vendor's documents are silent. */
  choices?: Partial<CloverChoices>
}

/** A merchant: how to get in, and the counter of the shop. */
export interface Merchant {
  merchantId: string
  token: string
  customers: CustomerDrawer
  orders: OrderDrawer
  /** Items, stocks, categories, employees and all else. */
  shelf(name: ShelfName): RowDrawer
  /** Changes the merchant's settings, like `{ trackStock: true }`. */
  setProperties(changes: Record<string, unknown>): void
}

/** A pretend Clover: one merchant with an API token at first, and more on demand. */
export interface CloverSimulator extends Running, Merchant {
  /** The merchant's key pair for the Ecommerce API. */
  ecommerce: { privateKey: string; publicKey: string }
  /** Tokens, as the merchant handles them in the dashboard. */
  keys: KeyDrawer
  /** An app: its OAuth credentials, installs and webhooks. */
  app: AppDrawer
  /** Changes what the first token may. */
  permit(permissions: string[]): void
  /** Opens another shop in the same region, empty unless told otherwise. */
  addMerchant(options?: { customers?: number; orders?: number; items?: number; permissions?: string[] }): Merchant
}

export async function startClover(options: CloverOptions = {}): Promise<CloverSimulator> {
  const seed = options.seed ?? 1
  const merchantId = options.merchantId ?? `TESTSH0P${String(seed % 100_000).padStart(5, '0')}`
  const token = options.token ?? fakeUuid('0000c10e', seed)
  const ecommerce = { privateKey: fakeUuid('0000c10f', seed), publicKey: `${'0'.repeat(20)}${fakeDigits(seed)}` }
  const choices = { ...defaultChoices, ...options.choices }
  const region = options.region ?? 'sandbox'
  const everything = region === 'eu' ? [...allPermissions, ...europeanPermissions] : allPermissions
  const { vendor, ...running } = await startSimulator(options, ({ now, tick, effects }) => {
    const random = seededRandom(seed)
    const keys = createKeyring({ region, now })
    // Apart from the shop's chance: how often somebody asks must not change the ids of what is made.
    const town: Town = { region, choices, shops: new Map(), keys, random: seededRandom(seed + 7_000_003), effects, now }
    const app = newApp(seededRandom(seed + 5_000_011), seed, [...everything, onlinePayments])
    const courier = createCourier({ app, choices, now, chance: seededRandom(seed + 6_000_003).chance })
    const open = (id: string, key: { token: string; permissions: readonly string[] }, stock: Stock): Merchant => {
      const shop = openShop({
        merchantId: id,
        choices,
        effects: told(effects, (kind, object) => courier.notice(id, kind, object)),
        random: stock.random,
        now,
        fill: fillOf(stock),
      })
      town.shops.set(id, shop)
      keys.add({ kind: 'merchant', merchantId: id, region, token: key.token, permissions: new Set(key.permissions) })
      stockShop(shop, stock)
      if (stock.oddities === true) addOddities(shop)
      return {
        merchantId: id,
        token: key.token,
        customers: customerDrawer(shop),
        orders: orderDrawer(shop),
        shelf: (name) => shelfDrawer(shop, name),
        setProperties: (changes) => {
          shop.singles.properties = { ...shop.singles.properties, ...changes }
          shop.effects.record('merchant.properties.update', id, 'person', changes)
        },
      }
    }
    const { dirt = true, customers = 500, orders = 300, items = 40 } = options
    const first = open(
      merchantId,
      { token, permissions: options.permissions ?? everything },
      { seed, dirt, customers, orders, items, random, oddities: options.oddities ?? false },
    )
    for (const [kind, key] of [
      ['private', ecommerce.privateKey],
      ['public', ecommerce.publicKey],
    ] as const) {
      keys.add({ kind, token: key, merchantId, region, permissions: new Set() })
    }
    const addMerchant: CloverSimulator['addMerchant'] = (wishes = {}) => {
      const next = seed + town.shops.size * 7919
      const key = { token: fakeUuid('0000c10e', next), permissions: wishes.permissions ?? everything }
      const { customers: more = 0, orders: moreOrders = 0, items: moreItems = 40 } = wishes
      const stock = {
        seed: next,
        dirt,
        customers: more,
        orders: moreOrders,
        items: moreItems,
        random: seededRandom(next),
      }
      return open(`TESTSH0P${String(next % 100_000).padStart(5, '0')}`, key, stock)
    }
    let signedIn = merchantId
    const signIn = (id: string) => {
      signedIn = id
    }
    const grants = createGrants(town, app)
    const appKit = appDrawer({ town, app, courier, grants, firstMerchant: merchantId, signIn })
    const install = (id: string) => appKit.install({ merchantId: id })
    const oauth = { town, app, grants, signedIn: () => signedIn, install }
    const drawer = keyDrawer(town, merchantId)
    const permit = (permissions: string[]) => keys.permit(token, permissions)
    return {
      ...first,
      keys: drawer,
      permit,
      addMerchant,
      app: appKit,
      stop: courier.stop,
      desk: keyDesk(drawer, everything),
      handle: cloverApi(oauth, { ninetyDays: options.ninetyDays ?? true }),
      admit: rateGate({ tick, concurrencyWait: choices.concurrencyWait, appOf: keys.appOf }),
      about: () => ({
        merchantId,
        token,
        ecommerce,
        app: { id: app.id, secret: app.secret },
        customers: first.customers.count(),
        orders: first.orders.count(),
      }),
      backDoor: cloverBackDoor({ ...first, permit, keys: drawer, app: appKit }),
    }
  })
  const { customers, orders, shelf, setProperties, keys, app, permit, addMerchant } = vendor
  const drawers = { customers, orders, shelf, setProperties, keys, app }
  return { ...running, merchantId, token, ecommerce, ...drawers, permit, addMerchant }
}

/** A log that tells of what it records: webhooks follow from effects. */
const told = (effects: EffectLog, tell: (kind: string, id: string) => void): EffectLog => ({
  after: effects.after,
  record: (kind, id, by, detail) => {
    effects.record(kind, id, by, detail)
    tell(kind, id)
  },
})

const fakeDigits = (seed: number) => String(seed).padStart(12, '0')

/** Obviously fake, and the same for the same seed. */
const fakeUuid = (start: string, seed: number) => `${start}-0000-4000-8000-${fakeDigits(seed)}`
