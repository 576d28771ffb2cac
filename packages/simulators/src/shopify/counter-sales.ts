import { partsOf } from './shop/gid.ts'
import { hundredths } from './shop/money.ts'
import type { Order } from './shop/order-rows.ts'
import { totals } from './shop/order-sums.ts'
import type { OrderDraft } from './shop/orders.ts'
import { refundOrder } from './shop/refunds.ts'
import type { Shop } from './shop/shop.ts'

/** An order as a shopper or a till makes it: variants by their ids or SKUs. */
export interface Sale {
  customerId?: string
  email?: string
  lines: { variant: string; quantity?: number; price?: string }[]
  /** Sold over the counter of this place, and taken along. */
  at?: string
  /** Taken off the whole order. */
  discount?: { title: string; amount: string; kind?: 'code' | 'manual' }
  shipping?: string
  taxRate?: number
  /** Default true. */
  isPaid?: boolean
  tags?: string[]
  note?: string
}

/** Shoppers claim stock, whatever is there. */
export function draftOf(shop: Shop, sale: Sale): OrderDraft {
  const lines = sale.lines.map(({ variant, quantity = 1, price }) => {
    const row =
      shop.variants.get(partsOf(variant)?.n ?? 0) ?? [...shop.variants.all()].find(({ item }) => item.sku === variant)
    if (row === undefined) throw new Error(`the shop has no variant ${variant}`)
    const unit = price === undefined ? row.price : hundredths(price)
    const rate = sale.taxRate ?? 0
    const taxes = rate === 0 ? [] : [{ title: 'State tax', rate, amount: Math.round(unit * quantity * rate) }]
    return { variant: row, quantity, price: unit, taxes, allocations: [] as { discount: number; amount: number }[] }
  })
  const worth = lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0)
  const off = sale.discount === undefined ? 0 : Math.min(worth, hundredths(sale.discount.amount))
  takeOff(lines, off, worth)
  const shipping =
    sale.shipping === undefined ? [] : [{ title: 'Standard', code: 'standard', price: hundredths(sale.shipping) }]
  const tax = lines.reduce((sum, { taxes }) => sum + (taxes[0]?.amount ?? 0), 0)
  const total = worth - off + tax + (shipping[0]?.price ?? 0)
  const customer = sale.customerId === undefined ? null : (shop.customers.get(partsOf(sale.customerId)?.n ?? 0) ?? null)
  const place = sale.at === undefined ? null : (shop.places.get(partsOf(sale.at)?.n ?? 0) ?? null)
  return {
    customer,
    email: sale.email ?? customer?.email ?? null,
    lines,
    shipping,
    discounts:
      sale.discount === undefined
        ? []
        : [
            {
              kind: sale.discount.kind ?? 'code',
              title: sale.discount.title,
              target: 'LINE_ITEM',
              value: { amount: off },
            },
          ],
    retailLocation: place,
    sourceName: place === null ? 'web' : 'pos',
    transactions: [
      {
        kind: sale.isPaid === false ? 'AUTHORIZATION' : 'SALE',
        status: 'SUCCESS',
        gateway: place === null ? 'bogus' : 'cash',
        amount: total,
      },
    ],
    tags: sale.tags ?? [],
    note: sale.note ?? null,
    claim: 'DECREMENT_IGNORING_POLICY',
  }
}

/** Spread by what each line costs; what rounding leaves over is taken by the last. */
function takeOff(
  lines: { price: number; quantity: number; allocations: { discount: number; amount: number }[] }[],
  off: number,
  worth: number,
): void {
  let left = off
  for (const [index, line] of lines.entries()) {
    const isLast = index === lines.length - 1
    const amount = isLast ? left : Math.round((off * line.price * line.quantity) / Math.max(1, worth))
    left -= amount
    if (amount > 0) line.allocations.push({ discount: 0, amount })
  }
}

/** Without a wish: all pieces, and all money that came in. */
export function giveBack(
  shop: Shop,
  row: Order,
  wish: { lines?: { id: string; quantity: number }[]; amount?: string },
): Order {
  const { received, refunded } = totals(row)
  const parent =
    row.transactions.find(({ kind, status }) => (kind === 'SALE' || kind === 'CAPTURE') && status === 'SUCCESS') ?? null
  const amount = wish.amount === undefined ? received - refunded : hundredths(wish.amount)
  const pieces =
    wish.lines ??
    (wish.amount === undefined ? row.lines.map(({ id, currentQuantity }) => ({ id, quantity: currentQuantity })) : [])
  const lines = pieces.flatMap(({ id, quantity }) => {
    const line = row.lines.find((one) => one.id === id)
    if (line === undefined) throw new Error(`the order has no line ${id}`)
    return quantity === 0 ? [] : [{ line, quantity, restockType: 'NO_RESTOCK', location: null }]
  })
  refundOrder(shop, row, {
    lines,
    transactions: amount > 0 && parent !== null ? [{ parent, amount, gateway: parent.gateway }] : [],
  })
  return row
}
