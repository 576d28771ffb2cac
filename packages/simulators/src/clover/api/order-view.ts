import type { LineItem, Order, Payment, Refund } from '../shop/order.ts'
import { paymentsOf } from '../shop/payments.ts'
import type { Call } from './call.ts'
import { customerView } from './customer-view.ts'
import { nested } from './expand.ts'

export const orderExpands = [
  'customers',
  'lineItems',
  'lineItems.discounts',
  'lineItems.modifications',
  'lineItems.taxRates',
  'payments',
  'payments.tender',
  'payment.tender',
  'payment.cardTransaction',
  'payments.cardTransaction',
  'employee',
  'discounts',
  'serviceCharge',
  'orderType',
  'refunds',
  'credits',
  'voids',
] as const

export type OrderExpands = ReadonlySet<(typeof orderExpands)[number]>

/** An order as the API shows it. Customers that were deleted since are left out of `customers`. */
export function orderView(call: Call, order: Order, expands: OrderExpands): Record<string, unknown> {
  const { customerIds, employeeId, orderTypeId, lineItems, discounts, serviceCharge, payments, refunds, ...rest } =
    order
  const { voidedLineItems: _voided, ...plain } = rest
  const view: Record<string, unknown> = { href: `${call.base}/orders/${order.id}`, ...plain }
  if (employeeId !== undefined) view.employee = referred(call, 'employees', employeeId, expands.has('employee'))
  if (orderTypeId !== undefined) view.orderType = referred(call, 'orderTypes', orderTypeId, expands.has('orderType'))
  if (expands.has('customers')) {
    const present = customerIds.map((id) => call.shop.customers.get(id)).filter((customer) => customer !== undefined)
    view.customers = nested(
      call,
      present.map((customer) => customerView(call, customer, new Set())),
    )
  }
  const parts = {
    discounts: expands.has('lineItems.discounts'),
    modifications: expands.has('lineItems.modifications'),
    taxRates: expands.has('lineItems.taxRates'),
  }
  if (expands.has('lineItems') || Object.values(parts).includes(true)) {
    view.lineItems = nested(
      call,
      lineItems.map((line) => lineItemView(call, order, line, parts)),
    )
  }
  const card = expands.has('payment.cardTransaction') || expands.has('payments.cardTransaction')
  const tender = expands.has('payment.tender') || expands.has('payments.tender')
  if (card || tender || expands.has('payments')) {
    const live = paymentsOf(order).filter(({ result }) => result !== 'VOIDED')
    view.payments = nested(
      call,
      live.map((payment) => {
        const shown = paymentView(order, payment, card)
        return tender ? { ...shown, tender: referred(call, 'tenders', payment.tender.id, true) } : shown
      }),
    )
  }
  if (expands.has('voids')) {
    const voided = paymentsOf(order).filter(({ result }) => result === 'VOIDED')
    view.voids = nested(
      call,
      voided.map((payment) => paymentView(order, payment, false)),
    )
  }
  if (expands.has('discounts')) view.discounts = nested(call, discounts ?? [])
  if (expands.has('serviceCharge') && serviceCharge !== undefined) view.serviceCharge = serviceCharge
  if (expands.has('refunds')) {
    view.refunds = nested(
      call,
      (refunds ?? []).map((refund) => refundView(order, refund)),
    )
  }
  if (expands.has('credits')) view.credits = nested(call, [])
  return view
}

/** A thing of a shelf: its id, or all of it when it is expanded. PINs stay with the list of employees. */
export function referred(call: Call, shelf: 'employees' | 'orderTypes' | 'tenders', id: string, whole: boolean) {
  const row = whole ? call.shop.shelf(shelf).get(id) : undefined
  if (row === undefined) return { id }
  const { pin: _pin, ...plain } = row
  return plain
}

/** The lists of a line are shown where they are asked for. */
export function lineItemView(
  call: Call,
  order: Order,
  line: LineItem,
  expands: { discounts?: boolean; modifications?: boolean; taxRates?: boolean },
): Record<string, unknown> {
  const { discounts = [], modifications = [], taxRates = [], exchanged, refunded, createdTime, ...plain } = line
  const view: Record<string, unknown> = {
    ...plain,
    orderRef: { id: order.id },
    printed: false,
    createdTime: createdTime ?? order.createdTime,
    orderClientCreatedTime: order.clientCreatedTime,
    exchanged: exchanged ?? false,
    refunded: refunded ?? false,
    isRevenue: true,
    isOrderFee: false,
  }
  const lineItemRef = { id: line.id }
  const owned = (list: readonly object[]) =>
    nested(
      call,
      list.map((one) => ({ ...one, lineItemRef })),
    )
  if (expands.discounts === true) view.discounts = nested(call, discounts)
  if (expands.modifications === true) view.modifications = owned(modifications)
  if (expands.taxRates === true) view.taxRates = owned(taxRates)
  return view
}

export function paymentView(order: Order, payment: Payment, withCard: boolean): Record<string, unknown> {
  const { cardTransaction, ...plain } = payment
  return { ...plain, order: { id: order.id }, ...(withCard ? { cardTransaction } : {}) }
}

/** A refund has no `order` but an `orderRef`. */
export const refundView = (order: Order, refund: Refund): Record<string, unknown> => ({
  ...refund,
  orderRef: { id: order.id },
})
