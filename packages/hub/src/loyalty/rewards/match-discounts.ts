/** The rule by which discounts of orders answer redemptions. */
import type { Answerable, CheapenedOrder } from '../../store/match-redemptions.ts'

export interface Answers {
  applied: { id: number; orderId: number; discountId: string }[]
  /** Were answered by a discount that is no more. */
  reopened: number[]
}

/** At the counter the bill is often begun before somebody thinks of points. */
const begunBefore = 60 * 60_000

/**
 * Which redemptions the discounts of these orders answer. A discount answers one at the most, and the oldest first: by
 * the code, then by the name that the reward has at the till, then by the very amount. What stands already stays, for as
 * long as its discount does.
 */
export function matchDiscounts(
  redemptions: readonly Answerable[],
  orders: readonly CheapenedOrder[],
  withinMs: number,
): Answers {
  const byId = new Map(orders.map((order) => [order.id, order]))
  const taken = new Set<string>()
  const waiting: Answerable[] = []
  const reopened = new Set<number>()
  for (const redemption of redemptions) {
    const { id, answer } = redemption
    if (answer === null) {
      if (!redemption.isSettled) waiting.push(redemption)
    } else if (redemption.isSettled || stands(redemption, byId.get(answer.orderId), answer.discountId)) {
      taken.add(placeOf(answer))
    } else {
      reopened.add(id)
      waiting.push(redemption)
    }
  }
  waiting.sort((a, b) => a.redeemedAt.getTime() - b.redeemedAt.getTime() || a.id - b.id)
  const inTime = [...orders].sort((a, b) => timeOf(a) - timeOf(b) || a.id - b.id)
  const applied = new Map<number, Answers['applied'][number]>()
  for (const fits of [byCode, byName, byAmount]) {
    for (const redemption of waiting) {
      if (applied.has(redemption.id)) continue
      const found = firstFree(redemption, inTime, { fits, taken, withinMs })
      if (found === null) continue
      taken.add(placeOf(found))
      applied.set(redemption.id, { id: redemption.id, ...found })
    }
  }
  return { applied: [...applied.values()], reopened: [...reopened] }
}

/** The discount of one order that answers one redemption, whenever it was placed: where a person says that it did. */
export function discountFor(redemption: Answerable, order: CheapenedOrder, taken: ReadonlySet<string>): string | null {
  for (const fits of [byCode, byName, byAmount]) {
    const found = order.discounts.find((discount) => !taken.has(discount.id) && fits(redemption, order, discount))
    if (found !== undefined) return found.id
  }
  return null
}

type Fits = (redemption: Answerable, order: CheapenedOrder, discount: CheapenedOrder['discounts'][number]) => boolean

const byCode: Fits = ({ code }, _order, { name }) =>
  name
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .includes(code)

const byName: Fits = ({ reward }, _order, { name }) => plain(name) === plain(reward.tillName)

/** Of a share no amount tells. */
const byAmount: Fits = ({ reward: { discount: worth } }, { currency }, { amount }) =>
  worth.kind === 'amount' && worth.currency === currency && worth.amount === amount

/** Money came in for it, be it that some went back since. */
const isPaid = ({ status }: CheapenedOrder) => status !== null && /^(paid|credited|(\w+_)?refunded)$/i.test(status)

const plain = (name: string) => name.trim().replaceAll(/\s+/g, ' ').toLowerCase()

function firstFree(
  redemption: Answerable,
  orders: readonly CheapenedOrder[],
  by: { fits: Fits; taken: ReadonlySet<string>; withinMs: number },
): { orderId: number; discountId: string } | null {
  const from = redemption.redeemedAt.getTime() - (by.fits === byAmount ? 0 : begunBefore)
  const until = redemption.redeemedAt.getTime() + by.withinMs
  for (const order of orders) {
    if (!isPaid(order) || order.customerId !== redemption.customerId) continue
    if (timeOf(order) < from || timeOf(order) > until) continue
    const found = order.discounts.find(
      (discount) =>
        !by.taken.has(placeOf({ orderId: order.id, discountId: discount.id })) && by.fits(redemption, order, discount),
    )
    if (found !== undefined) return { orderId: order.id, discountId: found.id }
  }
  return null
}

function stands(redemption: Answerable, order: CheapenedOrder | undefined, discountId: string): boolean {
  if (order === undefined || !isPaid(order) || order.customerId !== redemption.customerId) return false
  const discount = order.discounts.find(({ id }) => id === discountId)
  return discount !== undefined && [byCode, byName, byAmount].some((fits) => fits(redemption, order, discount))
}

const placeOf = (at: { orderId: number; discountId: string }) => `${at.orderId}/${at.discountId}`

/** What nobody knows the time of is after everything: it answers nothing by itself. */
const timeOf = ({ placedAt }: CheapenedOrder) => placedAt?.getTime() ?? Number.POSITIVE_INFINITY
