import type { Merchant, Order } from '@trefoil/simulators'
import { type Operation, sync } from './operation.ts'
import { once, onceRead, type Prepare, question, setting, till } from './shop-calls.ts'

const lessOnTheLine: Partial<Omit<Order, 'id'>> = {
  ...{ lineItems: [{ id: 'L1', name: 'Tea', price: 500, discounts: [{ id: 'D1', name: 'Silver', amount: -50 }] }] },
  total: 450,
}

const order = { 'lineItem.create': 1, 'order.create': 1, 'order.update': 2 }
const lessened = { ...order, 'order.discount.create': 1, 'order.update': 3 }
const cheaper = { ...order, 'lineItem.discount.create': 1, 'order.update': 3 }

/** Orders of the branch, which the hub puts together at the till. */
export function orderOperations(branch: () => Merchant): Operation[] {
  const sold =
    (lines: number, more: Partial<Omit<Order, 'id'>> = {}): Prepare =>
    async (house, number) => {
      const lineItems = Array.from({ length: lines }, (_, line) => ({
        id: `L${number}.${line}`,
        name: `Tea ${line}`,
        price: 500,
      }))
      const discounts = more.discounts ?? []
      const total = 500 * lines
      const { id } = branch().orders.createFor(undefined, {
        ...{ title: `Sale ${number}`, paymentState: 'PAID', payments: [], lineItems, total, ...more, discounts },
      })
      return () => sync(house, 'branch-orders', id)
    }
  return [
    {
      ...{ ...question, title: 'find orders by reference', effects: order },
      match: `GET ${till}/orders?filter=externalReferenceId`,
      prepare: sold(1),
    },
    ...(['order_types', 'employees', 'tax_rates'] as const).map(
      (name): Operation => ({
        ...{ ...question, title: `look up ${name.replace('_', ' ')}`, effects: order },
        match: `GET ${till}/${name}?limit`,
        prepare: sold(1),
      }),
    ),
    {
      ...{ ...onceRead, title: 'create an order', effects: order },
      match: `POST ${till}/orders`,
      prepare: sold(1),
    },
    {
      ...{ ...once, title: 'add lines', effects: order },
      match: `POST ${till}/orders/*/bulk_line_items`,
      prepare: sold(1),
    },
    {
      ...{ ...once, title: 'take something off an order', effects: lessened },
      match: `POST ${till}/orders/*/discounts`,
      prepare: sold(1, { discounts: [{ id: 'D1', name: 'Reward', amount: -50 }], total: 450 }),
    },
    {
      ...{ ...question, title: 'read the lines of an order', effects: cheaper },
      match: `GET ${till}/orders/*/line_items`,
      prepare: sold(1, lessOnTheLine),
    },
    {
      ...{ ...once, title: 'take something off a line', effects: cheaper },
      match: `POST ${till}/orders/*/line_items/*/discounts`,
      prepare: sold(1, lessOnTheLine),
    },
    {
      ...{ ...setting, title: 'set the total of an order', effects: order },
      match: `POST ${till}/orders/`,
      after: 1,
      prepare: sold(1),
    },
  ]
}
