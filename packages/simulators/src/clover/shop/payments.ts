import type { Order, Payment } from './order.ts'
import type { Shop } from './shop.ts'

/** The tender of payments that nobody wrote down one by one. */
export const cashTenderId = 'V5X7Z9B1D3F5H'

/** The tender of cards. */
export const cardTenderId = 'C4RDX7Z9B1D3F'

const paidStates = ['PAID', 'REFUNDED', 'PARTIALLY_REFUNDED']

/** The payments of an order. One that was only said to be paid was paid in cash; the payment's id is the order's, reversed. */
export function paymentsOf(order: Order): readonly Payment[] {
  if (order.payments !== undefined) return order.payments
  if (!paidStates.includes(order.paymentState ?? '')) return []
  const { createdTime, clientCreatedTime, modifiedTime } = order
  const payment = {
    id: reversed(order.id),
    tender: { id: cashTenderId },
    amount: order.total ?? 0,
    tipAmount: 0,
    taxAmount: 0,
    createdTime,
    clientCreatedTime,
    modifiedTime,
    offline: false,
    result: 'SUCCESS',
  }
  return [payment]
}

/** The payment with this id, and its order. */
export function findPayment(shop: Shop, id: string): { order: Order; payment: Payment } | undefined {
  const order = shop.orders.get(shop.orderOfPayment.get(id) ?? reversed(id))
  const payment = order === undefined ? undefined : paymentsOf(order).find((one) => one.id === id)
  return order === undefined || payment === undefined ? undefined : { order, payment }
}

/** The order with a payment added, or with a newer state of one that it has. */
export function withPayment(shop: Shop, order: Order, payment: Payment): Order {
  shop.orderOfPayment.set(payment.id, order.id)
  const others = paymentsOf(order).filter(({ id }) => id !== payment.id)
  const next = settled({ ...order, payments: [...others, payment], modifiedTime: shop.stamp() })
  if (next.paymentState === 'PAID' && order.paymentState !== 'PAID') sell(shop, next)
  return next
}

/** Where the merchant wants it, what was sold is taken off the stock; that it happens at the payment is assumed. */
function sell(shop: Shop, { lineItems }: Order): void {
  if (shop.singles.properties.updateStock !== true) return
  for (const { item, unitQty } of lineItems) {
    const stock = item === undefined ? undefined : shop.shelf('stocks').get(item.id)
    if (stock === undefined) continue
    const quantity = Number(stock.quantity) - (unitQty === undefined ? 1 : unitQty / 1000)
    shop.shelf('stocks').put({ ...stock, quantity, modifiedTime: shop.stamp() })
    shop.effects.record('stock.update', stock.id, 'person', { quantity })
  }
}

/**
 * The payment state that follows from payments and refunds. A full payment locks the order; when exactly the
 * vendor does so is not documented: here at once.
 */
export function settled(order: Order): Order {
  const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0)
  const live = paymentsOf(order).filter(({ result }) => result === 'SUCCESS')
  const paid = sum(live.map(({ amount }) => amount))
  const back = sum((order.refunds ?? []).map(({ amount }) => amount))
  if (paid === 0) return { ...order, paymentState: 'OPEN' }
  if (back >= sum(live.map(({ amount, tipAmount }) => amount + tipAmount)))
    return { ...order, paymentState: 'REFUNDED' }
  if (back > 0) return { ...order, paymentState: 'PARTIALLY_REFUNDED' }
  if (paid < (order.total ?? 0)) return { ...order, paymentState: 'PARTIALLY_PAID' }
  return { ...order, paymentState: 'PAID', state: 'locked' }
}

const reversed = (id: string) => [...id].reverse().join('')
