import { isObject } from '../../server/exchange.ts'
import { badRequest, notFound, nothingThere } from '../replies.ts'
import type { Order, Payment } from '../shop/order.ts'
import { findPayment, paymentsOf, withPayment } from '../shop/payments.ts'
import { bodyOf, type Call, type CloverRoute, reply } from './call.ts'
import { expandOf } from './expand.ts'
import { changed, textField, wholeField } from './fields.ts'
import { clausesOf, type FilterFields, filterBy } from './filter.ts'
import { paymentView, referred, refundView } from './order-view.ts'
import { orderOf } from './orders.ts'
import { elementBytes, listReply, pageOfAll } from './paging.ts'
import { withinWindow } from './window.ts'

const at = '/v3/merchants/:merchant'

export function paymentRoutes(options: { ninetyDays: boolean }): Record<string, CloverRoute> {
  return {
    [`GET ${at}/payments`]: { needs: 'PAYMENTS_R', answer: (call) => list(call, options.ninetyDays) },
    [`GET ${at}/payments/:payment`]: { needs: 'PAYMENTS_R', answer: (call) => shown(call, paymentOf(call)) },
    [`POST ${at}/payments/:payment`]: { needs: 'PAYMENTS_W', answer: update },
    [`GET ${at}/payments/:payment/status`]: {
      needs: 'PAYMENTS_R',
      answer: (call) => reply({ result: paymentOf(call).payment.result }),
    },
    [`GET ${at}/orders/:order/payments`]: { needs: 'PAYMENTS_R', answer: listOfOrder },
    [`POST ${at}/orders/:order/payments`]: { needs: 'PAYMENTS_W', answer: create },
    [`GET ${at}/employees/:employee/payments`]: { needs: 'PAYMENTS_R', answer: listOfEmployee },
    [`GET ${at}/refunds`]: { needs: 'PAYMENTS_R', answer: (call) => listRefunds(call, options.ninetyDays) },
    [`GET ${at}/refunds/:refund`]: { needs: 'PAYMENTS_R', answer: oneRefund },
    [`GET ${at}/credits`]: { needs: 'PAYMENTS_R', answer: (call) => listReply(call, [], []) },
    [`GET ${at}/credit_refunds`]: { needs: 'PAYMENTS_R', answer: (call) => listReply(call, [], []) },
    [`GET ${at}/authorizations`]: { needs: 'PAYMENTS_R', answer: (call) => listReply(call, [], []) },
  }
}

/** A payment, and the order it is for. */
interface Paid {
  order: Order
  payment: Payment
}

const filterFields: FilterFields<Paid> = {
  modifiedTime: ({ payment }) => [payment.modifiedTime],
  'device.id': () => [],
  externalReferenceId: ({ payment }) => [payment.externalReferenceId],
  result: ({ payment }) => [payment.result],
  offline: ({ payment }) => [payment.offline],
  createdTime: ({ payment }) => [payment.createdTime],
  externalPaymentId: ({ payment }) => [payment.externalPaymentId],
  voided: ({ payment }) => [payment.result === 'VOIDED'],
  id: ({ payment }) => [payment.id],
  'tender.id': ({ payment }) => [payment.tender.id],
  'employee.id': ({ payment }) => [payment.employee?.id],
  'order.modifiedTime': ({ order }) => [order.modifiedTime],
  amount: ({ payment }) => [payment.amount],
  cardType: ({ payment }) => [payment.cardTransaction?.cardType],
  clientCreatedTime: ({ payment }) => [payment.clientCreatedTime],
}
const filterNames = Object.keys(filterFields)

const expands = ['cardTransaction', 'tender', 'refunds', 'order', 'employee'] as const

function list(call: Call, ninetyDays: boolean) {
  const { orders, choices } = call.shop
  const clauses = clausesOf(call.request.query, filterNames)
  const passes = filterBy(clauses, filterFields, { caseSensitive: true, prefix: false }) ?? (() => true)
  const recent = ninetyDays ? withinWindow(clauses, call.shop.stamp()) : () => true
  const all = orders
    .all(choices.order)
    .flatMap((order) => paymentsOf(order).map((payment) => ({ order, payment })))
    .filter((paid) => recent(paid.payment) && passes(paid))
  return page(call, all)
}

function page(call: Call, all: Iterable<Paid>) {
  const shownOnes = pageOfAll(call, all).map((paid) => elementBytes(viewOf(call, paid)))
  return listReply(call, shownOnes, filterNames)
}

const listOfOrder = (call: Call) => {
  const order = orderOf(call)
  return page(
    call,
    paymentsOf(order).map((payment) => ({ order, payment })),
  )
}

const listOfEmployee = (call: Call) =>
  page(
    call,
    call.shop.orders
      .all(call.shop.choices.order)
      .flatMap((order) => paymentsOf(order).map((payment) => ({ order, payment })))
      .filter(({ payment }) => payment.employee?.id === call.params.employee),
  )

function viewOf(call: Call, { order, payment }: Paid): Record<string, unknown> {
  const asked = expandOf(call, expands)
  const view = paymentView(order, payment, asked.has('cardTransaction'))
  if (asked.has('tender')) view.tender = referred(call, 'tenders', payment.tender.id, true)
  if (asked.has('employee') && payment.employee !== undefined) {
    view.employee = referred(call, 'employees', payment.employee.id, true)
  }
  if (asked.has('refunds')) {
    const mine = (order.refunds ?? []).filter((refund) => refund.payment.id === payment.id)
    view.refunds = { elements: mine.map((refund) => refundView(order, refund)) }
  }
  return view
}

const shown = (call: Call, paid: Paid) => reply(viewOf(call, paid))

function paymentOf({ shop, params }: Call): Paid {
  const found = findPayment(shop, params.payment ?? '')
  if (found === undefined) throw notFound(nothingThere)
  return found
}

/** Bookkeeping of money that was taken otherwise: never by card. */
function create(call: Call) {
  const { shop } = call
  const order = orderOf(call)
  const body = bodyOf(call)
  const amount = wholeField(body, 'amount')
  if (typeof amount !== 'number' || amount <= 0) throw badRequest('amount must be above zero')
  const tenderId = isObject(body.tender) ? body.tender.id : undefined
  if (typeof tenderId !== 'string' || shop.shelf('tenders').get(tenderId) === undefined) {
    throw badRequest('A valid tender is required')
  }
  const stamp = shop.stamp()
  const blank: Payment = {
    id: shop.newId(),
    tender: { id: tenderId },
    amount,
    tipAmount: wholeField(body, 'tipAmount') ?? 0,
    taxAmount: wholeField(body, 'taxAmount') ?? 0,
    offline: body.offline === true,
    result: 'SUCCESS',
    createdTime: stamp,
    clientCreatedTime: wholeField(body, 'clientCreatedTime') ?? stamp,
    modifiedTime: stamp,
  }
  const employee = isObject(body.employee) ? textField(body.employee, 'id', 13) : undefined
  const payment = changed(blank, {
    employee: typeof employee === 'string' ? { id: employee } : undefined,
    ...referencesOf(body),
  })
  const paid = withPayment(shop, order, payment)
  shop.orders.put(paid)
  shop.effects.record('payment.create', payment.id, 'api', body)
  shop.effects.record('order.update', order.id, 'api')
  return shown(call, { order: paid, payment })
}

const referencesOf = (body: Record<string, unknown>) => ({
  externalPaymentId: textField(body, 'externalPaymentId', 32),
  externalReferenceId: textField(body, 'externalReferenceId', 127),
  note: textField(body, 'note', 255),
})

function update(call: Call) {
  const { shop } = call
  const { order, payment } = paymentOf(call)
  const body = bodyOf(call)
  const result = body.result === 'VOIDED' ? 'VOIDED' : undefined
  const next = changed(payment, {
    ...referencesOf(body),
    result,
    voidReason: textField(body, 'voidReason', 64),
    modifiedTime: shop.stamp(),
  })
  const changedOrder = withPayment(shop, order, next)
  shop.orders.put(changedOrder)
  shop.effects.record('payment.update', payment.id, 'api', body)
  return shown(call, { order: changedOrder, payment: next })
}

function* refundsOf(orders: Iterable<Order>) {
  for (const order of orders) for (const refund of order.refunds ?? []) yield { order, refund }
}

function listRefunds(call: Call, ninetyDays: boolean) {
  const { orders, choices } = call.shop
  const names = ['createdTime', 'modifiedTime', 'clientCreatedTime', 'id']
  const clauses = clausesOf(call.request.query, names)
  const passes =
    filterBy(
      clauses,
      {
        createdTime: ({ refund }) => [refund.createdTime],
        modifiedTime: ({ refund }) => [refund.createdTime],
        clientCreatedTime: ({ refund }) => [refund.clientCreatedTime],
        id: ({ refund }) => [refund.id],
      } satisfies FilterFields<ReturnType<typeof refundsOf> extends Iterable<infer One> ? One : never>,
      { caseSensitive: true, prefix: false },
    ) ?? (() => true)
  const recent = ninetyDays ? withinWindow(clauses, call.shop.stamp()) : () => true
  const all = refundsOf(orders.all(choices.order)).filter(
    (one) => recent({ ...one.refund, modifiedTime: one.refund.createdTime }) && passes(one),
  )
  const elements = pageOfAll(call, all).map(({ order, refund }) => elementBytes(refundView(order, refund)))
  return listReply(call, elements, names)
}

function oneRefund(call: Call) {
  const found = refundsOf(call.shop.orders.all()).find(({ refund }) => refund.id === call.params.refund)
  if (found === undefined) throw notFound(nothingThere)
  return reply(refundView(found.order, found.refund))
}
