import type { Order } from '../shop/order.ts'

/** The tender of every payment of this shop. */
export const cashTenderId = 'V5X7Z9B1D3F5H'

/** A paid order has one payment, in cash; its id is the order's id, turned round. */
export function paymentsOf(
  order: Order,
): { id: string; createdTime: number; clientCreatedTime: number; modifiedTime: number }[] {
  if (order.paymentState !== 'PAID') return []
  const { createdTime, clientCreatedTime, modifiedTime } = order
  const payment = {
    id: [...order.id].reverse().join(''),
    order: { id: order.id },
    tender: { id: cashTenderId },
    amount: order.total ?? 0,
    tipAmount: 0,
    taxAmount: 0,
    createdTime,
    clientCreatedTime,
    modifiedTime,
    offline: false,
    result: 'SUCCESS',
  }
  return [payment]
}
