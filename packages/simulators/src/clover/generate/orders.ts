import type { Random } from '../../server/seeded-random.ts'
import { newCloverId } from '../shop/ids.ts'
import type { Order } from '../shop/order.ts'

type Dish = readonly [name: string, price: number]

const menu: readonly Dish[] = [
  ['Lentil soup', 650],
  ['Oolong, pot', 480],
  ['Filter coffee', 320],
  ['Cardamom bun', 410],
  ['Blå Dörren breakfast', 1290],
]

/** How far back the generated orders go: past the 90 days that lists show. */
const span = 150 * 86_400_000

/** `count` orders up to `until`, oldest first: a third without a customer, as paid by strangers, some hidden. */
export function* generateOrders(
  count: number,
  random: Random,
  until: number,
  customerIds: readonly string[],
): Generator<Order> {
  for (let n = 0; n < count; n++) {
    const createdTime = until - span + Math.floor((((n + 1) / count) * span) / 1000) * 1000
    const order = blankOrder(newCloverId(random), createdTime)
    const lineItems = Array.from({ length: 1 + random.below(3) }, () => {
      const [name, price] = random.pick(menu)
      return { id: newCloverId(random), name, price }
    })
    const buyer = random.chance(0.66) ? customerIds[random.below(customerIds.length)] : undefined
    if (!random.chance(0.03)) order.state = random.chance(0.8) ? 'locked' : random.pick(['open', 'OPEN'])
    yield {
      ...order,
      customerIds: buyer === undefined ? [] : [buyer],
      lineItems,
      total: lineItems.reduce((sum, line) => sum + line.price, 0),
      paymentState: order.state === 'locked' ? 'PAID' : 'OPEN',
    }
  }
}

/** What `POST /orders` makes of `{}`. */
export function blankOrder(id: string, at: number): Order {
  return {
    id,
    currency: 'USD',
    customerIds: [],
    taxRemoved: false,
    isVat: false,
    manualTransaction: false,
    groupLineItems: true,
    testMode: false,
    createdTime: at,
    clientCreatedTime: at,
    modifiedTime: at,
    lineItems: [],
  }
}
