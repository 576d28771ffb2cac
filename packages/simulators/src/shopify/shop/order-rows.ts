import type { Address, Customer, Place, Row } from './rows.ts'

export interface Tax {
  title: string
  rate: number
  amount: number
}

export interface Discount {
  kind: 'manual' | 'code'
  title: string
  target: 'LINE_ITEM' | 'SHIPPING_LINE'
  value: { amount: number } | { percentage: number }
}

export interface Line {
  n: number
  id: string
  order: Order
  title: string
  variantTitle: string | null
  sku: string | null
  vendor: string | null
  quantity: number
  currentQuantity: number
  price: number
  taxable: boolean
  requiresShipping: boolean
  isGiftCard: boolean
  variant: number | null
  product: number | null
  attributes: Attribute[]
  taxes: Tax[]
  /** By the index of the discount. */
  allocations: { discount: number; amount: number }[]
  fulfilled: number
}

export interface Attribute {
  key: string
  value: string | null
}

export interface ShippingLine {
  n: number
  id: string
  order: Order
  title: string
  code: string | null
  source: string | null
  price: number
  refunded: number
  taxes: Tax[]
  allocations: { discount: number; amount: number }[]
}

export interface Transaction {
  n: number
  id: string
  order: Order
  kind: string
  status: string
  gateway: string | null
  amount: number
  test: boolean
  createdAt: number
  processedAt: number
  parent: Transaction | null
}

export interface RefundLine {
  n: number
  id: string
  line: Line
  quantity: number
  restockType: string
  location: Place | null
  subtotal: number
  tax: number
}

export interface Refund extends Row {
  order: Order
  note: string | null
  processedAt: number
  lines: RefundLine[]
  shipping: { n: number; id: string; line: ShippingLine; amount: number; tax: number }[]
  transactions: Transaction[]
}

export interface Shipment extends Row {
  order: Order
  name: string
  status: string
  displayStatus: string
  location: Place
  tracking: { company: string | null; number: string | null; url: string | null }[]
  lines: { n: number; id: string; line: Line; quantity: number; from: ShipLine }[]
  from: ShipOrder[]
  events: { n: number; id: string; status: string; happenedAt: number; createdAt: number; message: string | null }[]
}

export interface ShipLine {
  n: number
  id: string
  line: Line
  totalQuantity: number
  remainingQuantity: number
}

/** What the vendor calls a fulfilment order: what is to be sent from one place. */
export interface ShipOrder extends Row {
  order: Order
  status: string
  requestStatus: string
  location: Place
  methodType: string
  holds: { n: number; id: string; reason: string; reasonNotes: string | null }[]
  lines: ShipLine[]
}

export interface Order extends Row {
  name: string
  number: number
  currency: string
  presentmentCurrency: string
  email: string | null
  phone: string | null
  note: string | null
  poNumber: string | null
  tags: string[]
  test: boolean
  taxesIncluded: boolean
  processedAt: number
  cancelledAt: number | null
  cancelReason: string | null
  staffNote: string | null
  closedAt: number | null
  sourceName: string | null
  sourceIdentifier: string | null
  sourceUrl: string | null
  /** Sold over the counter of this place. */
  retailLocation: Place | null
  app: boolean
  /** Said by whoever made the order; the next payment overrules it. */
  statedStatus: string | null
  restocked: boolean
  customer: Customer | null
  acceptsMarketing: boolean
  billingAddress: Address | null
  shippingAddress: Address | null
  attributes: Attribute[]
  discounts: Discount[]
  lines: Line[]
  taxes: Tax[]
  shipping: ShippingLine[]
  transactions: Transaction[]
  refunds: Refund[]
  shipments: Shipment[]
  shipOrders: ShipOrder[]
  /** Where its stock was claimed, by line number. */
  claims: { line: Line; location: number; quantity: number }[]
}
