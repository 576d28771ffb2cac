import { type AddressDraft, addCustomer, addressOf, e164, emailKey } from '../shop/customers.ts'
import type { Attribute, Order } from '../shop/order-rows.ts'
import { type LineDraft, layOut, type OrderDraft, placeOrder } from '../shop/orders.ts'
import type { Customer } from '../shop/rows.ts'
import { ship, trackingOf } from '../shop/shipping.ts'
import type { Shop } from '../shop/shop.ts'
import type { Call } from '../wire/call.ts'
import { refuse } from '../wire/problems.ts'
import { customerBy, placeBy, productBy, variantBy } from './ids.ts'
import { type MetafieldInput, putMetafields } from './metafields.ts'
import { amountOf, type DiscountCodeInput, discountOf, type MoneyInput, type TaxInput, taxesOf } from './order-money.ts'

interface LineInput {
  variantId?: string | null
  productId?: string | null
  title?: string | null
  variantTitle?: string | null
  sku?: string | null
  vendor?: string | null
  quantity: number
  priceSet?: MoneyInput | null
  taxable?: boolean | null
  requiresShipping?: boolean | null
  properties?: { name: string; value: string }[] | null
  taxLines?: TaxInput[] | null
}

export interface OrderCreateInput {
  name?: string | null
  email?: string | null
  phone?: string | null
  note?: string | null
  poNumber?: string | null
  tags?: string[] | null
  test?: boolean | null
  taxesIncluded?: boolean | null
  currency?: string | null
  processedAt?: number | null
  closedAt?: number | null
  sourceName?: string | null
  sourceIdentifier?: string | null
  sourceUrl?: string | null
  financialStatus?: string | null
  fulfillmentStatus?: string | null
  fulfillment?: { locationId: string; trackingCompany?: string | null; trackingNumber?: string | null } | null
  buyerAcceptsMarketing?: boolean | null
  customerId?: string | null
  customer?: { toAssociate?: { id?: string; email?: string }; toUpsert?: UpsertInput } | null
  billingAddress?: AddressDraft | null
  shippingAddress?: AddressDraft | null
  customAttributes?: Attribute[] | null
  lineItems?: LineInput[] | null
  taxLines?: TaxInput[] | null
  shippingLines?:
    | { title: string; code?: string; source?: string; priceSet: MoneyInput; taxLines?: TaxInput[] | null }[]
    | null
  discountCode?: DiscountCodeInput | null
  transactions?:
    | { kind: string; status: string; gateway?: string | null; amountSet: MoneyInput; processedAt?: number | null }[]
    | null
  metafields?: MetafieldInput[] | null
}

interface UpsertInput {
  id?: string
  email?: string
  phone?: string
  firstName?: string
  lastName?: string
  note?: string
  tags?: string[]
}

type Claim = 'BYPASS' | 'DECREMENT_IGNORING_POLICY' | 'DECREMENT_OBEYING_POLICY'

/** An order that was placed elsewhere. There is no key: a repeat makes another order. */
export function createOrder(call: Call, input: OrderCreateInput, claim: Claim | undefined): Order {
  const { shop } = call
  const lines = input.lineItems ?? []
  if (lines.length === 0) refuse('order.lineItems', 'Line items must have at least one line item', 'INVALID')
  checkMoney(shop, input)
  const drafts = lines.map((line) => lineDraft(shop, line))
  const shipping = (input.shippingLines ?? []).map(({ title, code, source, priceSet, taxLines }) => ({
    title,
    code: code ?? null,
    source: source ?? null,
    price: amountOf(priceSet),
    taxes: taxesOf(taxLines),
    allocations: [] as { discount: number; amount: number }[],
  }))
  const discounts = discountOf(input.discountCode, drafts, shipping)
  const draft: OrderDraft = {
    ...plainParts(input),
    customer: customerOf(shop, input),
    billingAddress: input.billingAddress ? addressOf(shop, input.billingAddress) : null,
    shippingAddress: input.shippingAddress ? addressOf(shop, input.shippingAddress) : null,
    discounts,
    lines: drafts,
    taxes: taxesOf(input.taxLines),
    shipping,
    transactions: (input.transactions ?? []).map(({ kind, status, gateway, amountSet, processedAt }) => ({
      kind,
      status,
      gateway: gateway ?? null,
      amount: amountOf(amountSet),
      processedAt: processedAt ?? undefined,
    })),
    claim,
  }
  const order = placeOrder(shop, draft)
  putMetafields(call, order.id, input.metafields)
  send(shop, order, input)
  return order
}

const plainParts = (input: OrderCreateInput) => ({
  name: input.name ?? undefined,
  email: input.email,
  phone: input.phone,
  note: input.note,
  poNumber: input.poNumber,
  tags: input.tags ?? [],
  test: input.test ?? false,
  taxesIncluded: input.taxesIncluded ?? false,
  currency: input.currency ?? undefined,
  processedAt: input.processedAt ?? undefined,
  closedAt: input.closedAt ?? undefined,
  sourceName: input.sourceName,
  sourceIdentifier: input.sourceIdentifier,
  sourceUrl: input.sourceUrl,
  statedStatus: statedBy(input),
  acceptsMarketing: input.buyerAcceptsMarketing ?? false,
  attributes: input.customAttributes ?? [],
})

/** A status beside transactions that say the same is theirs to change; one that contradicts them sticks. */
const statedBy = ({ financialStatus, transactions }: OrderCreateInput) => {
  const isPaid = (transactions ?? []).some(({ kind, status }) => kind === 'SALE' && status === 'SUCCESS')
  return financialStatus === 'PAID' && isPaid ? null : (financialStatus ?? null)
}

/** One currency in all of it, and taxes either on lines or on the order. */
function checkMoney(shop: Shop, input: OrderCreateInput): void {
  const currency = input.currency ?? shop.identity.currency
  const bags = [
    ...(input.lineItems ?? []).map(({ priceSet }) => priceSet),
    ...(input.shippingLines ?? []).map(({ priceSet }) => priceSet),
    ...(input.transactions ?? []).map(({ amountSet }) => amountSet),
  ]
  if (bags.some((bag) => bag && bag.shopMoney.currencyCode !== currency)) {
    refuse('order', `All currencies must be the currency of the order, ${currency}.`, 'INVALID')
  }
  const onLines = (input.lineItems ?? []).some(({ taxLines }) => (taxLines ?? []).length > 0)
  if (onLines && (input.taxLines ?? []).length > 0) {
    refuse('order.taxLines', 'Tax lines can be specified on the order or on its line items, not on both.', 'INVALID')
  }
  const all = [...(input.taxLines ?? []), ...(input.lineItems ?? []).flatMap(({ taxLines }) => taxLines ?? [])]
  if (all.some(({ rate }) => typeof rate !== 'string'))
    refuse('order.taxLines', 'Tax line rate is missing', 'TAX_LINE_RATE_MISSING')
  if (input.customerId && input.customer) {
    refuse('order', 'Only one of customerId and customer may be given.', 'REDUNDANT_CUSTOMER_FIELDS')
  }
}

/** The variant links the product; a SKU alone is only text. */
function lineDraft(shop: Shop, input: LineInput): LineDraft {
  const variant = input.variantId ? variantBy(shop, input.variantId) : undefined
  const product = input.productId && variant === undefined ? productBy(shop, input.productId) : undefined
  const title = input.title ?? variant?.product.title ?? product?.title
  if (title === undefined || title === '') refuse('order.lineItems', "Line items Title can't be blank", 'INVALID')
  if (variant === undefined && !input.priceSet) refuse('order.lineItems', "Line items Price can't be blank", 'INVALID')
  return {
    variant,
    title,
    variantTitle: input.variantTitle,
    sku: input.sku,
    vendor: input.vendor,
    quantity: input.quantity,
    price: input.priceSet ? amountOf(input.priceSet) : undefined,
    taxable: input.taxable ?? true,
    requiresShipping: input.requiresShipping === true ? true : undefined,
    attributes: (input.properties ?? []).map(({ name, value }) => ({ key: name, value })),
    taxes: taxesOf(input.taxLines),
  }
}

function customerOf(
  shop: Shop,
  { customer, customerId, shippingAddress, billingAddress, email }: OrderCreateInput,
): Customer | null {
  if (customerId) return customerBy(shop, customerId) ?? null
  const { toAssociate, toUpsert } = customer ?? {}
  if (toAssociate !== undefined) {
    const found = toAssociate.id === undefined ? byEmail(shop, toAssociate.email) : customerBy(shop, toAssociate.id)
    return found ?? refuse('order.customer.toAssociate', 'Customer does not exist', 'INVALID')
  }
  // An e-mail address alone names the customer who has it.
  if (toUpsert === undefined) return byEmail(shop, email ?? undefined) ?? null
  const known =
    toUpsert.id === undefined
      ? (byEmail(shop, toUpsert.email) ?? byPhone(shop, toUpsert.phone))
      : customerBy(shop, toUpsert.id)
  const made = known ?? addCustomer(shop, toUpsert, (field) => `order.customer.toUpsert.${field}`)
  const address = shippingAddress ?? billingAddress
  // The address of the order becomes the customer's default one.
  if (address) {
    shop.customers.edit(made, () => {
      made.addresses = [
        addressOf(shop, address),
        ...made.addresses.filter(({ address1 }) => address1 !== address.address1),
      ]
    })
  }
  return made
}

const byEmail = (shop: Shop, email: string | undefined) =>
  email === undefined ? undefined : shop.customers.get(shop.emails.get(emailKey(email)) ?? 0)

const byPhone = (shop: Shop, phone: string | undefined) =>
  phone === undefined ? undefined : shop.customers.get(shop.phones.get(e164(phone) ?? '') ?? 0)

/** Shipped elsewhere already: all of it at once. */
function send(shop: Shop, order: Order, { fulfillment, fulfillmentStatus }: OrderCreateInput): void {
  if (!fulfillment && fulfillmentStatus !== 'FULFILLED') {
    order.restocked = fulfillmentStatus === 'RESTOCKED'
    return
  }
  const place = fulfillment ? placeBy(shop, fulfillment.locationId) : undefined
  if (fulfillment && place === undefined) {
    refuse('order.fulfillment.locationId', 'Location does not exist', 'FULFILLMENT_SERVICE_INVALID')
  }
  if (order.shipOrders.length === 0 && place !== undefined) layOut(shop, order, place)
  if (place !== undefined) for (const from of order.shipOrders) from.location = place
  const tracking = fulfillment
    ? trackingOf({ company: fulfillment.trackingCompany ?? null, number: fulfillment.trackingNumber ?? null })
    : []
  ship(
    shop,
    order.shipOrders.map((from) => ({ from, lines: undefined })),
    tracking,
  )
}
