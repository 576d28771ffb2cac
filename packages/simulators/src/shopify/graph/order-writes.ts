import type { GraphQLResolveInfo } from 'graphql'
import { type AddressDraft, addressOf, e164 } from '../shop/customers.ts'
import { gid } from '../shop/gid.ts'
import type { Attribute, Order } from '../shop/order-rows.ts'
import { discountOf, refundedPieces, shareOf, totals, unfulfilled } from '../shop/order-sums.ts'
import { editOrder, removeOrder } from '../shop/orders.ts'
import { editProduct, sortedTags } from '../shop/products.ts'
import { cancelOrder, markAsPaid, refundOrder } from '../shop/refunds.ts'
import type { Customer, Product } from '../shop/rows.ts'
import { note, type Shop } from '../shop/shop.ts'
import type { Call } from '../wire/call.ts'
import { once } from '../wire/idempotent.ts'
import { Refused, refuse, userError } from '../wire/problems.ts'
import { customerBy, nodeBy, numberOf, orderBy, placeBy, productBy } from './ids.ts'
import { type MetafieldInput, putMetafields } from './metafields.ts'
import { bagOf } from './money-bag.ts'
import { createOrder, type OrderCreateInput } from './order-create.ts'
import { payload } from './payload.ts'

interface UpdateInput {
  id: string
  email?: string | null
  phone?: string | null
  note?: string | null
  poNumber?: string | null
  tags?: string[] | null
  customAttributes?: Attribute[] | null
  shippingAddress?: AddressDraft | null
  metafields?: MetafieldInput[] | null
}

interface RefundInput {
  orderId: string
  note?: string | null
  processedAt?: number | null
  allowOverRefunding?: boolean | null
  refundLineItems?:
    | { lineItemId: string; quantity: number; restockType?: string | null; locationId?: string | null }[]
    | null
  shipping?: { fullRefund?: boolean | null; amount?: number | null } | null
  transactions?: { orderId: string; parentId?: string | null; amount: number; gateway: string }[] | null
}

interface CancelArgs {
  orderId: string
  reason: string
  restock: boolean
  refund?: boolean | null
  refundMethod?: { originalPaymentMethodsRefund?: boolean | null } | null
  staffNote?: string | null
}

type Claim = 'BYPASS' | 'DECREMENT_IGNORING_POLICY' | 'DECREMENT_OBEYING_POLICY'

const theOrder = (shop: Shop, id: string) => orderBy(shop, id) ?? refuse('id', 'Order does not exist')

export const orderWrites = {
  Order: {
    suggestedRefund: (
      order: Order,
      args: {
        suggestFullRefund?: boolean
        refundShipping?: boolean
        refundLineItems?: { lineItemId: string; quantity: number; restockType?: string }[]
      },
    ) => suggestion(order, args),
  },
  Mutation: {
    orderCreate: (
      _root: unknown,
      { order, options }: { order: OrderCreateInput; options?: { inventoryBehaviour?: Claim } | null },
      call: Call,
    ) => payload(() => ({ order: createOrder(call, order, options?.inventoryBehaviour) })),
    orderUpdate: (_root: unknown, { input }: { input: UpdateInput }, call: Call) =>
      payload(() => {
        const { shop } = call
        const order = theOrder(shop, input.id)
        if (Object.keys(input).length === 1) refuse(null, 'No valid update parameters have been provided')
        const phone = typeof input.phone === 'string' ? e164(input.phone) : input.phone
        if (typeof input.phone === 'string' && phone === undefined) refuse('phone', 'Phone is invalid')
        if (input.shippingAddress) checkAddress(input.shippingAddress)
        editOrder(shop, order, 'order.update', () =>
          applyUpdate(shop, order, { ...input, phone: phone ?? null }, 'phone' in input),
        )
        putMetafields(call, order.id, input.metafields)
        return { order }
      }),
    orderMarkAsPaid: (_root: unknown, { input }: { input: { id: string } }, { shop }: Call) =>
      payload(() => ({ order: markAsPaid(shop, theOrder(shop, input.id)) })),
    orderClose: (_root: unknown, { input }: { input: { id: string } }, { shop }: Call) =>
      payload(() => ({ order: setClosed(shop, theOrder(shop, input.id), shop.now()) })),
    orderOpen: (_root: unknown, { input }: { input: { id: string } }, { shop }: Call) =>
      payload(() => ({ order: setClosed(shop, theOrder(shop, input.id), null) })),
    orderDelete: (_root: unknown, { orderId }: { orderId: string }, { shop }: Call) =>
      payload(() => {
        const order = orderBy(shop, orderId) ?? refuse('orderId', 'Order does not exist', 'NOT_FOUND')
        removeOrder(shop, order)
        return { deletedId: orderId }
      }),
    orderCancel: (_root: unknown, args: CancelArgs, { shop }: Call) => {
      const answer = payload(() => startCancel(shop, args), 'orderCancelUserErrors')
      const errors = answer.orderCancelUserErrors
      return { ...answer, userErrors: errors }
    },
    refundCreate: (_root: unknown, args: { input: RefundInput }, call: Call, info: GraphQLResolveInfo) =>
      once(call, info, args, () => payload(() => refund(call.shop, args.input))),
    tagsAdd: (_root: unknown, { id, tags }: { id: string; tags: string[] }, { shop }: Call) =>
      payload(() => changeTags(shop, id, (known) => sortedTags([...known, ...tags]))),
    tagsRemove: (_root: unknown, { id, tags }: { id: string; tags: string[] }, { shop }: Call) =>
      payload(() => changeTags(shop, id, (known) => known.filter((tag) => !tags.includes(tag)))),
  },
}

function checkAddress(address: AddressDraft): void {
  if (address.lastName === '') refuse('shippingAddress.lastName', 'Enter a last name')
  if (address.zip === '') refuse('shippingAddress.zip', 'Enter a ZIP code')
}

/** Lists replace what was there. */
function applyUpdate(shop: Shop, order: Order, input: UpdateInput, hasPhone: boolean): void {
  if (input.email !== undefined) order.email = input.email
  if (hasPhone) order.phone = input.phone ?? null
  if (input.note !== undefined) order.note = input.note
  if (input.poNumber !== undefined) order.poNumber = input.poNumber
  if (input.tags) order.tags = sortedTags(input.tags)
  if (input.customAttributes) order.attributes = input.customAttributes
  if (input.shippingAddress) order.shippingAddress = addressOf(shop, input.shippingAddress)
}

const setClosed = (shop: Shop, order: Order, at: number | null) =>
  editOrder(shop, order, at === null ? 'order.open' : 'order.close', () => {
    order.closedAt = at
  })

/** The job is done a while after the answer. */
function startCancel(shop: Shop, args: CancelArgs) {
  const order = orderBy(shop, args.orderId) ?? refuse('orderId', 'Order does not exist', 'NOT_FOUND')
  if (order.cancelledAt !== null) refuse('orderId', 'Cannot cancel an order that has already been canceled', 'INVALID')
  if ((args.staffNote ?? '').length > 255) {
    refuse('staffNote', 'Staff note is too long. Maximum length is 255 characters.', 'INVALID')
  }
  if (typeof args.refund === 'boolean' && args.refundMethod) {
    refuse('refund', 'Only one of the arguments `refund` or `refund_method` is allowed.', 'INVALID')
  }
  const job = gid('Job', shop.newId())
  shop.jobs.set(job, false)
  shop.later.add(shop.choices.jobDelay, () => {
    shop.jobs.set(job, true)
    if (order.cancelledAt !== null) return
    cancelOrder(shop, order, {
      reason: args.reason,
      restock: args.restock,
      refund: args.refund === true || args.refundMethod?.originalPaymentMethodsRefund === true,
      staffNote: args.staffNote ?? null,
    })
  })
  return { job: { id: job, done: false } }
}

function refund(shop: Shop, input: RefundInput) {
  const order = orderBy(shop, input.orderId) ?? refuse('orderId', 'Order does not exist')
  const lines = (input.refundLineItems ?? []).map(({ lineItemId, quantity, restockType, locationId }, index) => {
    const n = numberOf('LineItem', lineItemId)
    const line = order.lines.find((one) => one.n === n)
    if (line === undefined)
      throw new Refused([userError(`refundLineItems.${index}.lineItemId`, 'Line item does not exist')])
    const location = locationId ? (placeBy(shop, locationId) ?? null) : null
    return { line, quantity, restockType: restockType ?? 'NO_RESTOCK', location }
  })
  const transactions = (input.transactions ?? []).map(({ parentId, amount, gateway }) => ({
    parent: order.transactions.find(({ id }) => id === parentId) ?? null,
    amount,
    gateway,
  }))
  const given = refundOrder(shop, order, {
    note: input.note ?? null,
    processedAt: input.processedAt ?? undefined,
    lines,
    shipping: input.shipping?.fullRefund === true ? 'all' : (input.shipping?.amount ?? undefined),
    transactions,
    allowOver: input.allowOverRefunding ?? false,
  })
  return { refund: given, order }
}

function changeTags(shop: Shop, id: string, change: (tags: string[]) => string[]) {
  const type = /^gid:\/\/shopify\/(\w+)\//.exec(id)?.[1] ?? 'Resource'
  if (type === 'Order') {
    const order = orderBy(shop, id) ?? refuse('id', 'Order does not exist')
    editOrder(shop, order, 'order.tags', () => retag(order, change))
  } else if (type === 'Product') {
    const product = productBy(shop, id) ?? refuse('id', 'Product does not exist')
    editProduct(shop, product, () => retag(product, change), 'product.tags')
  } else {
    const customer = customerBy(shop, id) ?? refuse('id', `${type} does not exist`)
    shop.customers.edit(customer, () => retag(customer, change))
    note(shop, 'customer.tags', customer.id)
  }
  return { node: nodeBy(shop, id) }
}

function retag(row: Order | Product | Customer, change: (tags: string[]) => string[]): void {
  row.tags = change(row.tags)
}

/** What giving back these pieces would come to; nothing is written. */
function suggestion(
  order: Order,
  args: {
    suggestFullRefund?: boolean
    refundShipping?: boolean
    shippingAmount?: number
    refundLineItems?: { lineItemId: string; quantity: number; restockType?: string }[]
  },
) {
  const isFull = args.suggestFullRefund === true
  const wanted = order.lines.flatMap((line) => {
    const left = line.quantity - refundedPieces(line)
    const asked = args.refundLineItems?.find(({ lineItemId }) => lineItemId === line.id)
    const quantity = isFull ? left : Math.min(left, asked?.quantity ?? 0)
    const restockType = asked?.restockType ?? (unfulfilled(line) > 0 ? 'CANCEL' : 'RETURN')
    return quantity > 0 ? [{ line, quantity, restockType }] : []
  })
  const lines = wanted.map(({ line, quantity, restockType }) => {
    const subtotal = line.price * quantity - shareOf(line, discountOf(line), quantity)
    const tax = shareOf(
      line,
      line.taxes.reduce((sum, { amount }) => sum + amount, 0),
      quantity,
    )
    return { line, quantity, restockType, subtotal, tax }
  })
  const subtotal = lines.reduce((sum, line) => sum + line.subtotal, 0)
  const tax = lines.reduce((sum, line) => sum + line.tax, 0)
  const { received, refunded, current } = totals(order)
  const shipping = isFull || args.refundShipping === true ? current.shipping : (args.shippingAmount ?? 0)
  const amount = Math.min(received - refunded, subtotal + shipping + (order.taxesIncluded ? 0 : tax))
  const parent = order.transactions.find(
    ({ kind, status }) => (kind === 'SALE' || kind === 'CAPTURE') && status === 'SUCCESS',
  )
  return {
    amountSet: bagOf(order, amount),
    subtotalSet: bagOf(order, subtotal),
    totalTaxSet: bagOf(order, tax),
    maximumRefundableSet: bagOf(order, received - refunded),
    shipping: { amountSet: bagOf(order, shipping), maximumRefundableSet: bagOf(order, current.shipping) },
    refundLineItems: lines.map(({ line, quantity, restockType, ...sums }) => ({
      line,
      quantity,
      restockType,
      location: null,
      ...sums,
    })),
    suggestedTransactions:
      parent === undefined || amount <= 0
        ? []
        : [
            {
              amountSet: bagOf(order, amount),
              gateway: parent.gateway,
              kind: 'SUGGESTED_REFUND',
              parentTransaction: parent,
            },
          ],
  }
}
