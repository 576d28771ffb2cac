import { hundredths } from '../shop/money.ts'
import type { Discount, Tax } from '../shop/order-rows.ts'
import type { LineDraft } from '../shop/orders.ts'

export interface MoneyInput {
  shopMoney: { amount: string; currencyCode: string }
}

export interface TaxInput {
  title: string
  rate?: string | null
  priceSet?: MoneyInput | null
}

export interface DiscountCodeInput {
  itemFixedDiscountCode?: { code: string; amountSet?: MoneyInput | null } | null
  itemPercentageDiscountCode?: { code: string; percentage?: number | null } | null
  freeShippingDiscountCode?: { code: string } | null
}

export const amountOf = ({ shopMoney }: MoneyInput) => hundredths(shopMoney.amount)

export const taxesOf = (taxes: TaxInput[] | null | undefined): Tax[] =>
  (taxes ?? []).map(({ title, rate, priceSet }) => ({
    title,
    rate: Number(rate ?? 0),
    amount: priceSet ? amountOf(priceSet) : 0,
  }))

/** The one discount code, spread over the lines by what they cost. */
export function discountOf(
  discountCode: DiscountCodeInput | null | undefined,
  lines: LineDraft[],
  shipping: { price: number; allocations: { discount: number; amount: number }[] }[],
): Discount[] {
  const fixed = discountCode?.itemFixedDiscountCode
  const percent = discountCode?.itemPercentageDiscountCode
  const free = discountCode?.freeShippingDiscountCode
  if (free) {
    for (const line of shipping) line.allocations.push({ discount: 0, amount: line.price })
    return [{ kind: 'code', title: free.code, target: 'SHIPPING_LINE', value: { percentage: 100 } }]
  }
  const whole = lines.reduce((sum, { price = 0, quantity }) => sum + price * quantity, 0)
  const value = fixed
    ? { amount: fixed.amountSet ? amountOf(fixed.amountSet) : 0 }
    : percent
      ? { percentage: percent.percentage ?? 0 }
      : undefined
  if (value === undefined) return []
  const off = 'amount' in value ? Math.min(value.amount, whole) : Math.round((whole * value.percentage) / 100)
  allocate(lines, off, whole)
  return [{ kind: 'code', title: fixed?.code ?? percent?.code ?? '', target: 'LINE_ITEM', value }]
}

/** To the last hundredth: what rounding leaves over is taken by the last line. */
function allocate(lines: LineDraft[], off: number, whole: number, index = 0): void {
  let left = off
  for (const [place, line] of lines.entries()) {
    const worth = (line.price ?? line.variant?.price ?? 0) * line.quantity
    const amount = place === lines.length - 1 ? left : whole === 0 ? 0 : Math.round((off * worth) / whole)
    left -= amount
    if (amount > 0) line.allocations = [...(line.allocations ?? []), { discount: index, amount }]
  }
}
