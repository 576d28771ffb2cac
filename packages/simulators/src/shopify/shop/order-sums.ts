import type { Line, Order, Tax } from './order-rows.ts'

/** What an order comes to: hundredths. */
export interface Sums {
  subtotal: number
  discounts: number
  cartDiscounts: number
  shipping: number
  tax: number
  total: number
  quantity: number
}

export interface Totals {
  original: Sums
  /** After removals and refunds. */
  current: Sums
  received: number
  refunded: number
  refundedShipping: number
  outstanding: number
  capturable: number
}

const sum = (amounts: Iterable<number>) => {
  let total = 0
  for (const amount of amounts) total += amount
  return total
}

export const discountOf = (row: { allocations: { amount: number }[] }): number =>
  sum(row.allocations.map(({ amount }) => amount))

const taxOf = (taxes: readonly Tax[]) => sum(taxes.map(({ amount }) => amount))

/** The part of an amount of the whole line that `quantity` pieces have. */
export const shareOf = (line: Line, amount: number, quantity: number): number =>
  line.quantity === 0 ? 0 : Math.round((amount * quantity) / line.quantity)

/** Subtotal: prices less the discounts on items; total: that, shipping, and taxes where prices are without them. */
export function totals(order: Order): Totals {
  const original = sumsOf(
    order,
    ({ quantity }) => quantity,
    ({ price }) => price,
  )
  const current = sumsOf(
    order,
    ({ currentQuantity }) => currentQuantity,
    ({ price, refunded }) => price - refunded,
  )
  const moved = (...kinds: string[]) =>
    sum(
      order.transactions
        .filter(({ kind, status }) => kinds.includes(kind) && status === 'SUCCESS')
        .map(({ amount }) => amount),
    )
  const received = moved('SALE', 'CAPTURE')
  const refunded = moved('REFUND')
  const voided = order.transactions.some(({ kind, status }) => kind === 'VOID' && status === 'SUCCESS')
  return {
    original,
    current,
    received,
    refunded,
    refundedShipping: sum(order.shipping.map((line) => line.refunded)),
    outstanding: order.cancelledAt !== null ? 0 : current.total - (received - refunded),
    capturable: voided ? 0 : Math.max(0, moved('AUTHORIZATION') - moved('CAPTURE')),
  }
}

function sumsOf(
  order: Order,
  piecesOf: (line: Line) => number,
  shippingOf: (line: Order['shipping'][number]) => number,
): Sums {
  const lines = order.lines.map((line) => ({ line, pieces: piecesOf(line) }))
  const cartDiscounts = sum(lines.map(({ line, pieces }) => shareOf(line, discountOf(line), pieces)))
  const subtotal = sum(lines.map(({ line, pieces }) => line.price * pieces)) - cartDiscounts
  const shippingDiscounts = sum(order.shipping.map(discountOf))
  const shipping = sum(order.shipping.map((line) => Math.max(0, shippingOf(line) - discountOf(line))))
  const whole = sum(lines.map(({ line }) => line.quantity))
  const pieces = sum(lines.map((entry) => entry.pieces))
  const orderTax = whole === 0 ? 0 : Math.round((taxOf(order.taxes) * pieces) / whole)
  const shippingTax = sum(
    order.shipping.map((line) =>
      line.refunded >= line.price && line.price > 0 && pieces < whole ? 0 : taxOf(line.taxes),
    ),
  )
  const tax =
    sum(lines.map(({ line, pieces: some }) => shareOf(line, taxOf(line.taxes), some))) + orderTax + shippingTax
  return {
    subtotal,
    discounts: cartDiscounts + shippingDiscounts,
    cartDiscounts,
    shipping,
    tax,
    total: subtotal + shipping + (order.taxesIncluded ? 0 : tax),
    quantity: pieces,
  }
}

/** Null where nothing was said and nothing was paid. */
export function financialStatus(order: Order): string | null {
  if (order.statedStatus !== null) return order.statedStatus
  if (order.transactions.length === 0) return null
  const { received, refunded, original, capturable } = totals(order)
  if (refunded > 0) return refunded >= received ? 'REFUNDED' : 'PARTIALLY_REFUNDED'
  if (received > 0) return received >= original.total ? 'PAID' : 'PARTIALLY_PAID'
  if (order.transactions.some(({ kind, status }) => kind === 'VOID' && status === 'SUCCESS')) return 'VOIDED'
  if (capturable > 0) return 'AUTHORIZED'
  return original.total === 0 ? 'PAID' : 'PENDING'
}

export function fulfillmentStatus(order: Order): string {
  if (order.restocked) return 'RESTOCKED'
  const shipped = sum(order.lines.map(({ fulfilled }) => fulfilled))
  const remaining = sum(order.lines.map(unfulfilled))
  if (shipped > 0) return remaining === 0 ? 'FULFILLED' : 'PARTIALLY_FULFILLED'
  if (order.shipOrders.some(({ status }) => status === 'ON_HOLD')) return 'ON_HOLD'
  return order.shipOrders.some(({ status }) => status === 'IN_PROGRESS') ? 'IN_PROGRESS' : 'UNFULFILLED'
}

export const unfulfilled = (line: Line): number => Math.max(0, line.currentQuantity - line.fulfilled)

/** How many pieces were given back so far, whatever became of them. */
export const refundedPieces = (line: Line): number =>
  sum(
    line.order.refunds.flatMap(({ lines }) =>
      lines.filter((refunded) => refunded.line === line).map(({ quantity }) => quantity),
    ),
  )

/** Everything that was ordered less what was taken off: the price of all pieces after all discounts. */
export const discountedTotal = (line: Line): number => line.price * line.quantity - discountOf(line)
