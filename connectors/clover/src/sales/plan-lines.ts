import { Fault } from '@trefoil/sdk'
import { wrongSign } from './discount-body.ts'
import { sum } from './reckon.ts'
import type { LineWrite, SaleWrite } from './sale-write.ts'

/** A line as Clover takes it: one unit, with what is taken off it. */
export interface PlannedLine {
  name: string
  price: number
  itemId: string | null
  note: string | null
  /** In cents above zero. */
  off: number
}

/** Clover refuses more. */
const mostLines = 3000

/**
 * The lines of an order, unit by unit. What was sold by measure, or does not divide into cents, is one line with the
 * whole price; shipping is a line, and so are taxes that the till is not to reckon itself.
 */
export function planLines(
  { lines, shippingAmount, taxAmount }: SaleWrite,
  known: { itemOf(sku: string): string | undefined; reckonsTax: boolean },
): PlannedLine[] {
  const planned = (lines ?? []).flatMap((line, at) => unitsOf(line, at, known.itemOf))
  if (planned.length === 0) throw withoutLines()
  for (const [name, price] of [
    ['Shipping', shippingAmount],
    ['Tax', known.reckonsTax ? 0 : taxAmount],
  ] as const) {
    if (typeof price === 'number' && price > 0) planned.push({ name, price, itemId: null, note: null, off: 0 })
  }
  if (planned.length <= mostLines) return planned
  throw new Fault('invalid', `The order makes ${planned.length} lines, and Clover takes ${mostLines}: split it`, {
    field: 'lines',
  })
}

function unitsOf(line: LineWrite, at: number, itemOf: (sku: string) => string | undefined): PlannedLine[] {
  const quantity = line.quantity ?? 1
  if (quantity < 0) throw unfit('quantity', at, 'goods that come back are a refund, which is made at the till')
  if (quantity > mostLines) throw unfit('quantity', at, `Clover takes ${mostLines} lines, and each unit is one`)
  if (quantity === 0) return []
  const whole = line.extendedPrice ?? times(line.unitPrice, quantity)
  if (whole === null) throw unfit('unitPrice', at, 'a line needs a price, and 0 is one')
  if (whole < 0) throw unfit('unitPrice', at, 'a price below zero is a discount: map it as one')
  const off = line.discountAmount ?? 0
  if (off < 0) throw wrongSign(off, `lines.${at}.discountAmount`)
  const itemId = line.itemId ?? (typeof line.sku === 'string' ? itemOf(line.sku) : undefined) ?? null
  const name = line.name ?? line.sku ?? 'Item'
  const unit = { name, itemId, note: line.note ?? null }
  const divides = Number.isInteger(quantity) && whole % quantity === 0
  if (!divides) return [{ ...unit, name: measured(name, quantity), itemId: null, price: whole, off }]
  return shares(off, quantity).map((share) => ({ ...unit, price: whole / quantity, off: share }))
}

function times(unitPrice: number | null | undefined, quantity: number): number | null {
  return typeof unitPrice === 'number' ? Math.round(unitPrice * quantity) : null
}

function measured(name: string, quantity: number): string {
  const much = ` × ${quantity}`
  return `${name.slice(0, 127 - much.length)}${much}`
}

/** An amount in whole cents on so many lines; the first ones bear what is left over. */
function shares(amount: number, count: number): number[] {
  const each = Math.floor(amount / count)
  return Array.from({ length: count }, (_, at) => each + (at < amount % count ? 1 : 0))
}

/** What the lines make together, less what is taken off them. */
export function lineTotal(lines: readonly PlannedLine[]): number {
  return sum(lines.map(({ price, off }) => price - off))
}

function withoutLines(): Fault {
  return new Fault(
    'invalid',
    'The order has no lines, so that nobody at the till could tell what it is for: give it lines, or leave it out by a filter',
    { code: 'ORDER_WITHOUT_LINES', field: 'lines' },
  )
}

function unfit(field: string, at: number, says: string): Fault {
  return new Fault('invalid', `Line ${at + 1} cannot go to the till: ${says}`, { field: `lines.${at}.${field}` })
}
