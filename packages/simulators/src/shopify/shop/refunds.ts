import { refundBody } from '../webhooks/order-bodies.ts'
import { Refused, refuse, userError } from '../wire/problems.ts'
import { padded } from './money.ts'
import type { Line, Order, Refund, RefundLine, Transaction } from './order-rows.ts'
import { discountOf, refundedPieces, shareOf, totals, unfulfilled } from './order-sums.ts'
import { editOrder, pay, unclaim } from './orders.ts'
import type { Place } from './rows.ts'
import { newPart, newRow, note, type Shop } from './shop.ts'
import { moveStock, stockAt } from './stock.ts'

export interface RefundDraft {
  note?: string | null
  processedAt?: number | undefined
  lines: { line: Line; quantity: number; restockType: string; location: Place | null }[]
  /** Hundredths of shipping, or all of it. */
  shipping?: number | 'all' | undefined
  transactions: { parent: Transaction | null; amount: number; gateway: string | null }[]
  allowOver?: boolean | undefined
}

/** Gives back money, pieces, or both. No transaction: no money moves. */
export function refundOrder(shop: Shop, order: Order, draft: RefundDraft): Refund {
  checkRefund(order, draft)
  const refund: Refund = {
    ...newRow(shop, 'Refund'),
    order,
    note: draft.note ?? null,
    processedAt: draft.processedAt ?? shop.now(),
    lines: [],
    shipping: [],
    transactions: [],
  }
  editOrder(shop, order, 'order.refund', () => {
    for (const wish of draft.lines) {
      refund.lines.push(linesWorth(shop, wish))
      takeBack(shop, order, wish)
    }
    giveShipping(shop, order, refund, draft.shipping)
    for (const { parent, amount, gateway } of draft.transactions) {
      const transaction = {
        kind: 'REFUND',
        status: 'SUCCESS',
        gateway: gateway ?? parent?.gateway ?? null,
        amount,
        parent,
      }
      refund.transactions.push(pay(shop, order, transaction))
      order.statedStatus = null
    }
    order.refunds.push(refund)
  })
  note(shop, 'refund.create', refund.id, { order: order.name })
  shop.tell({ topic: 'refunds/create', by: shop.by, body: () => refundBody(shop.identity, refund) })
  return refund
}

function checkRefund(order: Order, draft: RefundDraft): void {
  const errors = draft.lines.flatMap(({ line, quantity }, index) => {
    const wanted = draft.lines.filter((one) => one.line === line).reduce((sum, one) => sum + one.quantity, 0)
    const isTooMuch = quantity <= 0 || wanted > line.quantity - refundedPieces(line)
    const words = 'Quantity cannot refund more items than were purchased'
    return isTooMuch ? [userError(`refundLineItems.${index}.quantity`, words)] : []
  })
  if (errors.length > 0) throw new Refused(errors)
  if (draft.transactions.some(({ parent }) => parent?.order !== order)) {
    refuse('transactions', 'Transactions require a parent_id associated with the order')
  }
  const { received, refunded } = totals(order)
  const amount = draft.transactions.reduce((sum, transaction) => sum + transaction.amount, 0)
  if (amount > received - refunded && draft.allowOver !== true) {
    const words = `Refund amount $${padded(amount)} is greater than net payment received $${padded(received - refunded)}`
    refuse(null, words)
  }
}

function linesWorth(shop: Shop, wish: RefundDraft['lines'][number]): RefundLine {
  const { line, quantity, restockType, location } = wish
  const tax = line.taxes.reduce((sum, { amount }) => sum + amount, 0)
  return {
    ...newPart(shop, 'RefundLineItem'),
    line,
    quantity,
    restockType,
    location,
    subtotal: line.price * quantity - shareOf(line, discountOf(line), quantity),
    tax: shareOf(line, tax, quantity),
  }
}

/** CANCEL takes off what was not sent; RETURN comes back to a place; NO_RESTOCK only changes the count. */
function takeBack(
  shop: Shop,
  order: Order,
  { line, quantity, restockType, location }: RefundDraft['lines'][number],
): void {
  const unsent = Math.min(quantity, unfulfilled(line))
  line.currentQuantity -= quantity
  if (restockType !== 'RETURN' && unsent > 0) dropFromShipping(shop, order, line, unsent)
  if (restockType === 'CANCEL') unclaim(shop, order, line, unsent, false)
  if (restockType !== 'RETURN') return
  const item = line.variant === null ? undefined : shop.variants.get(line.variant)?.item
  if (item === undefined || location === null) return
  moveStock(shop, stockAt(shop, item, location), 'available', quantity, 'inventory.restock')
}

function dropFromShipping(shop: Shop, order: Order, line: Line, quantity: number): void {
  let left = quantity
  for (const from of order.shipOrders) {
    for (const part of from.lines.filter((one) => one.line === line)) {
      const some = Math.min(left, part.remainingQuantity)
      part.remainingQuantity -= some
      left -= some
    }
    const isEmpty = from.lines.every(({ remainingQuantity }) => remainingQuantity === 0)
    if (isEmpty && from.status === 'OPEN') {
      shop.shipOrders.edit(from, () => {
        from.status = 'CLOSED'
      })
    }
  }
}

function giveShipping(shop: Shop, order: Order, refund: Refund, wanted: number | 'all' | undefined): void {
  let left = wanted === 'all' ? Number.POSITIVE_INFINITY : (wanted ?? 0)
  for (const line of order.shipping) {
    const amount = Math.min(left, line.price - discountOf(line) - line.refunded)
    if (amount <= 0) continue
    line.refunded += amount
    left -= amount
    refund.shipping.push({ ...newPart(shop, 'RefundShippingLine'), line, amount, tax: 0 })
  }
}

/** Called off: what was not sent is taken off the order, given back to the shelves if wished, and paid back if wished. */
export function cancelOrder(
  shop: Shop,
  order: Order,
  wish: { reason: string; restock: boolean; refund: boolean; staffNote: string | null },
): void {
  const open = order.lines.filter((line) => line.currentQuantity > 0)
  const { received, refunded } = totals(order)
  const parent = order.transactions.find(
    ({ kind, status }) => (kind === 'SALE' || kind === 'CAPTURE') && status === 'SUCCESS',
  )
  if (wish.refund && parent !== undefined && received > refunded) {
    refundOrder(shop, order, {
      note: 'Order canceled',
      lines: open.map((line) => ({
        line,
        quantity: line.currentQuantity,
        restockType: wish.restock ? 'CANCEL' : 'NO_RESTOCK',
        location: null,
      })),
      shipping: 'all',
      transactions: [{ parent, amount: received - refunded, gateway: parent.gateway }],
    })
  } else if (wish.restock) {
    for (const line of open) unclaim(shop, order, line, unfulfilled(line), false)
  }
  for (const from of order.shipOrders) {
    if (from.status === 'CLOSED') continue
    shop.shipOrders.edit(from, () => {
      from.status = 'CANCELLED'
      for (const line of from.lines) line.remainingQuantity = 0
    })
  }
  editOrder(
    shop,
    order,
    'order.cancel',
    () => {
      order.cancelledAt = shop.now()
      order.cancelReason = wish.reason
      order.staffNote = wish.staffNote
      order.closedAt = shop.now()
    },
    ['orders/cancelled'],
  )
}

/** What is still owed is paid by hand. */
export function markAsPaid(shop: Shop, order: Order): Order {
  const { outstanding } = totals(order)
  if (outstanding <= 0 || order.cancelledAt !== null) refuse('id', 'Order cannot be marked as paid.')
  return editOrder(
    shop,
    order,
    'order.pay',
    () => {
      order.statedStatus = null
      pay(shop, order, { kind: 'SALE', status: 'SUCCESS', gateway: 'manual', amount: outstanding })
    },
    ['orders/paid'],
  )
}
