import { z } from 'zod'
import { numberOf } from '../gid.ts'
import { toMinor } from '../money.ts'
import { address, connection, money, text } from '../wire.ts'

const minor = z.int().nullish()

const line = z.looseObject({
  id: z.string(),
  ...{ title: text, variantTitle: text, sku: text, productId: text, variantId: text },
  /** As ordered. */
  quantity: z.int(),
  /** Less what was taken off the order or given back since. */
  currentQuantity: z.int(),
  /** Of one, before discounts; amounts are in the smallest unit of the shop's currency. */
  unitPrice: z.int(),
  extendedPrice: z.int(),
  discountAmount: z.int(),
  taxAmount: z.int(),
})

const payment = z.looseObject({ id: z.string(), amount: z.int(), gateway: text, status: text, processedAt: text })

const postal = z.looseObject({
  id: z.string(),
  ...{ firstName: text, lastName: text, company: text, address1: text, address2: text, city: text },
  ...{ zip: text, provinceCode: text, countryCode: text, phone: text },
  isBilling: z.boolean(),
  isShipping: z.boolean(),
})

/** An order of the web shop as formulas see it, with all that hangs on it. */
export const shopifyOrder = z.looseObject({
  id: z.string(),
  /** As people know it: #1001. */
  name: z.string(),
  ...{ email: text, phone: text, note: text, sourceName: text, sourceIdentifier: text },
  tags: z.array(z.string()),
  test: z.boolean(),
  ...{ createdAt: z.string(), updatedAt: z.string(), processedAt: z.string(), cancelledAt: text, closedAt: text },
  /** PAID, PARTIALLY_REFUNDED, PENDING … */
  financialStatus: text,
  fulfillmentStatus: text,
  customerId: text,
  /** Of an order that was taken at a till of Shopify's. */
  locationId: text,
  currency: z.string(),
  /** What was bought, before anything was given back; where the order was edited, as it stands since. */
  total: z.int(),
  ...{ subtotal: minor, taxAmount: minor, discountAmount: minor, shippingAmount: minor },
  refundedAmount: z.int(),
  discounts: z.array(z.looseObject({ id: z.string(), name: z.string(), amount: z.int() })),
  shippingMethod: text,
  lines: z.array(line),
  payments: z.array(payment),
  addresses: z.array(postal),
})

export type ShopifyOrder = z.output<typeof shopifyOrder>

const reference = z.object({ id: z.string() }).nullable()

export const wireLine = z.object({
  id: z.string(),
  title: z.string(),
  variantTitle: z.string().nullable(),
  sku: z.string().nullable(),
  quantity: z.number(),
  currentQuantity: z.number(),
  variant: reference,
  product: reference,
  originalUnitPriceSet: money,
  discountAllocations: z.array(z.object({ allocatedAmountSet: money })),
  taxLines: z.array(z.object({ priceSet: money })),
})

export const wireOrder = z.object({
  id: z.string(),
  name: z.string(),
  ...{ email: text, phone: text, note: text, sourceName: text, sourceIdentifier: text },
  tags: z.array(z.string()),
  test: z.boolean(),
  edited: z.boolean(),
  createdAt: z.string(),
  processedAt: z.string(),
  updatedAt: z.string(),
  cancelledAt: text,
  closedAt: text,
  displayFinancialStatus: text,
  displayFulfillmentStatus: text,
  discountCodes: z.array(z.string()),
  customer: reference,
  retailLocation: reference,
  billingAddress: address.nullable(),
  shippingAddress: address.nullable(),
  totalPriceSet: money,
  currentTotalPriceSet: money,
  subtotalPriceSet: money.nullable(),
  totalTaxSet: money.nullable(),
  totalDiscountsSet: money.nullable(),
  totalShippingPriceSet: money,
  totalRefundedSet: money,
  shippingLines: z.object({ nodes: z.array(z.object({ title: z.string() })) }),
  transactions: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      status: z.string(),
      gateway: text,
      processedAt: text,
      amountSet: money,
    }),
  ),
  lineItems: connection(wireLine),
})

export type WireOrder = z.output<typeof wireOrder>
type Money = z.output<typeof money>

export function orderOf(wire: WireOrder): ShopifyOrder {
  const { id, name, email, phone, note, sourceName, sourceIdentifier, tags, test, createdAt, processedAt } = wire
  const { updatedAt, cancelledAt, closedAt } = wire
  const discountAmount = wire.totalDiscountsSet === null ? null : minorOf(wire.totalDiscountsSet)
  const refundedAmount = minorOf(wire.totalRefundedSet)
  return {
    id: numberOf(id),
    ...{ name, email, phone, note, sourceName, sourceIdentifier, tags, test },
    ...{ createdAt, processedAt, updatedAt, cancelledAt, closedAt },
    financialStatus: wire.displayFinancialStatus,
    fulfillmentStatus: wire.displayFulfillmentStatus,
    customerId: wire.customer === null ? null : numberOf(wire.customer.id),
    locationId: wire.retailLocation === null ? null : numberOf(wire.retailLocation.id),
    currency: wire.totalPriceSet.shopMoney.currencyCode,
    total: wire.edited ? minorOf(wire.currentTotalPriceSet) + refundedAmount : minorOf(wire.totalPriceSet),
    subtotal: wire.subtotalPriceSet === null ? null : minorOf(wire.subtotalPriceSet),
    taxAmount: wire.totalTaxSet === null ? null : minorOf(wire.totalTaxSet),
    discountAmount,
    shippingAmount: minorOf(wire.totalShippingPriceSet),
    refundedAmount,
    discounts: discountsOf(wire, discountAmount ?? 0),
    shippingMethod: wire.shippingLines.nodes[0]?.title ?? null,
    lines: wire.lineItems.nodes.map(lineOf),
    payments: wire.transactions.filter(isPayment).map(({ id: gid, amountSet, gateway, status, processedAt: at }) => ({
      ...{ id: numberOf(gid), amount: minorOf(amountSet), gateway, status, processedAt: at },
    })),
    addresses: addressesOf(wire),
  }
}

/** Shopify tells the codes, and how much was taken off in all. */
function discountsOf({ discountCodes }: WireOrder, amount: number): ShopifyOrder['discounts'] {
  return amount === 0 ? [] : [{ id: 'discount', name: discountCodes.join(', '), amount }]
}

function lineOf(wire: z.output<typeof wireLine>): z.output<typeof line> {
  const { id, title, variantTitle, sku, quantity, currentQuantity, variant, product } = wire
  const unitPrice = minorOf(wire.originalUnitPriceSet)
  return {
    ...{ id: numberOf(id), title, variantTitle, sku, quantity, currentQuantity },
    // Null where it was deleted since.
    productId: product === null ? null : numberOf(product.id),
    variantId: variant === null ? null : numberOf(variant.id),
    unitPrice,
    extendedPrice: unitPrice * quantity,
    discountAmount: sum(wire.discountAllocations.map((each) => minorOf(each.allocatedAmountSet))),
    taxAmount: sum(wire.taxLines.map((each) => minorOf(each.priceSet))),
  }
}

/** Money that came in: an authorisation is a promise, and a refund stands in the amount that was given back. */
function isPayment({ kind, status }: WireOrder['transactions'][number]): boolean {
  return (kind === 'SALE' || kind === 'CAPTURE') && status === 'SUCCESS'
}

function addressesOf({ billingAddress, shippingAddress }: WireOrder): ShopifyOrder['addresses'] {
  return [
    ...postalOf('billing', billingAddress, { isBilling: true, isShipping: false }),
    ...postalOf('shipping', shippingAddress, { isBilling: false, isShipping: true }),
  ]
}

function postalOf(
  id: string,
  wire: z.output<typeof address> | null,
  use: { isBilling: boolean; isShipping: boolean },
): ShopifyOrder['addresses'] {
  if (wire === null) return []
  // Its id is not of the order, and another one each time.
  const { id: _, countryCodeV2: countryCode, ...rest } = wire
  return [{ id, ...rest, countryCode, ...use }]
}

function minorOf({ shopMoney: { amount, currencyCode } }: Money): number {
  return toMinor(amount, currencyCode)
}

function sum(amounts: number[]): number {
  return amounts.reduce((total, each) => total + each, 0)
}
