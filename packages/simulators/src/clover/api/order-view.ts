import type { Order } from '../shop/order.ts'
import type { Call } from './call.ts'
import { customerView } from './customer-view.ts'
import { nested } from './expand.ts'
import { paymentsOf } from './payment-view.ts'

export const orderExpands = [
  'customers',
  'lineItems',
  'payments',
  'employee',
  'discounts',
  'refunds',
  'credits',
  'voids',
] as const

export type OrderExpands = ReadonlySet<(typeof orderExpands)[number]>

/** An order as the API shows it. Customers that were deleted since are left out of `customers`. */
export function orderView(call: Call, order: Order, expands: OrderExpands): Record<string, unknown> {
  const { customerIds, employeeId, lineItems, ...plain } = order
  const view: Record<string, unknown> = { href: `${call.base}/orders/${order.id}`, ...plain }
  if (employeeId !== undefined) view.employee = { id: employeeId }
  if (expands.has('customers')) {
    const present = customerIds.map((id) => call.shop.customers.get(id)).filter((customer) => customer !== undefined)
    view.customers = nested(
      call,
      present.map((customer) => customerView(call, customer, new Set())),
    )
  }
  if (expands.has('lineItems')) view.lineItems = nested(call, lineItemsOf(order))
  if (expands.has('payments')) view.payments = nested(call, paymentsOf(order))
  for (const name of ['discounts', 'refunds', 'credits', 'voids'] as const) {
    if (expands.has(name)) view[name] = nested(call, [])
  }
  return view
}

export function lineItemsOf(order: Order): Record<string, unknown>[] {
  return order.lineItems.map((line) => ({
    id: line.id,
    orderRef: { id: order.id },
    name: line.name,
    price: line.price,
    printed: false,
    createdTime: order.createdTime,
    orderClientCreatedTime: order.clientCreatedTime,
    exchanged: false,
    refunded: false,
    isRevenue: true,
    isOrderFee: false,
  }))
}
