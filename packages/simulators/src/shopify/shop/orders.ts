import { goneBody } from '../webhooks/bodies.ts'
import { orderBody } from '../webhooks/order-bodies.ts'
import { refuse } from '../wire/problems.ts'
import type { Attribute, Discount, Line, Order, Tax, Transaction } from './order-rows.ts'
import { totals, unfulfilled } from './order-sums.ts'
import { primaryPlace } from './places.ts'
import { sortedTags } from './products.ts'
import { availableOf } from './quantities.ts'
import type { Address, Customer, Place, Variant } from './rows.ts'
import { newPart, newRow, note, type Shop } from './shop.ts'
import { moveStock, stockAt } from './stock.ts'

export interface LineDraft {
  variant?: Variant | undefined
  title?: string | undefined
  variantTitle?: string | null | undefined
  sku?: string | null | undefined
  vendor?: string | null | undefined
  quantity: number
  price?: number | undefined
  taxable?: boolean | undefined
  requiresShipping?: boolean | undefined
  attributes?: Attribute[] | undefined
  taxes?: Tax[] | undefined
  /** Taken off the whole line, by the index of the discount. */
  allocations?: { discount: number; amount: number }[] | undefined
}

export interface TransactionDraft {
  kind: string
  status: string
  gateway: string | null
  amount: number
  processedAt?: number | undefined
}

export interface OrderDraft {
  name?: string | undefined
  email?: string | null | undefined
  phone?: string | null | undefined
  note?: string | null | undefined
  poNumber?: string | null | undefined
  tags?: readonly string[] | undefined
  test?: boolean | undefined
  taxesIncluded?: boolean | undefined
  currency?: string | undefined
  processedAt?: number | undefined
  closedAt?: number | undefined
  sourceName?: string | null | undefined
  sourceIdentifier?: string | null | undefined
  sourceUrl?: string | null | undefined
  retailLocation?: Place | null | undefined
  statedStatus?: string | null | undefined
  customer?: Customer | null | undefined
  acceptsMarketing?: boolean | undefined
  billingAddress?: Address | null | undefined
  shippingAddress?: Address | null | undefined
  attributes?: Attribute[] | undefined
  discounts?: Discount[] | undefined
  lines: LineDraft[]
  taxes?: Tax[] | undefined
  shipping?: {
    title: string
    code?: string | null | undefined
    source?: string | null | undefined
    price: number
    taxes?: Tax[] | undefined
    allocations?: { discount: number; amount: number }[] | undefined
  }[]
  transactions?: TransactionDraft[] | undefined
  /** Whether stock is claimed for it, and whether what is short stops it. */
  claim?: 'BYPASS' | 'DECREMENT_IGNORING_POLICY' | 'DECREMENT_OBEYING_POLICY' | undefined
}

/** An order, whoever made it: numbered, claimed from stock as was asked, and laid out for shipping. */
export function placeOrder(shop: Shop, draft: OrderDraft): Order {
  const at = stockPlace(shop, draft)
  if (draft.claim === 'DECREMENT_OBEYING_POLICY') refuseShortage(draft)
  const order = blankOrder(shop, draft)
  order.lines = draft.lines.map((line) => lineOf(shop, order, line))
  order.shipping = (draft.shipping ?? []).map((line) => ({
    ...newPart(shop, 'ShippingLine'),
    order,
    title: line.title,
    code: line.code ?? null,
    source: line.source ?? null,
    price: line.price,
    refunded: 0,
    taxes: line.taxes ?? [],
    allocations: line.allocations ?? [],
  }))
  for (const transaction of draft.transactions ?? []) pay(shop, order, transaction)
  if (draft.claim !== undefined && draft.claim !== 'BYPASS') claimStock(shop, order, draft, at)
  layOut(shop, order, at)
  shop.orders.add(order)
  if (order.customer !== null) {
    shop.ordersOf.set(order.customer.n, [...(shop.ordersOf.get(order.customer.n) ?? []), order])
  }
  note(shop, 'order.create', order.id, { name: order.name, sourceIdentifier: order.sourceIdentifier })
  tellOrder(shop, 'orders/create', order)
  if (order.transactions.length > 0 && totals(order).outstanding <= 0) tellOrder(shop, 'orders/paid', order)
  return order
}

/** What was not said, said as usual. */
const usual = {
  phone: null,
  note: null,
  poNumber: null,
  test: false,
  taxesIncluded: false,
  closedAt: null,
  sourceIdentifier: null,
  sourceUrl: null,
  retailLocation: null,
  statedStatus: null,
  customer: null,
  acceptsMarketing: false,
  billingAddress: null,
  shippingAddress: null,
  attributes: [],
  discounts: [],
  taxes: [],
}

function blankOrder(shop: Shop, draft: OrderDraft): Order {
  shop.counters.order += 1
  const number = shop.counters.order
  const row = newRow(shop, 'Order')
  const currency = draft.currency ?? shop.identity.currency
  const { claim: _claim, ...said } = draft
  return {
    ...usual,
    ...defined(said),
    ...row,
    name: draft.name ?? `#${number}`,
    number,
    currency,
    presentmentCurrency: currency,
    email: draft.email ?? draft.customer?.email ?? null,
    tags: sortedTags(draft.tags ?? []),
    // What lies ahead is now: so since 2026-07.
    processedAt: Math.min(draft.processedAt ?? row.createdAt, shop.now()),
    cancelledAt: null,
    cancelReason: null,
    staffNote: null,
    sourceName: draft.sourceName ?? (shop.by === 'api' ? 'api' : 'web'),
    app: shop.by === 'api',
    restocked: false,
    lines: [],
    shipping: [],
    transactions: [],
    refunds: [],
    shipments: [],
    shipOrders: [],
    claims: [],
  }
}

/** Without what was not said. */
const defined = <T extends object>(draft: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  // Entries of an object are entries of its type.
  Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }

const stockPlace = (shop: Shop, draft: OrderDraft): Place => draft.retailLocation ?? primaryPlace(shop)

function lineOf(shop: Shop, order: Order, draft: LineDraft): Line {
  const { variant } = draft
  const isDefault = variant?.values.join(' / ') === 'Default Title'
  const title = draft.title ?? variant?.product.title ?? ''
  return {
    ...newPart(shop, 'LineItem'),
    order,
    title,
    variantTitle: draft.variantTitle ?? (variant === undefined || isDefault ? null : variant.values.join(' / ')),
    sku: draft.sku ?? variant?.item.sku ?? null,
    vendor: draft.vendor ?? variant?.product.vendor ?? null,
    quantity: draft.quantity,
    currentQuantity: draft.quantity,
    price: draft.price ?? variant?.price ?? 0,
    taxable: draft.taxable ?? variant?.taxable ?? true,
    requiresShipping: draft.requiresShipping ?? variant?.item.requiresShipping ?? false,
    isGiftCard: false,
    variant: variant?.n ?? null,
    product: variant?.product.n ?? null,
    attributes: draft.attributes ?? [],
    taxes: draft.taxes ?? [],
    allocations: draft.allocations ?? [],
    fulfilled: 0,
  }
}

function refuseShortage(draft: OrderDraft): void {
  for (const { variant, quantity } of draft.lines) {
    if (variant === undefined || !variant.item.tracked || variant.inventoryPolicy === 'CONTINUE') continue
    if (availableOf(variant.item) < quantity) {
      refuse('order.lineItems', 'Unable to reserve inventory', 'INVENTORY_CLAIM_FAILED')
    }
  }
}

/** From available to committed: what is on hand stays. */
function claimStock(shop: Shop, order: Order, draft: OrderDraft, at: Place): void {
  for (const [index, { variant, quantity }] of draft.lines.entries()) {
    const line = order.lines[index]
    if (variant === undefined || line === undefined || !variant.item.tracked) continue
    const level =
      variant.item.levels.get(at.n) ?? [...variant.item.levels.values()][0] ?? stockAt(shop, variant.item, at)
    moveStock(shop, level, 'committed', quantity, 'inventory.claim')
    moveStock(shop, level, 'available', -quantity, 'inventory.claim')
    order.claims.push({ line, location: level.location.n, quantity })
  }
}

/** What is claimed goes back, or out of the house. */
export function unclaim(shop: Shop, order: Order, line: Line, quantity: number, isSent: boolean): void {
  const claim = order.claims.find((one) => one.line === line)
  const item = line.variant === null ? undefined : shop.variants.get(line.variant)?.item
  const level = claim === undefined ? undefined : item?.levels.get(claim.location)
  if (claim === undefined || level === undefined) return
  const some = Math.min(quantity, claim.quantity)
  claim.quantity -= some
  moveStock(shop, level, 'committed', -some, isSent ? 'inventory.send' : 'inventory.release')
  if (!isSent) moveStock(shop, level, 'available', some, 'inventory.release')
}

/** One fulfilment order for what is shipped, and one for what is not. */
export function layOut(shop: Shop, order: Order, place: Place): void {
  for (const isShipped of [true, false]) {
    const lines = order.lines.filter((line) => line.requiresShipping === isShipped && unfulfilled(line) > 0)
    if (lines.length === 0) continue
    const shipOrder = {
      ...newRow(shop, 'FulfillmentOrder'),
      order,
      status: 'OPEN',
      requestStatus: 'UNSUBMITTED',
      location: place,
      methodType: order.retailLocation !== null ? 'RETAIL' : isShipped ? 'SHIPPING' : 'NONE',
      holds: [],
      lines: lines.map((line) => ({
        ...newPart(shop, 'FulfillmentOrderLineItem'),
        line,
        totalQuantity: unfulfilled(line),
        remainingQuantity: unfulfilled(line),
      })),
    }
    order.shipOrders.push(shipOrder)
    shop.shipOrders.add(shipOrder)
  }
}

export function pay(shop: Shop, order: Order, draft: TransactionDraft & { parent?: Transaction | null }): Transaction {
  const transaction: Transaction = {
    ...newPart(shop, 'OrderTransaction'),
    order,
    kind: draft.kind,
    status: draft.status,
    gateway: draft.gateway,
    amount: draft.amount,
    test: order.test,
    createdAt: shop.now(),
    processedAt: draft.processedAt ?? shop.now(),
    parent: draft.parent ?? null,
  }
  order.transactions.push(transaction)
  return transaction
}

/** Changes an order, writes down that it changed, and tells of it. */
export function editOrder(shop: Shop, order: Order, kind: string, change: () => void, topics: string[] = []): Order {
  shop.orders.edit(order, change)
  note(shop, kind, order.id, { name: order.name })
  for (const topic of topics) tellOrder(shop, topic, order)
  tellOrder(shop, 'orders/updated', order)
  return order
}

const tellOrder = (shop: Shop, topic: string, order: Order): void =>
  shop.tell({ topic, by: shop.by, body: () => orderBody(shop.identity, order) })

export function removeOrder(shop: Shop, order: Order): void {
  for (const from of order.shipOrders) shop.shipOrders.remove(from.n)
  shop.orders.remove(order.n)
  const mates = shop.ordersOf.get(order.customer?.n ?? 0)
  if (mates !== undefined) mates.splice(mates.indexOf(order), 1)
  note(shop, 'order.delete', order.id)
  shop.tell({ topic: 'orders/delete', by: shop.by, body: () => goneBody(order.id) })
}
