import type { Discount, Line, Order, Refund, RefundLine, ShippingLine, Tax, Transaction } from '../shop/order-rows.ts'
import {
  discountedTotal,
  discountOf,
  financialStatus,
  fulfillmentStatus,
  refundedPieces,
  shareOf,
  totals,
  unfulfilled,
} from '../shop/order-sums.ts'
import type { Call } from '../wire/call.ts'
import { countOf, found, listPage, type PageArgs, type SortKeys, shelfPage } from '../wire/pages.ts'
import type { Resolvers } from '../wire/schema.ts'
import { numberOf, orderBy } from './ids.ts'
import { ownerByCustomId } from './metafields.ts'
import type { Money } from './money-bag.ts'
import { bagOf } from './money-bag.ts'

type None = Record<string, never>

const orderSortKeys: SortKeys<Order> = {
  UPDATED_AT: ({ updatedAt }) => updatedAt,
  CREATED_AT: ({ createdAt }) => createdAt,
  PROCESSED_AT: ({ processedAt }) => processedAt,
  ORDER_NUMBER: ({ number }) => number,
  TOTAL_PRICE: (order) => totals(order).original.total,
  CURRENT_TOTAL_PRICE: (order) => totals(order).current.total,
  CUSTOMER_NAME: ({ customer }) => `${customer?.lastName ?? ''}, ${customer?.firstName ?? ''}`,
  PO_NUMBER: ({ poNumber }) => poNumber ?? '',
}

const sixtyDays = 60 * 86_400_000

/** Without a scope of its own, older orders are not there: no error, just nothing. */
function sight(call: Call): { where?: (order: Order) => boolean; name?: string } {
  if (call.may.has('read_all_orders')) return {}
  const since = call.shop.now() - sixtyDays
  return { where: ({ createdAt }) => createdAt >= since, name: 'recent' }
}

function seen(call: Call, order: Order | undefined): Order | null {
  if (order === undefined) return null
  return sight(call).where?.(order) === false ? null : order
}

/** Of one of the sums of an order. */
const bag =
  (amountOf: (sums: ReturnType<typeof totals>) => number) =>
  (order: Order): Money =>
    bagOf(order, amountOf(totals(order)))

const first = <T>(rows: readonly T[], args: { first?: number | null }): readonly T[] =>
  rows.slice(0, args.first ?? undefined)

export const orderResolvers: Resolvers = {
  QueryRoot: {
    order: (_root: unknown, { id }: { id: string }, call: Call) => seen(call, orderBy(call.shop, id)),
    orders: (_root: unknown, args: PageArgs, call: Call) =>
      shelfPage(call, call.shop.orders, args, orderSortKeys, sight(call)),
    ordersCount: (_root: unknown, args: PageArgs & { limit?: number }, call: Call) =>
      countOf(found(call, call.shop.orders, args, orderSortKeys, sight(call)).rows.length, args.limit),
    orderByIdentifier: (
      _root: unknown,
      { identifier }: { identifier: { id?: string; customId?: { namespace?: string; key: string; value: string } } },
      call: Call,
    ) => {
      const id = identifier.id ?? ownerByCustomId(call.shop, 'ORDER', identifier.customId)
      return id === undefined ? null : seen(call, orderBy(call.shop, id))
    },
    refund: (_root: unknown, { id }: { id: string }, { shop }: Call) => {
      const n = numberOf('Refund', id)
      for (const { refunds } of shop.orders.all()) for (const refund of refunds) if (refund.n === n) return refund
      return null
    },
  },
  Order: {
    legacyResourceId: ({ n }: Order) => n,
    app: ({ app }: Order, _args: None, call: Call) => (app ? { id: call.app.clientId, name: call.app.title } : null),
    confirmed: () => true,
    confirmationNumber: ({ n }: Order) => n.toString(36).toUpperCase(),
    closed: ({ closedAt }: Order) => closedAt !== null,
    cancellation: ({ cancelledAt, staffNote }: Order) => (cancelledAt === null ? null : { staffNote }),
    currencyCode: ({ currency }: Order) => currency,
    presentmentCurrencyCode: ({ presentmentCurrency }: Order) => presentmentCurrency,
    taxExempt: () => false,
    estimatedTaxes: () => false,
    registeredSourceUrl: ({ sourceUrl }: Order) => sourceUrl,
    physicalLocation: ({ shipOrders }: Order) => shipOrders[0]?.location ?? null,
    displayFinancialStatus: financialStatus,
    displayFulfillmentStatus: fulfillmentStatus,
    returnStatus: () => 'NO_RETURN',
    fullyPaid: (order: Order) => totals(order).outstanding <= 0 && totals(order).received > 0,
    unpaid: (order: Order) => totals(order).received === 0,
    refundable: (order: Order) => totals(order).received > totals(order).refunded,
    restockable: ({ lines }: Order) => lines.some(({ currentQuantity }) => currentQuantity > 0),
    // A refund is no edit, and nobody edits orders here.
    edited: () => false,
    requiresShipping: ({ lines }: Order) => lines.some(({ requiresShipping }) => requiresShipping),
    canMarkAsPaid: (order: Order) => totals(order).outstanding > 0 && order.cancelledAt === null,
    capturable: (order: Order) => totals(order).capturable > 0,
    fulfillable: ({ lines, cancelledAt }: Order) => cancelledAt === null && lines.some((line) => unfulfilled(line) > 0),
    merchantEditable: ({ cancelledAt }: Order) => cancelledAt === null,
    customerAcceptsMarketing: ({ acceptsMarketing }: Order) => acceptsMarketing,
    statusPageUrl: ({ n }: Order, _args: None, { shop }: Call) => `https://${shop.identity.domain}/orders/${n}`,
    paymentGatewayNames: ({ transactions }: Order) => [
      ...new Set(transactions.map(({ gateway }) => gateway).filter((gateway) => gateway !== null)),
    ],
    discountCode: ({ discounts }: Order) => discounts.find(({ kind }) => kind === 'code')?.title ?? null,
    discountCodes: ({ discounts }: Order) => discounts.filter(({ kind }) => kind === 'code').map(({ title }) => title),
    customAttributes: ({ attributes }: Order) => attributes,
    subtotalLineItemsQuantity: (order: Order) => totals(order).original.quantity,
    currentSubtotalLineItemsQuantity: (order: Order) => totals(order).current.quantity,
    billingAddressMatchesShippingAddress: ({ billingAddress, shippingAddress }: Order) =>
      billingAddress?.address1 === shippingAddress?.address1 && billingAddress?.zip === shippingAddress?.zip,
    totalPriceSet: bag(({ original }) => original.total),
    originalTotalPriceSet: bag(({ original }) => original.total),
    currentTotalPriceSet: bag(({ current }) => current.total),
    subtotalPriceSet: bag(({ original }) => original.subtotal),
    currentSubtotalPriceSet: bag(({ current }) => current.subtotal),
    totalTaxSet: bag(({ original }) => original.tax),
    currentTotalTaxSet: bag(({ current }) => current.tax),
    totalDiscountsSet: bag(({ original }) => original.discounts),
    currentTotalDiscountsSet: bag(({ current }) => current.discounts),
    cartDiscountAmountSet: bag(({ original }) => original.cartDiscounts),
    currentCartDiscountAmountSet: bag(({ current }) => current.cartDiscounts),
    totalShippingPriceSet: bag(({ original }) => original.shipping),
    currentShippingPriceSet: bag(({ current }) => current.shipping),
    totalRefundedShippingSet: bag(({ refundedShipping }) => refundedShipping),
    totalReceivedSet: bag(({ received }) => received),
    netPaymentSet: bag(({ received, refunded }) => received - refunded),
    totalRefundedSet: bag(({ refunded }) => refunded),
    totalOutstandingSet: bag(({ outstanding }) => outstanding),
    totalCapturableSet: bag(({ capturable }) => capturable),
    totalTipReceivedSet: (order: Order) => bagOf(order, 0),
    taxLines: (order: Order) => taxViews(order, order.taxes.length > 0 ? order.taxes : gathered(order, 'quantity')),
    currentTaxLines: (order: Order) =>
      taxViews(order, order.taxes.length > 0 ? order.taxes : gathered(order, 'currentQuantity')),
    discountApplications: (order: Order, args: PageArgs) =>
      listPage(
        order.discounts.map((discount, index) => ({ ...applicationView(order, discount, index), n: index })),
        args,
      ),
    shippingLine: ({ shipping }: Order) => shipping[0] ?? null,
    shippingLines: ({ shipping }: Order, args: PageArgs) => listPage(shipping, args),
    lineItems: ({ lines }: Order, args: PageArgs) => listPage(lines, args),
    transactions: ({ transactions }: Order, args: { first?: number }) => first(transactions, args),
    transactionsCount: ({ transactions }: Order) => countOf(transactions.length, undefined),
    refunds: ({ refunds }: Order, args: { first?: number }) => first(refunds, args),
    fulfillments: ({ shipments }: Order, args: { first?: number }) => first(shipments, args),
    fulfillmentsCount: ({ shipments }: Order) => countOf(shipments.length, undefined),
    // What is closed for good is not shown here; an argument for that exists at the root only.
    fulfillmentOrders: ({ shipOrders }: Order, args: PageArgs) =>
      listPage(
        shipOrders.filter(({ status }) => status !== 'CANCELLED'),
        args,
      ),
  },
  LineItem: {
    name: ({ title, variantTitle }: Line) => (variantTitle === null ? title : `${title} - ${variantTitle}`),
    unfulfilledQuantity: unfulfilled,
    fulfillableQuantity: unfulfilled,
    nonFulfillableQuantity: () => 0,
    refundableQuantity: (line: Line) => line.quantity - refundedPieces(line),
    restockable: ({ variant }: Line) => variant !== null,
    variant: ({ variant }: Line, _args: None, { shop }: Call) => shop.variants.get(variant ?? 0) ?? null,
    product: ({ product }: Line, _args: None, { shop }: Call) => shop.products.get(product ?? 0) ?? null,
    customAttributes: ({ attributes }: Line) => attributes,
    originalUnitPriceSet: ({ order, price }: Line) => bagOf(order, price),
    originalTotalSet: ({ order, price, quantity }: Line) => bagOf(order, price * quantity),
    discountedUnitPriceSet: (line: Line) => bagOf(line.order, line.price),
    discountedUnitPriceAfterAllDiscountsSet: (line: Line) =>
      bagOf(line.order, line.quantity === 0 ? 0 : Math.round(discountedTotal(line) / line.quantity)),
    discountedTotalSet: (line: Line) => bagOf(line.order, line.price * line.quantity),
    totalDiscountSet: (line: Line) => bagOf(line.order, discountOf(line)),
    unfulfilledDiscountedTotalSet: (line: Line) =>
      bagOf(line.order, shareOf(line, discountedTotal(line), unfulfilled(line))),
    discountAllocations: (line: Line) => allocationViews(line.order, line.allocations),
    taxLines: (line: Line) => taxViews(line.order, line.taxes),
  },
  ShippingLine: {
    custom: () => true,
    isRemoved: () => false,
    originalPriceSet: ({ order, price }: ShippingLine) => bagOf(order, price),
    discountedPriceSet: (line: ShippingLine) => bagOf(line.order, line.price - discountOf(line)),
    currentDiscountedPriceSet: (line: ShippingLine) =>
      bagOf(line.order, Math.max(0, line.price - discountOf(line) - line.refunded)),
    taxLines: (line: ShippingLine) => taxViews(line.order, line.taxes),
    discountAllocations: (line: ShippingLine) => allocationViews(line.order, line.allocations),
  },
  OrderTransaction: {
    formattedGateway: ({ gateway }: Transaction) => gateway,
    paymentId: ({ n }: Transaction) => `r${n}`,
    manualPaymentGateway: ({ gateway }: Transaction) => gateway === 'manual',
    amountSet: ({ order, amount }: Transaction) => bagOf(order, amount),
    parentTransaction: ({ parent }: Transaction) => parent,
  },
  Refund: {
    legacyResourceId: ({ n }: Refund) => n,
    totalRefundedSet: ({ order, transactions }: Refund) =>
      bagOf(
        order,
        transactions.reduce((sum, { amount }) => sum + amount, 0),
      ),
    refundLineItems: ({ lines }: Refund, args: PageArgs) => listPage(lines, args),
    refundShippingLines: ({ shipping }: Refund, args: PageArgs) => listPage(shipping, args),
    transactions: ({ transactions }: Refund, args: PageArgs) => listPage(transactions, args),
  },
  RefundLineItem: {
    lineItem: ({ line }: RefundLine) => line,
    restocked: ({ restockType }: RefundLine) => restockType === 'RETURN' || restockType === 'CANCEL',
    priceSet: ({ line }: RefundLine) => bagOf(line.order, line.price),
    subtotalSet: ({ line, subtotal }: RefundLine) => bagOf(line.order, subtotal),
    totalTaxSet: ({ line, tax }: RefundLine) => bagOf(line.order, tax),
  },
  RefundShippingLine: {
    shippingLine: ({ line }: Refund['shipping'][number]) => line,
    subtotalAmountSet: ({ line, amount }: Refund['shipping'][number]) => bagOf(line.order, amount),
    taxAmountSet: ({ line, tax }: Refund['shipping'][number]) => bagOf(line.order, tax),
  },
}

/** The taxes of all lines and of shipping, by title and rate. */
function gathered(order: Order, pieces: 'quantity' | 'currentQuantity'): Tax[] {
  const sums = new Map<string, Tax>()
  const all = [
    ...order.lines.flatMap((line) =>
      line.taxes.map((tax) => ({ ...tax, amount: shareOf(line, tax.amount, line[pieces]) })),
    ),
    ...order.shipping.flatMap(({ taxes }) => taxes),
  ]
  for (const { title, rate, amount } of all) {
    const known = sums.get(`${title} ${rate}`) ?? { title, rate, amount: 0 }
    known.amount += amount
    sums.set(`${title} ${rate}`, known)
  }
  return [...sums.values()]
}

const taxViews = (order: Order, taxes: readonly Tax[]) =>
  taxes.map(({ title, rate, amount }) => ({
    title,
    rate,
    ratePercentage: Math.round(rate * 1e6) / 1e4,
    source: null,
    channelLiable: false,
    priceSet: bagOf(order, amount),
  }))

const allocationViews = (order: Order, allocations: readonly { discount: number; amount: number }[]) =>
  allocations.flatMap(({ discount, amount }) => {
    const applied = order.discounts[discount]
    if (applied === undefined) return []
    return [
      { allocatedAmountSet: bagOf(order, amount), discountApplication: applicationView(order, applied, discount) },
    ]
  })

function applicationView(order: Order, { kind, title, target, value }: Discount, index: number) {
  const shared = {
    index,
    allocationMethod: 'ACROSS',
    targetSelection: 'ALL',
    targetType: target,
    value:
      'percentage' in value
        ? { __typename: 'PricingPercentageValue', percentage: value.percentage }
        : { __typename: 'MoneyV2', amount: value.amount, currencyCode: order.currency },
  }
  return kind === 'code'
    ? { ...shared, __typename: 'DiscountCodeApplication', code: title }
    : { ...shared, __typename: 'ManualDiscountApplication', title, description: title }
}
