import { json } from '../../server/exchange.ts'
import { looksLikeEmail } from '../api/email-shape.ts'
import type { Charge } from '../shop/card-file.ts'
import { findPayment, withPayment } from '../shop/payments.ts'
import { type Body, bodyOf, centsOf, type EcommerceCall, type EcommerceRoute, textOf } from './call.ts'
import { cardOnFile, spendable } from './cards.ts'
import { createdPasses, cursorPage } from './paging.ts'
import { EcommerceProblem, invalid, missing } from './problem.ts'
import { takeCardPayment } from './take-card-payment.ts'

export const chargeRoutes: Record<string, EcommerceRoute> = {
  'POST /v1/charges': { repeatable: true, answer: create },
  'GET /v1/charges': { answer: list },
  'GET /v1/charges/:charge': { answer: (call) => json(200, chargeView(chargeOf(call))) },
  'POST /v1/charges/:charge/capture': { repeatable: true, answer: capture },
}

/** $999,999.99 */
const mostCents = 99_999_999

function chargeOf({ file, params: { charge = '' } }: EcommerceCall): Charge {
  const found = file.charges.get(charge)
  if (found === undefined) throw missing('charge', charge)
  return found
}

function list(call: EcommerceCall) {
  const customer = call.request.query.get('customer')
  const inTime = createdPasses(call)
  const passes = (charge: Charge) => inTime(charge) && (customer === null || charge.customer === customer)
  return cursorPage(call, call.file.charges, chargeView, passes)
}

function create(call: EcommerceCall) {
  const body = bodyOf(call)
  buyerAddressOf(call)
  const amount = amountOf(body)
  const currency = textOf(body, 'currency')
  if (currency === undefined || !/^[a-z]{3}$/i.test(currency)) {
    throw invalid('invalid_request', 'A currency of three letters is needed.', 'currency')
  }
  const taxAmount = centsOf(body, 'tax_amount', 'invalid_tax_amount') ?? 0
  if (taxAmount > amount) throw invalid('invalid_tax_amount', 'The tax is above the amount.', 'tax_amount')
  const tipAmount = centsOf(body, 'tip_amount', 'invalid_tip_amount') ?? 0
  checkTexts(body)
  const { token, customer } = sourceOf(call, body)
  const charge = takeCardPayment(call, {
    amount,
    taxAmount,
    tipAmount,
    currency: currency.toLowerCase(),
    captured: body.capture !== false,
    token,
    said: saidOf(body),
    ...(customer === undefined ? {} : { customer }),
  })
  return json(200, chargeView(charge))
}

/** A card token, or the id of a customer with a card on file. */
export function sourceOf(call: EcommerceCall, body: Body) {
  const source = textOf(body, 'source')
  if (source === undefined) throw invalid('invalid_request', 'A source is needed.', 'source')
  const customer = call.shop.customers.get(source)
  if (customer === undefined) return { token: spendable(call, source), customer: undefined }
  return { token: cardOnFile(call, customer), customer: customer.id }
}

/** The buyer's address is said to be needed, but calls without it were seen to pass. */
export function buyerAddressOf({ shop, request }: EcommerceCall): void {
  if (shop.choices.needsBuyerAddress && request.headers['x-forwarded-for'] === undefined) {
    throw invalid('invalid_request', 'x-forwarded-for is needed.')
  }
}

function amountOf(body: Body): number {
  const amount = centsOf(body, 'amount', 'invalid_charge_amount')
  if (amount === undefined || amount === 0) throw invalid('invalid_charge_amount', 'An amount is needed.', 'amount')
  if (amount > mostCents) throw invalid('amount_too_large', 'The amount is too large.', 'amount')
  return amount
}

function checkTexts(body: Body): void {
  const reference = textOf(body, 'external_reference_id')
  if (reference !== undefined && !/^[a-z0-9 ]{1,12}$/i.test(reference)) {
    throw invalid('invalid_request', 'external_reference_id has at most 12 letters, digits and spaces.')
  }
  const email = textOf(body, 'receipt_email')
  if (email !== undefined && !looksLikeEmail(email)) {
    throw invalid('email_invalid', 'Please provide a valid email.', 'receipt_email')
  }
}

/** What is only repeated in the reply. */
function saidOf(body: Body): Body {
  const names = ['receipt_email', 'description', 'external_reference_id', 'ecomind', 'metadata', 'stored_credentials']
  return Object.fromEntries(names.filter((name) => body[name] !== undefined).map((name) => [name, body[name]]))
}

function capture(call: EcommerceCall) {
  const { shop, file, request } = call
  buyerAddressOf(call)
  const charge = chargeOf(call)
  if (charge.captured) {
    throw new EcommerceProblem(400, {
      type: 'invalid_request_error',
      code: 'charge_already_captured',
      message: 'The charge was captured already.',
      charge: charge.id,
    })
  }
  const body = request.body === '' ? {} : bodyOf(call)
  const amount = centsOf(body, 'amount', 'invalid_charge_amount') ?? charge.amount
  if (amount > charge.amount) throw invalid('amount_too_large', 'More than was authorized.', 'amount')
  const tipAmount = centsOf(body, 'tip_amount', 'invalid_tip_amount') ?? charge.tipAmount
  const captured = { ...charge, amount, tipAmount, captured: true }
  file.charges.put(captured)
  shop.effects.record('charge.capture', charge.id, 'api', body)
  const found = findPayment(shop, charge.paymentId)
  if (found !== undefined) {
    const { order, payment } = found
    const settledPayment = { ...payment, amount, tipAmount, result: 'SUCCESS', modifiedTime: shop.stamp() }
    shop.orders.put(withPayment(shop, { ...order, total: amount }, settledPayment))
    shop.effects.record('payment.update', payment.id, 'api')
    shop.effects.record('order.update', order.id, 'api')
  }
  return json(200, chargeView(captured))
}

function chargeView(charge: Charge) {
  const { card } = charge
  return {
    id: charge.id,
    object: 'charge',
    amount: charge.amount,
    tax_amount: charge.taxAmount,
    tip_amount: charge.tipAmount,
    amount_refunded: charge.amountRefunded,
    currency: charge.currency,
    created: charge.created,
    captured: charge.captured,
    customer: charge.customer,
    ref_num: charge.refNum,
    auth_code: charge.authCode,
    outcome: { network_status: 'approved_by_network', type: 'authorized' },
    paid: true,
    refunded: charge.amountRefunded > 0 ? charge.amountRefunded >= charge.amount + charge.tipAmount : undefined,
    status: 'succeeded',
    order: charge.orderId,
    source: {
      id: card.id,
      brand: card.brand,
      first6: card.first6,
      last4: card.last4,
      exp_month: card.expMonth,
      exp_year: card.expYear,
    },
    ...charge.said,
  }
}
