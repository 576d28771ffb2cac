import type { Random } from '../../server/seeded-random.ts'
import { newCloverId } from '../shop/ids.ts'
import { blankOrder, type Order } from '../shop/order.ts'
import { menu } from './menu.ts'
import { waiterIds } from './staff-ids.ts'

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
      const { id, name, price } = random.pick(menu)
      return { id: newCloverId(random), name, price, item: { id } }
    })
    const buyer = random.chance(0.66) ? customerIds[random.below(customerIds.length)] : undefined
    if (!random.chance(0.03)) order.state = random.chance(0.8) ? 'locked' : random.pick(['open', 'OPEN'])
    const employeeId = waiterIds[n % (waiterIds.length + 1)]
    if (employeeId !== undefined) order.employeeId = employeeId
    yield {
      ...order,
      customerIds: buyer === undefined ? [] : [buyer],
      lineItems,
      total: lineItems.reduce((sum, line) => sum + line.price, 0),
      paymentState: order.state === 'locked' ? 'PAID' : 'OPEN',
    }
  }
}
