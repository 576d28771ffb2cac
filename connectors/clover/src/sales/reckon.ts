/** How Clover's parts of an order become amounts. It keeps shares as shares and never says how much money they are. */

/** A price cut, by an amount below zero or by a share. */
export interface Cut {
  amount?: number | null | undefined
  percentage?: number | null | undefined
  percentageDecimal?: number | null | undefined
}

/** What a cut takes off a price, above zero. An amount with the wrong sign takes off nothing, and is said. */
export function takenOff(cut: Cut, price: number): number {
  if (typeof cut.amount === 'number') return cut.amount < 0 ? -cut.amount : 0
  if (typeof cut.percentageDecimal === 'number') return Math.round((price * cut.percentageDecimal) / 1_000_000)
  return typeof cut.percentage === 'number' ? Math.round((price * cut.percentage) / 100) : 0
}

/** Why a cut cannot be believed; null: it can. */
export function doubtful(cut: Cut): string | null {
  if (typeof cut.amount === 'number' && cut.amount > 0) {
    return `a discount of ${cut.amount} has the wrong sign: Clover's are below zero`
  }
  const share = cut.percentageDecimal ?? cut.percentage
  if (typeof share === 'number' && share < 0) return 'a discount by a share below zero would raise the price'
  return null
}

/** Sold by measure: thousandths of a unit. */
export function quantityOf(unitQty: number | null | undefined): number {
  return typeof unitQty === 'number' ? unitQty / 1000 : 1
}

export function sum(amounts: readonly (number | null | undefined)[]): number {
  return amounts.reduce<number>((total, amount) => total + (amount ?? 0), 0)
}
