import { padded } from './shop/money.ts'
import type { Order } from './shop/order-rows.ts'
import { financialStatus, fulfillmentStatus, totals } from './shop/order-sums.ts'
import { availableOf } from './shop/quantities.ts'
import type { Consent, Customer, Product, Variant } from './shop/rows.ts'

/** A product as tests look at it. */
export interface SeenProduct {
  id: string
  title: string
  handle: string
  status: string
  tags: string[]
  updatedAt: string
  variants: SeenVariant[]
}

export interface SeenVariant {
  id: string
  itemId: string
  title: string
  sku: string | null
  barcode: string | null
  price: string
  compareAtPrice: string | null
  tracked: boolean
  available: number
}

export interface SeenOrder {
  id: string
  name: string
  email: string | null
  customerId: string | null
  tags: string[]
  note: string | null
  sourceIdentifier: string | null
  financialStatus: string | null
  fulfillmentStatus: string
  total: string
  currentTotal: string
  cancelledAt: string | null
  lines: {
    id: string
    title: string
    sku: string | null
    quantity: number
    currentQuantity: number
    price: string
    variantId: string | null
  }[]
  tracking: { company: string | null; number: string | null; url: string | null }[]
  refunded: string
}

export interface SeenCustomer {
  id: string
  firstName: string | null
  lastName: string | null
  email: string | null
  phone: string | null
  note: string | null
  tags: string[]
  emailConsent: Consent
  updatedAt: string
}

const time = (at: number) => new Date(at).toISOString()

export const seenVariant = (variant: Variant): SeenVariant => ({
  id: variant.id,
  itemId: variant.item.id,
  title: variant.values.join(' / '),
  sku: variant.item.sku,
  barcode: variant.barcode,
  price: padded(variant.price),
  compareAtPrice: variant.compareAtPrice === null ? null : padded(variant.compareAtPrice),
  tracked: variant.item.tracked,
  available: availableOf(variant.item),
})

export const seenProduct = ({ id, title, handle, status, tags, updatedAt, variants }: Product): SeenProduct => ({
  id,
  title,
  handle,
  status,
  tags: [...tags],
  updatedAt: time(updatedAt),
  variants: variants.map(seenVariant),
})

export const seenCustomer = (customer: Customer): SeenCustomer => {
  const { id, firstName, lastName, email, phone, note: words, tags, emailConsent, updatedAt } = customer
  return {
    id,
    firstName,
    lastName,
    email,
    phone,
    note: words,
    tags: [...tags],
    emailConsent: { ...emailConsent },
    updatedAt: time(updatedAt),
  }
}

export const seenOrder = (order: Order): SeenOrder => ({
  id: order.id,
  name: order.name,
  email: order.email,
  customerId: order.customer?.id ?? null,
  tags: [...order.tags],
  note: order.note,
  sourceIdentifier: order.sourceIdentifier,
  financialStatus: financialStatus(order),
  fulfillmentStatus: fulfillmentStatus(order),
  total: padded(totals(order).original.total),
  currentTotal: padded(totals(order).current.total),
  cancelledAt: order.cancelledAt === null ? null : time(order.cancelledAt),
  lines: order.lines.map(({ id, title, sku, quantity, currentQuantity, price, variant }) => ({
    id,
    title,
    sku,
    quantity,
    currentQuantity,
    price: padded(price),
    variantId: variant === null ? null : `gid://shopify/ProductVariant/${variant}`,
  })),
  tracking: order.shipments.flatMap(({ tracking }) => tracking),
  refunded: padded(totals(order).refunded),
})
