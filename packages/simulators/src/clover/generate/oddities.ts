import { blankCustomer } from '../shop/customer.ts'
import { blankOrder, type Order } from '../shop/order.ts'
import { paymentsOf, settled } from '../shop/payments.ts'
import type { Shop } from '../shop/shop.ts'

/** What is rare and yet real: each of these has broken somebody's import. */
export function addOddities(shop: Shop): void {
  const numbers = Array.from({ length: 150 }, (_, n) => `555-01${String(n).padStart(2, '0')}`)
  const phoneNumbers = numbers.map((phoneNumber) => ({ id: shop.newId(), phoneNumber }))
  shop.customers.put({ ...blankCustomer(shop.newId(), shop.stamp()), firstName: 'Switchboard', phoneNumbers })
  const line = (name: string, price: number) => ({ id: shop.newId(), name, price })
  const order = (title: string, changes: Partial<Order>): Order => {
    const made = { ...blankOrder(shop.newId(), shop.stamp()), title, state: 'open', total: 0, ...changes }
    shop.orders.put(made)
    return made
  }
  order('without lines', {})
  order('too many lines to expand', {
    lineItems: Array.from({ length: 120 }, (_, n) => line(`Bun ${n}`, 10)),
    total: 1200,
  })
  order('discounted', {
    lineItems: [line('Lentil soup', 650)],
    discounts: [
      { id: shop.newId(), name: 'Loyalty reward', amount: -100 },
      { id: shop.newId(), name: 'Silver 10%', percentage: 10 },
      // As it stands when only the merchant's discount was named.
      { id: shop.newId(), discount: { id: shop.newId() } },
    ],
    total: 495,
  })
  const paid = order('half given back', { lineItems: [line('Oolong, pot', 480)], total: 480, paymentState: 'PAID' })
  const [payment] = paymentsOf(paid)
  if (payment === undefined) return
  const [amount, at] = [240, shop.stamp()]
  const money = { amount, taxAmount: 0, tipAmount: 0, createdTime: at, clientCreatedTime: at }
  const refund = { id: shop.newId(), payment: { id: payment.id }, status: 'SUCCESS', voided: false, ...money }
  shop.orders.put(settled({ ...paid, refunds: [refund] }))
}
