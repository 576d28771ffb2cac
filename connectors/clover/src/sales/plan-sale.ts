import { type AmountOff, amountOff } from './discount-body.ts'
import { lineTotal, type PlannedLine, planLines } from './plan-lines.ts'
import { sum } from './reckon.ts'
import type { SaleWrite } from './sale-write.ts'

/** The parts of an order as Clover takes them, and what they make together. */
export interface SalePlan {
  lines: PlannedLine[]
  /** Of every line, where the till is to reckon the taxes. */
  taxRateId: string | null
  discounts: AmountOff[]
  serviceCharge: { id: string; name?: string; percentageDecimal: number } | null
  total: number
  warnings: string[]
}

/** What of the merchant's own an order refers to. */
export interface Known {
  itemOf(sku: string): string | undefined
  taxRateId: string | null
  serviceChargeId: string | null
}

/** Throws where the order cannot go to the till. */
export function planSale(wanted: SaleWrite, known: Known): SalePlan {
  const { taxRateId } = known
  const lines = planLines(wanted, { itemOf: known.itemOf, reckonsTax: taxRateId !== null })
  const discounts = (wanted.discounts ?? []).flatMap(
    ({ name, amount }, at) => amountOff(name ?? 'Discount', amount, `discounts.${at}.amount`) ?? [],
  )
  const serviceCharge = serviceChargeOf(wanted, known)
  const sold = lineTotal(lines) + sum(discounts.map(({ amount }) => amount))
  const charged = Math.round((sold * (serviceCharge?.percentageDecimal ?? 0)) / 1_000_000)
  const reckoned = sold + charged + (taxRateId === null ? 0 : (wanted.taxAmount ?? 0))
  const total = wanted.total ?? reckoned
  const warnings = total === reckoned ? [] : [`The order's total is ${total}, and its parts make ${reckoned}`]
  return { lines, taxRateId, discounts, serviceCharge, total, warnings }
}

function serviceChargeOf({ serviceCharge }: SaleWrite, { serviceChargeId: id }: Known): SalePlan['serviceCharge'] {
  if (serviceCharge === undefined || serviceCharge === null || id === null) return null
  const { name, percentage } = serviceCharge
  return { id, percentageDecimal: Math.round(percentage * 10_000), ...(typeof name === 'string' ? { name } : {}) }
}
