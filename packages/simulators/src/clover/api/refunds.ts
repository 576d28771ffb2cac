import { notFound, nothingThere } from '../replies.ts'
import type { Order, Refund } from '../shop/order.ts'
import { paymentsOf } from '../shop/payments.ts'
import { type Call, type CloverRoute, reply } from './call.ts'
import { expandOf } from './expand.ts'
import { clausesOf, type FilterFields, filterBy } from './filter.ts'
import { paymentView, refundView } from './order-view.ts'
import { elementBytes, listReply, pageOfAll } from './paging.ts'
import { openForPayments, withinWindow } from './window.ts'

/** Read-only in the platform API: refunds begin on devices and in the Ecommerce API. */
export function refundRoutes(options: { ninetyDays: boolean }): Record<string, CloverRoute> {
  const all = '/v3/merchants/:merchant/refunds'
  return {
    [`GET ${all}`]: { needs: 'PAYMENTS_R', answer: (call) => list(call, options.ninetyDays) },
    [`GET ${all}/:refund`]: { needs: 'PAYMENTS_R', answer: one },
  }
}

/** A refund, and the order whose money went back. */
interface GivenBack {
  order: Order
  refund: Refund
}

/** By what refunds are filtered is not documented: by the times that payments have, and the id. */
const filterFields: FilterFields<GivenBack> = {
  createdTime: ({ refund }) => [refund.createdTime],
  modifiedTime: ({ refund }) => [refund.createdTime],
  clientCreatedTime: ({ refund }) => [refund.clientCreatedTime],
  id: ({ refund }) => [refund.id],
}
const filterNames = Object.keys(filterFields)

function list(call: Call, ninetyDays: boolean) {
  const { shop, request } = call
  const clauses = clausesOf(request.query, filterNames)
  const passes = filterBy(clauses, filterFields, shop) ?? (() => true)
  const recent = ninetyDays ? withinWindow(clauses, openForPayments, shop.stamp()) : () => true
  const all = refundsOf(shop.orders.all(shop.choices.order)).filter(
    (given) => recent({ ...given.refund, modifiedTime: given.refund.createdTime }) && passes(given),
  )
  const elements = pageOfAll(call, all).map((given) => elementBytes(viewOf(call, given)))
  return listReply(call, elements, filterNames)
}

function one(call: Call) {
  const found = refundsOf(call.shop.orders.all()).find(({ refund }) => refund.id === call.params.refund)
  if (found === undefined) throw notFound(nothingThere)
  return reply(viewOf(call, found))
}

function viewOf(call: Call, { order, refund }: GivenBack): Record<string, unknown> {
  const view = refundView(order, refund)
  const paid = paymentsOf(order).find(({ id }) => id === refund.payment.id)
  const isAsked = expandOf(call, ['payment']).has('payment')
  return isAsked && paid !== undefined ? { ...view, payment: paymentView(order, paid, false) } : view
}

function* refundsOf(orders: Iterable<Order>) {
  for (const order of orders) for (const refund of order.refunds ?? []) yield { order, refund }
}
