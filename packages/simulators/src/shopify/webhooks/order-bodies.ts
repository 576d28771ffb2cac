import { padded } from '../shop/money.ts'
import type { Line, Order, Refund, Shipment, Tax, Transaction } from '../shop/order-rows.ts'
import {
  discountedTotal,
  discountOf,
  financialStatus,
  fulfillmentStatus,
  totals,
  unfulfilled,
} from '../shop/order-sums.ts'
import type { Identity } from '../shop/shop.ts'
import { addressBody, type Body, customerBody, shopTime, stamps } from './bodies.ts'

const moneySet = (order: Order, amount: number) => {
  const money = { amount: padded(amount), currency_code: order.currency }
  return { shop_money: money, presentment_money: money }
}

const taxLines = (order: Order, taxes: readonly Tax[]) =>
  taxes.map(({ title, rate, amount }) => ({
    title,
    rate,
    price: padded(amount),
    price_set: moneySet(order, amount),
    channel_liable: false,
  }))

export function orderBody(shop: Identity, order: Order): Body {
  const { original, current, outstanding } = totals(order)
  return {
    id: order.n,
    admin_graphql_api_id: order.id,
    name: order.name,
    number: order.number - 1000,
    order_number: order.number,
    ...stamps(shop, order),
    processed_at: shopTime(shop, order.processedAt),
    cancelled_at: shopTime(shop, order.cancelledAt),
    cancel_reason: order.cancelReason?.toLowerCase() ?? null,
    closed_at: shopTime(shop, order.closedAt),
    confirmed: true,
    test: order.test,
    email: order.email,
    contact_email: order.email,
    phone: order.phone,
    note: order.note,
    po_number: order.poNumber,
    tags: order.tags.join(', '),
    note_attributes: order.attributes.map(({ key, value }) => ({ name: key, value })),
    source_name: order.sourceName,
    source_identifier: order.sourceIdentifier,
    source_url: order.sourceUrl,
    location_id: order.retailLocation?.n ?? null,
    currency: order.currency,
    presentment_currency: order.presentmentCurrency,
    taxes_included: order.taxesIncluded,
    financial_status: financialStatus(order)?.toLowerCase() ?? null,
    fulfillment_status: restShipped(fulfillmentStatus(order)),
    payment_gateway_names: [...new Set(order.transactions.map(({ gateway }) => gateway))],
    subtotal_price: padded(original.subtotal),
    subtotal_price_set: moneySet(order, original.subtotal),
    total_price: padded(original.total),
    total_price_set: moneySet(order, original.total),
    total_tax: padded(original.tax),
    total_tax_set: moneySet(order, original.tax),
    total_discounts: padded(original.discounts),
    total_discounts_set: moneySet(order, original.discounts),
    total_shipping_price_set: moneySet(order, original.shipping),
    total_outstanding: padded(outstanding),
    current_subtotal_price: padded(current.subtotal),
    current_total_price: padded(current.total),
    current_total_price_set: moneySet(order, current.total),
    current_total_tax: padded(current.tax),
    current_total_discounts: padded(current.discounts),
    customer: order.customer === null ? null : customerBody(shop, order.customer),
    billing_address: addressBody(order.billingAddress),
    shipping_address: addressBody(order.shippingAddress),
    discount_codes: order.discounts.filter(({ kind }) => kind === 'code').map(({ title }) => ({ code: title })),
    tax_lines: taxLines(order, order.taxes),
    line_items: order.lines.map(lineBody),
    shipping_lines: order.shipping.map((line) => ({
      id: line.n,
      title: line.title,
      code: line.code,
      source: line.source,
      price: padded(line.price),
      discounted_price: padded(line.price - discountOf(line)),
      tax_lines: taxLines(order, line.taxes),
    })),
    fulfillments: order.shipments.map((shipment) => shipmentBody(shop, shipment)),
    refunds: order.refunds.map((refund) => refundBody(shop, refund)),
  }
}

const restShipped = (status: string) => {
  if (status === 'FULFILLED') return 'fulfilled'
  return status === 'PARTIALLY_FULFILLED' ? 'partial' : null
}

function lineBody(line: Line): Body {
  const { order } = line
  return {
    id: line.n,
    admin_graphql_api_id: line.id,
    name: line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`,
    title: line.title,
    variant_title: line.variantTitle,
    sku: line.sku,
    vendor: line.vendor,
    quantity: line.quantity,
    current_quantity: line.currentQuantity,
    fulfillable_quantity: unfulfilled(line),
    price: padded(line.price),
    price_set: moneySet(order, line.price),
    total_discount: padded(line.price * line.quantity - discountedTotal(line)),
    taxable: line.taxable,
    requires_shipping: line.requiresShipping,
    gift_card: line.isGiftCard,
    product_exists: line.product !== null,
    product_id: line.product,
    variant_id: line.variant,
    properties: line.attributes.map(({ key, value }) => ({ name: key, value })),
    tax_lines: taxLines(order, line.taxes),
    discount_allocations: line.allocations.map(({ amount, discount }) => ({
      amount: padded(amount),
      discount_application_index: discount,
    })),
  }
}

function transactionBody(shop: Identity, transaction: Transaction): Body {
  return {
    id: transaction.n,
    order_id: transaction.order.n,
    kind: transaction.kind.toLowerCase(),
    gateway: transaction.gateway,
    status: transaction.status.toLowerCase(),
    amount: padded(transaction.amount),
    currency: transaction.order.currency,
    created_at: shopTime(shop, transaction.createdAt),
    processed_at: shopTime(shop, transaction.processedAt),
    test: transaction.test,
    parent_id: transaction.parent?.n ?? null,
    admin_graphql_api_id: transaction.id,
  }
}

export function refundBody(shop: Identity, refund: Refund): Body {
  return {
    id: refund.n,
    order_id: refund.order.n,
    created_at: shopTime(shop, refund.createdAt),
    processed_at: shopTime(shop, refund.processedAt),
    note: refund.note,
    admin_graphql_api_id: refund.id,
    refund_line_items: refund.lines.map((line) => ({
      id: line.n,
      line_item_id: line.line.n,
      quantity: line.quantity,
      restock_type: line.restockType.toLowerCase(),
      location_id: line.location?.n ?? null,
      subtotal: line.subtotal / 100,
      total_tax: line.tax / 100,
    })),
    transactions: refund.transactions.map((transaction) => transactionBody(shop, transaction)),
  }
}

export function shipmentBody(shop: Identity, shipment: Shipment): Body {
  const [first] = shipment.tracking
  return {
    id: shipment.n,
    order_id: shipment.order.n,
    status: shipment.status.toLowerCase(),
    ...stamps(shop, shipment),
    service: 'manual',
    name: shipment.name,
    location_id: shipment.location.n,
    tracking_company: first?.company ?? null,
    tracking_number: first?.number ?? null,
    tracking_numbers: shipment.tracking.map(({ number }) => number),
    tracking_url: first?.url ?? null,
    tracking_urls: shipment.tracking.map(({ url }) => url),
    admin_graphql_api_id: shipment.id,
    line_items: shipment.lines.map(({ line, quantity }) => ({ ...lineBody(line), quantity })),
  }
}
