import type { PretendVendor } from '@trefoil/sdk/testing'
import type { CloverSimulator } from '@trefoil/simulators'

type TargetBench = PretendVendor['targets'][string]

/** Orders of the hub, at a pretended till. */
export function salesBench({ orders }: CloverSimulator): TargetBench {
  return {
    sample: saleSample,
    bad: { ...saleSample(99), discounts: [{ name: 'Dearer', amount: -1 }] },
    odd: [
      { write: { note: '' }, stored: { note: '' } },
      { write: { note: null }, stored: { note: null, title: 'Order 0' } },
      { write: { title: 'Order nought' }, stored: { title: 'Order nought', lines: 4, total: 1700 } },
    ],
    stored(id) {
      const held = orders.get(id)
      if (held === undefined) return undefined
      const { title = null, note = null, total = null, lineItems } = held
      return { title, note, total, lines: lineItems.length }
    },
    settle: () => {},
  }
}

function saleSample(number: number): object {
  return {
    externalReferenceId: `CONF${number}`,
    title: `Order ${number}`,
    note: 'window seat',
    currency: 'USD',
    lines: [
      { name: 'Lentil soup', quantity: 2, unitPrice: 650, discountAmount: 101 },
      { name: 'Olives', quantity: 0.35, unitPrice: 1400 },
    ],
    discounts: [{ name: 'Reward', amount: 89 }],
    taxAmount: 100,
  }
}

/** Discounts on one open order. */
export function orderDiscountsBench({ orders }: CloverSimulator): TargetBench {
  let order = ''
  // The checks of the orders may have taken it away.
  const orderId = () => {
    if (orders.get(order) === undefined) order = orders.createFor().id
    return order
  }
  return {
    sample: (number) => ({ orderId: orderId(), name: `Reward ${number}`, amount: number }),
    bad: { orderId: orderId(), name: 'Dearer', amount: -100 },
    get odd() {
      // One that takes nothing off is one as well.
      return [{ write: { orderId: orderId(), name: 'Reward 0', amount: 0 }, stored: { amount: 0 } }]
    },
    stored(id) {
      const [of = '', discountId] = id.split('|')
      const held = orders.get(of)?.discounts?.find((each) => each.id === discountId)
      return held === undefined ? undefined : { amount: Number(held.amount) }
    },
    settle: () => {},
  }
}
