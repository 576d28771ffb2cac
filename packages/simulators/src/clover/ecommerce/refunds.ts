import { json } from '../../server/exchange.ts'
import type { Charge, ChargeRefund } from '../shop/card-file.ts'
import { findPayment, settled } from '../shop/payments.ts'
import { bodyOf, centsOf, type EcommerceCall, type EcommerceRoute, textOf } from './call.ts'
import { createdPasses, cursorPage } from './paging.ts'
import { EcommerceProblem, invalid, missing, untyped } from './problem.ts'

export const refundRoutes: Record<string, EcommerceRoute> = {
  'POST /v1/refunds': { repeatable: true, answer: create },
  'GET /v1/refunds': { answer: list },
  'GET /v1/refunds/:refund': {
    answer: ({ file, params: { refund = '' } }) => {
      const found = file.refunds.get(refund)
      if (found === undefined) throw missing('refund', refund)
      return json(200, refundView(found))
    },
  },
}

const reasons = ['requested_by_customer', 'duplicate', 'fraudulent']

function create(call: EcommerceCall) {
  const body = bodyOf(call)
  const id = textOf(body, 'charge')
  if (id === undefined) throw invalid('invalid_request', 'A charge is needed.', 'charge')
  const charge = call.file.charges.get(id)
  if (charge === undefined) throw missing('charge', id)
  const reason = textOf(body, 'reason')
  if (reason !== undefined && !reasons.includes(reason)) throw invalid('invalid_request', 'No such reason.', 'reason')
  const amount = centsOf(body, 'amount', 'invalid_charge_amount')
  return json(200, refundView(giveBack(call, charge, { ...(reason === undefined ? {} : { reason }), amount })))
}

/** Gives back all that is left, or an amount; it is also a refund of the platform API. */
export function giveBack(
  { shop, file }: EcommerceCall,
  charge: Charge,
  asked: { amount: number | undefined; reason?: string },
): ChargeRefund {
  const left = charge.amount + charge.tipAmount - charge.amountRefunded
  if (left === 0) {
    throw new EcommerceProblem(400, {
      type: 'invalid_request_error',
      code: 'charge_already_refunded',
      message: 'The charge was refunded already.',
      charge: charge.id,
    })
  }
  const amount = asked.amount ?? left
  if (amount === 0 || amount > left || !charge.captured) {
    throw untyped('processing_error', 'The refund could not be processed.')
  }
  const created = shop.now().getTime()
  const { reason } = asked
  const said = reason === undefined ? {} : { reason }
  const refund: ChargeRefund = { id: shop.newId(), charge: charge.id, amount, created, ...said }
  file.refunds.put(refund)
  file.charges.put({ ...charge, amountRefunded: charge.amountRefunded + amount })
  const found = findPayment(shop, charge.paymentId)
  if (found !== undefined) {
    const { order, payment } = found
    const stamp = shop.stamp()
    const times = { createdTime: stamp, clientCreatedTime: stamp }
    const money = { amount, taxAmount: 0, tipAmount: 0, status: 'SUCCESS', voided: false }
    const refunds = [
      ...(order.refunds ?? []),
      { id: refund.id, payment: { id: payment.id }, ...money, ...times, ...said },
    ]
    shop.orders.put(settled({ ...order, refunds, modifiedTime: stamp }))
    shop.effects.record('order.update', order.id, 'api')
    shop.effects.record('payment.update', payment.id, 'api')
  }
  shop.effects.record('refund.create', refund.id, 'api', { charge: charge.id, amount })
  return refund
}

function list(call: EcommerceCall) {
  const charge = call.request.query.get('charge')
  const inTime = createdPasses(call)
  const passes = (refund: ChargeRefund) => inTime(refund) && (charge === null || refund.charge === charge)
  if (call.shop.choices.refundList === 'bare') {
    return json(200, call.file.refunds.all('newest-first').filter(passes).map(refundView).toArray())
  }
  return cursorPage(call, call.file.refunds, refundView, passes)
}

const refundView = (refund: ChargeRefund) => ({ ...refund, object: 'refund', status: 'succeeded' })
