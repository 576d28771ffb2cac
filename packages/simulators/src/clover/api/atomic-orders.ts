import { isObject } from '../../server/exchange.ts'
import { Refusal } from '../replies.ts'
import { blankOrder, type Discount, type LineItem, type LineTax, mostLines, type ServiceCharge } from '../shop/order.ts'
import { presentRow } from '../shop/present-row.ts'
import type { Shop } from '../shop/shop.ts'
import { bodyOf, type Call, type CloverRoute, reply } from './call.ts'
import { changed, listField, refField, textField } from './fields.ts'
import { lineFrom, modificationFrom } from './line-items.ts'
import { discountFrom, serviceChargeFrom } from './order-discounts.ts'
import { orderView } from './order-view.ts'

const at = '/v3/merchants/:merchant/atomic_order'

/** Whole orders at once, with the sums done by the server. */
export const atomicOrderRoutes: Record<string, CloverRoute> = {
  [`POST ${at}/orders`]: { needs: 'ORDERS_W', answer: create },
  [`POST ${at}/checkouts`]: { needs: 'ORDERS_R', answer: checkOut },
}

interface Cart {
  said: Record<string, unknown>
  lines: LineItem[]
  discounts: Discount[]
  serviceCharge: ServiceCharge | undefined
  taxed: boolean
}

function cartOf(call: Call): Cart {
  const { shop } = call
  const { orderCart } = bodyOf(call)
  const given = isObject(orderCart) ? (listField(orderCart, 'lineItems') ?? []) : []
  if (!isObject(orderCart) || given.length === 0) {
    throw new Refusal(400, 'cart_is_empty_or_missing', 'Cart is empty or missing')
  }
  if (given.length > mostLines) throw new Refusal(400, 'too_many_line_items')
  const lines = given.map((line) => {
    const id = isObject(line.item) ? line.item.id : undefined
    if (typeof id === 'string' && presentRow(shop, 'items', id) === undefined) {
      throw new Refusal(400, 'item_does_not_exist', id)
    }
    const discounts = (listField(line, 'discounts') ?? []).map((discount) => discountFrom(shop, discount))
    const modifications = (listField(line, 'modifications') ?? []).map((one) => modificationOf(shop, one))
    return { ...lineFrom(shop, line), discounts, modifications }
  })
  const discounts = (listField(orderCart, 'discounts') ?? []).map((discount) => discountFrom(shop, discount))
  const serviceCharge = isObject(orderCart.serviceCharge) ? serviceChargeFrom(shop, orderCart.serviceCharge) : undefined
  return { said: orderCart, lines, discounts, serviceCharge, taxed: orderCart.taxRemoved !== true }
}

function modificationOf(shop: Shop, { modifier }: Record<string, unknown>) {
  const id = isObject(modifier) ? modifier.id : undefined
  const modification = modificationFrom(shop, id)
  if (modification === undefined) throw new Refusal(400, 'modifier_does_not_exist', String(id))
  return modification
}

/**
 * Amounts first, then shares of what is left, each rounded to the cent; lines before the order, and the order's
 * discounts in proportion; the service charge is a share of what is left then, without tax. The vendor's own order and
 * rounding are not documented.
 */
function sumsOf({ lines, discounts, serviceCharge, taxed }: Cart) {
  const nets = lines.map((line) => {
    const full = priceOf(line) + (line.modifications ?? []).reduce((sum, { amount }) => sum + amount, 0)
    return reduced(full, line.discounts ?? [])
  })
  const subtotal = nets.reduce((sum, net) => sum + net, 0)
  const discounted = reduced(subtotal, discounts)
  const share = subtotal === 0 ? 0 : discounted / subtotal
  const taxes = new Map<string, LineTax & { amount: number }>()
  for (const [n, line] of (taxed ? lines : []).entries()) {
    for (const tax of line.taxRates ?? []) {
      const before = taxes.get(tax.id)?.amount ?? 0
      taxes.set(tax.id, { ...tax, amount: before + ((nets[n] ?? 0) * share * tax.rate) / 10_000_000 })
    }
  }
  const summaries = [...taxes.values()].map((tax) => ({ ...tax, amount: Math.round(tax.amount) }))
  const totalTaxAmount = summaries.reduce((sum, { amount }) => sum + amount, 0)
  const charge = Math.round((discounted * shareOf(serviceCharge ?? {})) / 1_000_000)
  return { subtotal: discounted, totalTaxAmount, total: discounted + charge + totalTaxAmount, summaries }
}

/** A price by the unit is for a thousand of `unitQty`. */
const priceOf = ({ price, unitQty }: LineItem) => (unitQty === undefined ? price : Math.round((price * unitQty) / 1000))

/** In millionths, from whichever of the two is given. */
const shareOf = ({ percentage, percentageDecimal }: { percentage?: number; percentageDecimal?: number }) =>
  percentageDecimal ?? (percentage ?? 0) * 10_000

function reduced(full: number, discounts: readonly Discount[]): number {
  const fixed = discounts.reduce((left, { amount = 0 }) => left + amount, full)
  const shares = discounts.map(shareOf)
  return Math.max(
    0,
    shares.reduce((left, share) => left - Math.round((left * share) / 1_000_000), fixed),
  )
}

function create(call: Call) {
  const { shop } = call
  const cart = cartOf(call)
  const blank = {
    ...blankOrder(shop.newId(), shop.stamp()),
    state: 'OPEN',
    total: sumsOf(cart).total,
    lineItems: cart.lines,
    discounts: cart.discounts,
    ...(cart.serviceCharge === undefined ? {} : { serviceCharge: cart.serviceCharge }),
    ...(typeof cart.said.groupLineItems === 'boolean' ? { groupLineItems: cart.said.groupLineItems } : {}),
  }
  const order = changed(blank, {
    title: textField(cart.said, 'title', 127) ?? undefined,
    note: textField(cart.said, 'note', 2047) ?? undefined,
    orderTypeId: refField(cart.said, 'orderType') ?? undefined,
  })
  shop.orders.put(order)
  shop.effects.record('order.create', order.id, 'api', cart.said)
  return reply(orderView(call, order, new Set(['lineItems', 'lineItems.taxRates', 'discounts'])))
}

/** The same sums, and nothing kept. */
function checkOut(call: Call) {
  const cart = cartOf(call)
  const { summaries, ...sums } = sumsOf(cart)
  return reply({ orderCart: cart.said, ...sums, taxSummaries: { elements: summaries }, isVat: false })
}
