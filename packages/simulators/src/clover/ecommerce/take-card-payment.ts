import type { CardToken, Charge } from '../shop/card-file.ts'
import { blankOrder, type Order } from '../shop/order.ts'
import { cardTenderId, withPayment } from '../shop/payments.ts'
import type { EcommerceCall } from './call.ts'

/** What is to be charged, after all checks. */
export interface CardPayment {
  amount: number
  taxAmount: number
  tipAmount: number
  currency: string
  captured: boolean
  token: CardToken
  customer?: string
  /** The order that is paid; without one a new order is made. */
  order?: Order
  said: Record<string, unknown>
}

/** A charge is also an order and a payment of the platform API. */
export function takeCardPayment({ shop, file }: EcommerceCall, asked: CardPayment): Charge {
  const { token, amount, taxAmount, tipAmount, captured } = asked
  const stamp = shop.stamp()
  const order = asked.order ?? newOrder(shop.newId(), stamp, asked)
  const authCode = `OK${shop.random.text('0123456789', 4)}`
  const refNum = shop.random.text('0123456789', 12)
  const paymentId = shop.newId()
  const payment = {
    id: paymentId,
    tender: { id: cardTenderId },
    amount,
    tipAmount,
    taxAmount,
    offline: false,
    result: captured ? 'SUCCESS' : 'AUTH',
    createdTime: stamp,
    clientCreatedTime: stamp,
    modifiedTime: stamp,
    cardTransaction: {
      cardType: token.brand,
      entryType: 'ECOM',
      first6: token.first6,
      last4: token.last4,
      type: captured ? 'AUTH' : 'PREAUTH',
      authCode,
      referenceId: refNum,
      state: captured ? ('CLOSED' as const) : ('PENDING' as const),
      captured,
    },
  }
  shop.orders.put(withPayment(shop, order, payment))
  if (!token.multiPay) file.tokens.set(token.id, { ...token, used: true })
  const charge: Charge = {
    id: shop.newId(),
    orderId: order.id,
    paymentId,
    amount,
    taxAmount,
    tipAmount,
    amountRefunded: 0,
    currency: asked.currency,
    created: shop.now().getTime(),
    captured,
    card: token,
    refNum,
    authCode,
    said: asked.said,
    ...(asked.customer === undefined ? {} : { customer: asked.customer }),
  }
  file.charges.put(charge)
  shop.effects.record('charge.create', charge.id, 'api', { amount, order: order.id })
  shop.effects.record(asked.order === undefined ? 'order.create' : 'order.update', order.id, 'api')
  shop.effects.record('payment.create', paymentId, 'api', { amount })
  return charge
}

const newOrder = (id: string, stamp: number, { amount, customer, currency }: CardPayment): Order => ({
  ...blankOrder(id, stamp),
  currency: currency.toUpperCase(),
  customerIds: customer === undefined ? [] : [customer],
  state: 'open',
  total: amount,
  manualTransaction: true,
})
