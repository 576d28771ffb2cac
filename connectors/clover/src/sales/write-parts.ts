import type { Json, Session } from '@trefoil/sdk'
import { withPermission } from '../with-permission.ts'
import { type AmountOff, isSameDiscount } from './discount-body.ts'
import { type HeldSale, readHeldLines, salePath } from './held-sale.ts'
import { type HeldLine, matchLines } from './match-lines.ts'
import type { PlannedLine } from './plan-lines.ts'
import type { SalePlan } from './plan-sale.ts'

/** Lines that Clover takes in one call. */
const mostAtOnce = 100

/**
 * Brings an open order to its plan: what is missing is added, and nothing is taken away. Where somebody at the till
 * added to it or changed it, it is theirs, and is left as it is. Answers what a person should know.
 */
export async function writeParts(
  session: Session,
  order: HeldSale,
  plan: SalePlan,
  held: HeldLine[],
): Promise<string[]> {
  const post = (path: string, body: Json, repeatable = false) =>
    withPermission(session, 'ORDERS_W', () =>
      session.http.post(salePath(session, order.id) + path, body, { repeatable }),
    )
  const { missing, undiscounted, foreign } = matchLines(plan.lines, held)
  const cuts = matchDiscounts(plan.discounts, order.discounts?.elements ?? [])
  if (foreign.length > 0 || cuts.foreign > 0) {
    return ['The order was changed at the till: its lines, discounts and total were left as they are there']
  }
  const warnings = [...plan.warnings]
  for (let at = 0; at < missing.length; at += mostAtOnce) {
    const items = missing.slice(at, at + mostAtOnce).map((line) => lineBody(line, plan.taxRateId))
    await post('/bulk_line_items', { items })
  }
  let bare = undiscounted
  if (missing.some(({ off }) => off > 0)) {
    const now = matchLines(plan.lines, await readHeldLines(session, order.id))
    bare = now.undiscounted
    if (now.missing.length > 0) warnings.push(`Clover shows ${now.missing.length} lines otherwise than they were sent`)
  }
  for (const { id, off } of bare) {
    await post(`/line_items/${encodeURIComponent(id)}/discounts`, { name: 'Discount', amount: -off })
  }
  for (const discount of cuts.missing) await post('/discounts', discount)
  const hasCharge = typeof order.serviceCharge?.id === 'string'
  // The merchant has one service charge, and an order bears it once: a repeat does no harm.
  if (plan.serviceCharge !== null && !hasCharge) await post('/service_charge', plan.serviceCharge, true)
  // Clover does not total what an app put together.
  if (order.total !== plan.total) await post('', { total: plan.total }, true)
  return warnings
}

function lineBody({ name, price, itemId, note }: PlannedLine, taxRateId: string | null): Record<string, Json> {
  return {
    ...{ name, price },
    ...(itemId === null ? {} : { item: { id: itemId } }),
    ...(note === null ? {} : { note }),
    ...(taxRateId === null ? {} : { taxRates: [{ id: taxRateId }] }),
  }
}

type HeldDiscount = NonNullable<HeldSale['discounts']>['elements'][number]

function matchDiscounts(wanted: AmountOff[], held: HeldDiscount[]): { missing: AmountOff[]; foreign: number } {
  const left = [...held]
  const missing = wanted.filter((each) => {
    const at = left.findIndex((one) => isSameDiscount(one, each))
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
  return { missing, foreign: left.length }
}
