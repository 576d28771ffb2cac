import { seededRandom } from '../server/seeded-random.ts'
import { type Running, type SimulatorOptions, startSimulator } from '../server/simulator.ts'
import { allPermissions } from './access.ts'
import { platformApi } from './api/handle.ts'
import { cloverBackDoor } from './back-door.ts'
import { type CloverChoices, defaultChoices } from './choices.ts'
import { type CustomerDrawer, customerDrawer, type OrderDrawer, orderDrawer } from './counter.ts'
import { generateCustomers } from './generate/customers.ts'
import { generateOrders } from './generate/orders.ts'
import { rateGate } from './rate-gate.ts'
import { openShop, type Shop } from './shop/shop.ts'

/** What a pretend Clover can be told. */
export interface CloverOptions extends SimulatorOptions {
  /** How many customers the shop has at first; default 500. */
  customers?: number
  /** How many orders of the last 150 days; default 300. */
  orders?: number
  /** Whether the data is as untidy as that of a real shop; default true. */
  dirt?: boolean
  merchantId?: string
  token?: string
  /** What the token may; default everything. */
  permissions?: string[]
  /** The silent cut of order and payment lists; default true. */
  ninetyDays?: boolean
  /** Other choices where the vendor's documents are silent. */
  choices?: Partial<CloverChoices>
}

/** A pretend Clover with one merchant and one API token. */
export interface CloverSimulator extends Running {
  merchantId: string
  token: string
  customers: CustomerDrawer
  orders: OrderDrawer
  /** Changes what the token may, as a merchant does in the dashboard. */
  permit(permissions: string[]): void
}

export async function startClover(options: CloverOptions = {}): Promise<CloverSimulator> {
  const seed = options.seed ?? 1
  const merchantId = options.merchantId ?? `TESTSH0P${String(seed % 100_000).padStart(5, '0')}`
  const token = options.token ?? `0000c10e-0000-4000-8000-${String(seed).padStart(12, '0')}`
  const choices = { ...defaultChoices, ...options.choices }
  let permissions: ReadonlySet<string> = new Set(options.permissions ?? allPermissions)
  const permit = (wanted: string[]) => {
    permissions = new Set(wanted)
  }
  const { vendor, ...running } = await startSimulator(options, ({ now, tick, effects }) => {
    const shop = openShop({ merchantId, choices, effects, random: seededRandom(seed), now })
    stock(shop, options, seed)
    const customers = customerDrawer(shop)
    const orders = orderDrawer(shop)
    return {
      customers,
      orders,
      handle: platformApi({
        shop,
        access: () => ({ merchantId, token, permissions }),
        ninetyDays: options.ninetyDays ?? true,
      }),
      admit: rateGate({ tick, concurrencyWait: choices.concurrencyWait }),
      about: () => ({ merchantId, token, customers: shop.customers.size, orders: shop.orders.size }),
      backDoor: cloverBackDoor({ customers, orders, permit }),
    }
  })
  return { ...running, merchantId, token, customers: vendor.customers, orders: vendor.orders, permit }
}

/** Each kind of thing has a chance of its own, so that more of one does not change the other. */
function stock(shop: Shop, options: CloverOptions, seed: number): void {
  const made = generateCustomers(options.customers ?? 500, seededRandom(seed + 1_000_003), options.dirt ?? true)
  for (const customer of made) shop.customers.put(customer)
  const ids = shop.customers
    .all()
    .map(({ id }) => id)
    .toArray()
  const orders = generateOrders(options.orders ?? 300, seededRandom(seed + 2_000_003), shop.stamp(), ids)
  for (const order of orders) shop.orders.put(order)
}
