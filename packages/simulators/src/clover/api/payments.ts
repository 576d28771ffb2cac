import { badRequest, notFound, nothingThere } from '../replies.ts'
import type { Order, Payment } from '../shop/order.ts'
import { findPayment, paymentsOf, withPayment } from '../shop/payments.ts'
import { presentRow } from '../shop/present-row.ts'
import type { Shop } from '../shop/shop.ts'
import { bodyOf, type Call, type CloverRoute, reply } from './call.ts'
import { expandOf, nested } from './expand.ts'
import { changed, refField, textField, wholeField } from './fields.ts'
import { clausesOf, type FilterFields, filterBy } from './filter.ts'
import { orderView, paymentView, referred, refundView } from './order-view.ts'
import { orderOf } from './orders.ts'
import { elementBytes, listReply, pageOfAll } from './paging.ts'
import { openForPayments, withinWindow } from './window.ts'

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
  const { shop, request } = call
  const clauses = clausesOf(request.query, filterNames)
  const recent = ninetyDays ? withinWindow(clauses, openForPayments, shop.stamp()) : () => true
  return page(
    call,
    paidOf(shop).filter(({ payment }) => recent(payment)),
  )
}

const paidOf = ({ orders, choices }: Shop) =>
  orders.all(choices.order).flatMap((order) => paymentsOf(order).map((payment) => ({ order, payment })))

function page(call: Call, all: Iterable<Paid>) {
  const passes = filterBy(clausesOf(call.request.query, filterNames), filterFields, call.shop) ?? (() => true)
  const shownOnes = pageOfAll(call, Iterator.from(all).filter(passes))
  return listReply(
    call,
    shownOnes.map((paid) => elementBytes(viewOf(call, paid))),
    filterNames,
  )
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
    paidOf(call.shop).filter(({ payment }) => payment.employee?.id === call.params.employee),
  )

function viewOf(call: Call, { order, payment }: Paid): Record<string, unknown> {
  const asked = expandOf(call, expands)
  const view = paymentView(order, payment, asked.has('cardTransaction'))
  if (asked.has('tender')) view.tender = referred(call, 'tenders', payment.tender.id, true)
  if (asked.has('employee') && payment.employee !== undefined) {
    view.employee = referred(call, 'employees', payment.employee.id, true)
  }
  if (asked.has('order')) view.order = orderView(call, order, new Set())
  if (asked.has('refunds')) {
    const mine = (order.refunds ?? []).filter((refund) => refund.payment.id === payment.id)
    view.refunds = nested(
      call,
      mine.map((refund) => refundView(order, refund)),
    )
  }
  return view
}

const shown = (call: Call, paid: Paid) => reply(viewOf(call, paid))

function paymentOf({ shop, params }: Call): Paid {
  const found = findPayment(shop, params.payment ?? '')
  if (found === undefined) throw notFound(nothingThere)
  return found
}

/** Of the debit key it is assumed that it is called so. */
const cardTenders = ['com.clover.tender.credit_card', 'com.clover.tender.debit_card']

/** Bookkeeping of money that was taken otherwise: never by card. */
function create(call: Call) {
  const { shop } = call
  const order = orderOf(call)
  const body = bodyOf(call)
  const amount = wholeField(body, 'amount')
  if (typeof amount !== 'number' || amount <= 0) throw badRequest('amount must be above zero')
  const tender = presentRow(shop, 'tenders', refField(body, 'tender'))
  if (tender === undefined) throw badRequest('A valid tender is required')
  if (cardTenders.some((key) => key === tender.labelKey)) throw badRequest('Card payments are not written down here')
  const stamp = shop.stamp()
  const blank: Payment = {
    id: shop.newId(),
    tender: { id: tender.id },
    amount,
    tipAmount: wholeField(body, 'tipAmount') ?? 0,
    taxAmount: wholeField(body, 'taxAmount') ?? 0,
    offline: body.offline === true,
    result: 'SUCCESS',
    createdTime: stamp,
    clientCreatedTime: wholeField(body, 'clientCreatedTime') ?? stamp,
    modifiedTime: stamp,
  }
  const employee = refField(body, 'employee')
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
  shop.effects.record('order.update', order.id, 'api')
  return shown(call, { order: changedOrder, payment: next })
}
