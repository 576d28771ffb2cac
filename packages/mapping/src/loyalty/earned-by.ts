/** How many points an order is worth: a function of the order as it stands, so that it can be reckoned again at any time. */
import { calendar } from './zone-day.ts'

/** What a business chose. */
export interface EarningRules {
  /** For each 100.00 that was spent. */
  pointsPerHundred: number
  perVisit: number
  /** How many orders of a customer are visits on one day. */
  visitsADay: number
  /** Whose days are meant. */
  zone: string
  /** Orders that were placed before earn nothing. */
  startsAt: string | null
  withoutTax: boolean
  rounding: 'down' | 'nearest' | 'up'
}

/** An order, as far as points go. Amounts are whole minor units of its currency. */
export interface EarningOrder {
  status: string | null
  currency: string | null
  total: number | null
  taxAmount: number | null
  refundedAmount: number | null
  placedAt: Date
}

export interface Earned {
  forSpending: number
  /** Whether it counts as a visit, where there are not too many on its day. */
  isVisit: boolean
}

export interface OrderOfCustomer extends EarningOrder {
  id: number
  /** Null: nobody was named. */
  customerId: number | null
  isGone: boolean
}

const nothing: Earned = { forSpending: 0, isVisit: false }
/** As Clover and Shopify say it, and as the replaced hub did. One that was wholly refunded is none of these. */
const paid = new Set(['PAID', 'PARTIALLY_REFUNDED', 'COMPLETE'])
/** What fits into the ledger, with room for a sum. */
const most = 1_000_000_000n

export function earnedBy(order: EarningOrder, rules: EarningRules, decimals = decimalsOf): Earned {
  const { status, currency, placedAt } = order
  if (status === null || !paid.has(status.toUpperCase())) return nothing
  if (rules.startsAt !== null && placedAt < new Date(rules.startsAt)) return nothing
  const total = whole(order.total)
  const kept = max(0n, total - whole(order.refundedAmount))
  if (total > 0n && kept === 0n) return nothing
  // Of what was given back a share was tax, as of the whole.
  const isShare = rules.withoutTax && total > 0n
  const share = isShare ? max(0n, total - whole(order.taxAmount)) : 1n
  const of = isShare ? total : 1n
  const unit = 100n * 10n ** BigInt(decimals(currency))
  const points = rounded(BigInt(rules.pointsPerHundred) * kept * share, unit * of, rules.rounding)
  return { forSpending: Number(points > most ? most : points), isVisit: true }
}

/**
 * What each of these orders is to earn, and for whom; one that is missing earns nothing. An order is a visit where it is
 * among the first of its customer's day, so all orders of such a day belong here together.
 */
export function targetsOf(
  orders: readonly OrderOfCustomer[],
  rules: EarningRules,
): Map<number, { customerId: number; points: number }> {
  const { perVisit, visitsADay, zone } = rules
  const dayOf = calendar(zone)
  const decimals = rememberedDecimals()
  const visits = new Map<string, number>()
  const isAmongFirst = (customerId: number, at: Date) => {
    const day = `${customerId} ${dayOf(at)}`
    const count = (visits.get(day) ?? 0) + 1
    visits.set(day, count)
    return count <= visitsADay
  }
  const targets = new Map<number, { customerId: number; points: number }>()
  for (const order of orders.toSorted((a, b) => a.placedAt.getTime() - b.placedAt.getTime() || a.id - b.id)) {
    const { id, customerId } = order
    if (customerId === null || order.isGone) continue
    const { forSpending, isVisit } = earnedBy(order, rules, decimals)
    if (!isVisit) continue
    const points = forSpending + (perVisit > 0 && isAmongFirst(customerId, order.placedAt) ? perVisit : 0)
    if (points > 0) targets.set(id, { customerId, points })
  }
  return targets
}

/** How many decimals the amounts of a currency have; those of an unknown one, two. */
function decimalsOf(currency: string | null): number {
  // What is no code of three letters, Intl throws at.
  if (currency === null || !/^[A-Za-z]{3}$/.test(currency)) return 2
  const { maximumFractionDigits } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
  return maximumFractionDigits ?? 2
}

/** To ask for a currency takes longer than to reckon an order; a page has few. */
function rememberedDecimals(): typeof decimalsOf {
  const known = new Map<string | null, number>()
  return (currency) => {
    const decimals = known.get(currency) ?? decimalsOf(currency)
    known.set(currency, decimals)
    return decimals
  }
}

function rounded(above: bigint, below: bigint, rounding: EarningRules['rounding']): bigint {
  if (rounding === 'down') return above / below
  if (rounding === 'up') return (above + below - 1n) / below
  return (2n * above + below) / (2n * below)
}

function whole(amount: number | null): bigint {
  return amount === null || !Number.isFinite(amount) ? 0n : BigInt(Math.trunc(amount))
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b
}
