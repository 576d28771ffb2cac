import type { JsonObject } from '@trefoil/sdk'
import { z } from 'zod'

const text = z.string().nullish()
const amount = z.number().nullish()

const item = z.looseObject({
  id: text,
  productId: text,
  sku: text,
  productName: text,
  quantity: amount,
  itemPrice: amount,
  rowTotal: amount,
  productUrl: text,
  imageUrl: text,
  brand: text,
  categories: z.array(z.string()).nullish(),
})

/** One line of an order, which becomes an event of its own. */
export type Item = z.infer<typeof item>

/** In the hub's words; other names are sent as they are. */
const address = z.record(z.string(), z.unknown()).nullish()

/** An order as flows see it. Any name beside these is a property of the event. */
export const OrderEvent = z.looseObject({
  /** One and the same for every repeat: the order's number. Klaviyo drops a second event that has it. */
  uniqueId: z.union(
    [z.string().min(1), z.number()],
    'the order has no number: map the one that it bears at the source',
  ),
  /** When the order was placed; now, where nothing is said. */
  time: z.iso.datetime({ offset: true }).nullish(),
  /** true: history, which starts no flow in Klaviyo. Where nothing is said, an order of more than a week ago is that. */
  backfill: z.boolean().nullish(),
  value: amount,
  currency: text,
  /** 'minor': amounts are whole minor units of the currency, as the hub has them. Else they are its units. */
  amounts: z.enum(['minor', 'major']).nullish(),
  /** The profile, by the hub's link. */
  profileId: text,
  /** The hub's id of the customer. */
  customerId: z.union([z.string(), z.number()]).nullish(),
  email: text,
  metric: text,
  itemMetric: text,
  items: z.array(item).nullish(),
  billingAddress: address,
  shippingAddress: address,
})

export type OrderEvent = z.infer<typeof OrderEvent>

/** The order with its amounts in the currency's own units. */
export function inUnits(order: OrderEvent): OrderEvent {
  if (order.amounts !== 'minor') return order
  const scale = 10 ** fractionDigits(order.currency)
  const units = (minor: number | null | undefined) => (typeof minor === 'number' ? minor / scale : minor)
  const items = order.items?.map((one) => ({
    ...one,
    itemPrice: units(one.itemPrice),
    rowTotal: units(one.rowTotal),
  }))
  return { ...order, value: units(order.value), ...(items === undefined ? {} : { items }) }
}

/** Two, but for currencies that have none, as yen, or three, as dinars. */
function fractionDigits(currency: string | null | undefined): number {
  if (currency === null || currency === undefined || !/^[A-Za-z]{3}$/.test(currency)) return 2
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
}

export function hasParts(given: OrderEvent['billingAddress']): boolean {
  return Object.values(given ?? {}).some((value) => value !== null && value !== undefined && value !== '')
}

/** What a mapping makes is plain JSON; the loose schema cannot say so. */
export function plain(value: object | null | undefined): JsonObject {
  return JSON.parse(JSON.stringify(value ?? {}))
}
