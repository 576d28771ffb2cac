import { type Random, seededRandom } from '../server/seeded-random.ts'
import { fillCatalogue } from './generate/catalogue.ts'
import { generateCustomers } from './generate/customers.ts'
import { generateOrders } from './generate/orders.ts'
import { fillHouse } from './generate/staff.ts'
import type { Catalogue } from './shop/catalogue.ts'
import type { Shop } from './shop/shop.ts'

/** What a shop opens with. */
export interface Stock {
  seed: number
  dirt: boolean
  customers: number
  orders: number
  items: number
  oddities?: boolean
  /** For what is made later. */
  random: Random
}

/** Each kind of thing has a chance of its own, so that more of one does not change the other. */
export function stockShop(shop: Shop, wanted: Stock): void {
  const { seed, dirt } = wanted
  for (const customer of generateCustomers(wanted.customers, seededRandom(seed + 1_000_003), dirt)) {
    shop.customers.put(customer)
  }
  const ids = shop.customers
    .all()
    .map(({ id }) => id)
    .toArray()
  for (const order of generateOrders(wanted.orders, seededRandom(seed + 2_000_003), shop.stamp(), ids)) {
    shop.orders.put(order)
  }
}

/** Items, employees and the like, for when somebody asks for them. */
export const fillOf =
  ({ seed, dirt, items }: Stock) =>
  (catalogue: Catalogue): void => {
    fillCatalogue(catalogue, seededRandom(seed + 3_000_017), { items, dirt })
    fillHouse(catalogue, seededRandom(seed + 4_000_037))
  }
