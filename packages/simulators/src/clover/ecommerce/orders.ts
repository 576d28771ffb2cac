import { isObject, json } from '../../server/exchange.ts'
import { looksLikeEmail } from '../api/email-shape.ts'
import type { CardOrder } from '../shop/card-file.ts'
import { blankOrder, type LineItem } from '../shop/order.ts'
import { type Body, bodyOf, centsOf, type EcommerceCall, type EcommerceRoute, textOf } from './call.ts'
import { buyerAddressOf, sourceOf } from './charges.ts'
import { createdPasses, cursorPage } from './paging.ts'
import { EcommerceProblem, invalid, missing, untyped } from './problem.ts'
import { giveBack } from './refunds.ts'
import { takeCardPayment } from './take-card-payment.ts'

/** The paths and the refusals are documented; of the objects' fields only few are, and the others are chosen here. */
export const orderRoutes: Record<string, EcommerceRoute> = {
  'POST /v1/orders': { repeatable: true, answer: create },
  'GET /v1/orders': { answer: list },
  'GET /v1/orders/:order': { answer: (call) => json(200, orderView(orderOf(call))) },
  'POST /v1/orders/:order/pay': { repeatable: true, answer: pay },
  'POST /v1/orders/:order/returns': { repeatable: true, answer: giveItemsBack },
}

function orderOf({ file, params: { order = '' } }: EcommerceCall): CardOrder {
  const found = file.orders.get(order)
  if (found === undefined) throw missing('order', order)
  return found
}

function list(call: EcommerceCall) {
  const customer = call.request.query.get('customer')
  const inTime = createdPasses(call)
  const passes = (order: CardOrder) => inTime(order) && (customer === null || order.customer === customer)
  return cursorPage(call, call.file.orders, orderView, passes)
}

/** The order is one of the platform API, too: each unit of an item is a line there. */
function create(call: EcommerceCall) {
  const { shop, file } = call
  const body = bodyOf(call)
  const currency = textOf(body, 'currency')
  if (currency === undefined) throw invalid('invalid_request', 'A currency is needed.', 'currency')
  if (!Array.isArray(body.items) || body.items.length === 0 || !body.items.every(isObject)) {
    throw invalid('invalid_request', 'Items are needed.', 'items')
  }
  const items = body.items.map(itemOf)
  const amount = items.reduce((sum, item) => sum + item.amount * item.quantity, 0)
  const email = textOf(body, 'email')
  const customer = textOf(body, 'customer')
  if (customer !== undefined && shop.customers.get(customer) === undefined) throw missing('customer', customer)
  const [id, stamp] = [shop.newId(), shop.stamp()]
  const lineItems = items.flatMap(({ description, quantity, ...item }) =>
    Array.from({ length: quantity }, (): LineItem => ({ id: shop.newId(), name: description, price: item.amount })),
  )
  shop.orders.put({
    ...blankOrder(id, stamp),
    currency: currency.toUpperCase(),
    state: 'open',
    total: amount,
    customerIds: customer === undefined ? [] : [customer],
    lineItems,
  })
  const order: CardOrder = {
    id,
    amount,
    currency: currency.toLowerCase(),
    created: shop.now().getTime(),
    status: 'created',
    items,
    amountReturned: 0,
    ...(email === undefined ? {} : { email }),
    ...(customer === undefined ? {} : { customer }),
  }
  file.orders.put(order)
  shop.effects.record('order.create', id, 'api', body)
  return json(200, orderView(order))
}

function itemOf(item: Body): Body & { amount: number; quantity: number; description: string } {
  const amount = centsOf(item, 'amount', 'invalid_charge_amount')
  if (amount === undefined) throw invalid('invalid_request', 'An item needs an amount.', 'items')
  const quantity = item.quantity ?? 1
  if (typeof quantity !== 'number' || !Number.isInteger(quantity) || quantity < 1) {
    throw invalid('invalid_request', 'The quantity of an item is a whole number above zero.', 'items')
  }
  return { ...item, amount, quantity, description: textOf(item, 'description') ?? 'Item' }
}

function pay(call: EcommerceCall) {
  const { shop, file } = call
  buyerAddressOf(call)
  const order = orderOf(call)
  const body = bodyOf(call)
  if (order.charge !== undefined) throw invalid('order_already_paid', 'The order was paid already.')
  const { token, customer = order.customer } = sourceOf(call, body)
  // The buyer must be known: by the e-mail address of the order, of this call, or of a customer.
  const email =
    textOf(body, 'email') ?? order.email ?? shop.customers.get(customer ?? '')?.emailAddresses[0]?.emailAddress
  if (email === undefined || !looksLikeEmail(email)) {
    throw invalid('email_invalid', 'Please provide a valid email.', 'email')
  }
  const atTill = shop.orders.get(order.id)
  if (atTill === undefined) throw missing('order', order.id)
  const charge = takeCardPayment(call, {
    amount: order.amount,
    taxAmount: 0,
    tipAmount: centsOf(body, 'tip_amount', 'invalid_tip_amount') ?? 0,
    currency: order.currency,
    captured: true,
    token,
    order: atTill,
    said: {},
    ...(customer === undefined ? {} : { customer }),
  })
  const paid: CardOrder = {
    ...order,
    status: 'paid',
    charge: charge.id,
    email,
    ...(customer === undefined ? {} : { customer }),
  }
  file.orders.put(paid)
  return json(200, {
    ...orderView(paid),
    amount_paid: order.amount,
    ref_num: charge.refNum,
    auth_code: charge.authCode,
  })
}

/** Everything, or the listed items by their amount. */
function giveItemsBack(call: EcommerceCall) {
  const { file, request } = call
  const order = orderOf(call)
  const charge = file.charges.get(order.charge ?? '')
  if (charge === undefined) throw untyped('processing_error', 'The order was not paid.')
  const body = request.body === '' ? {} : bodyOf(call)
  const listed = Array.isArray(body.items) ? body.items.filter(isObject).map(itemOf) : undefined
  const amount = listed?.reduce((sum, item) => sum + item.amount * item.quantity, 0)
  if (listed !== undefined && listed.length === 0) {
    throw new EcommerceProblem(400, {
      type: 'invalid_request_error',
      code: 'invalid_request',
      message: 'Items are needed.',
    })
  }
  const refund = giveBack(call, charge, { amount })
  const amountReturned = order.amountReturned + refund.amount
  const status = amountReturned >= order.amount ? 'returned' : 'partially_returned'
  const returned: CardOrder = { ...order, amountReturned, status }
  file.orders.put(returned)
  return json(200, { ...orderView(returned), object: 'order_return', refund: refund.id })
}

function orderView({ amountReturned, ...order }: CardOrder) {
  return { ...order, object: 'order', amount_returned: amountReturned === 0 ? undefined : amountReturned }
}
