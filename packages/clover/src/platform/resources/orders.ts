import { CloverUsageError } from '../../errors.ts'
import type { CallOptions } from '../../http/client-options.ts'
import { ready } from '../../ready.ts'
import type { Expanded } from '../expand.ts'
import {
  below,
  type Collection,
  type Creates,
  collection,
  creates,
  type ExpandOptions,
  type Lists,
  lists,
  objectPath,
  type Removes,
  removes,
} from '../operations.ts'
import type { Rest } from '../rest.ts'
import { lineItemRow, orderRow, paymentRow } from '../rows.ts'
import type {
  Checkout,
  Discount,
  DiscountShape,
  DiscountWrite,
  LineItem,
  LineItemShape,
  LineItemWrite,
  ModificationShape,
  OrderCart,
  OrderShape,
  ServiceCharge,
  ServiceChargeWrite,
} from '../shapes/order.ts'
import type { PaymentShape } from '../shapes/payment.ts'

/** Orders and what belongs to them. Merchants with the plan Payments Plus have none. [D] */
export interface Orders extends Collection<OrderShape> {
  /** At most 3,000 an order. [D] */
  lineItems(orderId: string): LineItems
  /** Discounts of the whole order. They do not change the `total` of a custom order. */
  discounts(orderId: string): Discounts & Lists<DiscountShape>
  serviceCharge(orderId: string): OrderServiceCharge
  /** Payments of the order; `create` notes one with a tender that is no card. [D] */
  payments(orderId: string): Lists<PaymentShape> & Creates<PaymentShape>
  /** Makes a whole order, whose totals Clover computes. [D] */
  createComplete(cart: OrderCart, options?: CallOptions): Promise<Expanded<OrderShape, 'lineItems'>>
  /** Computes what `createComplete` would, and stores nothing. [D] */
  checkout(cart: OrderCart, options?: CallOptions): Promise<Checkout>
}

/** The lines of one order; `remove` voids one. */
export interface LineItems extends Collection<LineItemShape> {
  /** Up to 100 lines in one call; each needs a price. [D] */
  createMany(lines: readonly (LineItemWrite & { price: number })[], options?: ExpandOptions<never>): Promise<LineItem[]>
  /** Voids all lines. [D] */
  removeAll(options?: CallOptions): Promise<void>
  /** Puts a line in the place of another. [D] */
  exchange(oldId: string, newId: string, options?: CallOptions): Promise<LineItem>
  modifications(lineItemId: string): Creates<ModificationShape> & Removes
  discounts(lineItemId: string): Discounts
}

/** Discounts of an order or a line: a name and one value; an amount is negative. */
export interface Discounts extends Removes {
  /** @throws CloverUsageError an amount above zero, no value, or two */
  create(discount: DiscountWrite, options?: CallOptions): Promise<Discount>
}

/** The service charge of one order. */
export interface OrderServiceCharge extends Removes {
  apply(charge: ServiceChargeWrite, options?: CallOptions): Promise<ServiceCharge>
}

export function orders(rest: Rest): Orders {
  const bare = (path: string) => ({ path, filters: {}, expands: [] })
  return {
    ...collection<OrderShape>(rest, orderRow),
    lineItems: (orderId) => lineItems(rest, below(orderRow.path, orderId, 'line_items')),
    discounts: (orderId) => {
      const path = below(orderRow.path, orderId, 'discounts')
      return { ...lists<DiscountShape>(rest, bare(path)), ...discounts(rest, path) }
    },
    serviceCharge: (orderId) => {
      const path = below(orderRow.path, orderId, 'service_charge')
      return {
        ...removes(rest, { path }),
        apply: (body, { signal } = {}) => rest.call('POST', path, { body, signal }),
      }
    },
    payments: (orderId) => {
      // Not cut by time: it is the list of one order.
      const row = {
        path: below(orderRow.path, orderId, 'payments'),
        filters: paymentRow.filters,
        expands: paymentRow.expands,
      }
      return { ...lists<PaymentShape>(rest, row), ...creates<PaymentShape>(rest, row) }
    },
    createComplete: (orderCart, { signal } = {}) =>
      ready(() => rest.call('POST', '/atomic_order/orders', { body: { orderCart: checked(orderCart) }, signal })),
    checkout: (orderCart, { signal } = {}) =>
      ready(() => rest.call('POST', '/atomic_order/checkouts', { body: { orderCart: checked(orderCart) }, signal })),
  }
}

function lineItems(rest: Rest, path: string): LineItems {
  return {
    ...collection<LineItemShape>(rest, { path, ...lineItemRow }),
    createMany: (items, { signal } = {}) =>
      ready(async () => {
        if (items.length > 100) throw new CloverUsageError('out_of_range', 'lines', 'At most 100 lines in one call')
        const bulk = path.replace(/line_items$/, 'bulk_line_items')
        const reply = await rest.call<LineItem[] | { elements?: LineItem[]; items?: LineItem[] }>('POST', bulk, {
          body: { items },
          signal,
        })
        // The form of the reply is not documented [U]: bare, as a list, or as it was sent.
        return Array.isArray(reply) ? reply : (reply.elements ?? reply.items ?? [])
      }),
    removeAll: async ({ signal } = {}) => {
      await rest.call('DELETE', path, { signal })
    },
    exchange: (oldId, newId, { signal } = {}) =>
      ready(() => rest.call('POST', `${below(path, oldId, 'exchange')}${objectPath('', newId)}`, { signal })),
    modifications: (lineItemId) => {
      const row = { path: below(path, lineItemId, 'modifications'), filters: {}, expands: [] }
      return { ...creates<ModificationShape>(rest, row), ...removes(rest, row) }
    },
    discounts: (lineItemId) => discounts(rest, below(path, lineItemId, 'discounts')),
  }
}

function discounts(rest: Rest, path: string): Discounts {
  return {
    ...removes(rest, { path }),
    create: (discount, { signal } = {}) => ready(() => rest.call('POST', path, { body: signed(discount), signal })),
  }
}

/** Clover refuses an amount above zero, and takes a discount without name or value as one of nothing. [S] */
function signed(discount: DiscountWrite): DiscountWrite {
  const { amount, percentage, percentageDecimal } = discount
  if (typeof discount.name !== 'string' || discount.name === '') {
    throw new CloverUsageError('missing', 'name', 'A discount needs name: a reference alone is not resolved by Clover')
  }
  const given = [amount, percentage, percentageDecimal].filter((value) => value !== undefined)
  if (given.length !== 1) {
    const fields = 'amount, percentage or percentageDecimal'
    throw new CloverUsageError('missing', 'amount', `A discount needs exactly one of ${fields}, not ${given.length}`)
  }
  if (amount !== undefined && amount > 0) {
    throw new CloverUsageError('out_of_range', 'amount', `A discount of ${amount} cents must be written as -${amount}`)
  }
  return discount
}

function checked(cart: OrderCart): OrderCart {
  if (!Array.isArray(cart.lineItems) || cart.lineItems.length === 0) {
    throw new CloverUsageError('missing', 'lineItems', 'An order needs at least one line')
  }
  for (const discount of cart.discounts ?? []) signed(discount)
  for (const line of cart.lineItems) for (const discount of line.discounts ?? []) signed(discount)
  return cart
}
