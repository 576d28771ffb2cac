import { Fault, type JsonObject, type Write } from '@trefoil/sdk'
import { z } from 'zod'
import type { components } from '../generated/klaviyo.gen.ts'
import { isEmail } from '../profiles/email.ts'

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
type Item = z.infer<typeof item>

/** Field names of Klaviyo's own, as FirstName and CountryCode. */
const address = z.record(z.string(), z.unknown()).nullish()

/** An order as flows see it. Any name beside these is a property of the event. Amounts are in the currency's units. */
export const OrderEvent = z.looseObject({
  /** One and the same for every repeat: the order's number. Klaviyo drops a second event that has it. */
  uniqueId: z.union([z.string(), z.number()]),
  /** When the order was placed; now, where nothing is said. */
  time: z.iso.datetime({ offset: true }).nullish(),
  value: amount,
  currency: text,
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

type OrderEvent = z.infer<typeof OrderEvent>
type Schemas = components['schemas']
type BulkRow = Schemas['EventsBulkCreateQueryResourceObject']
export type Profile = BulkRow['attributes']['profile']['data']
export type Event = BulkRow['attributes']['events']['data'][number]['attributes']

/** An order that was found good, in the vendor's words: the order's own event first, then one of each line. */
export interface PreparedOrder {
  index: number
  id: string
  profile: Profile
  events: Event[]
}

const usual = { metric: 'Placed Order', itemMetric: 'Ordered Product' }

export function prepareOrder(index: number, write: Write): PreparedOrder | Fault {
  const parsed = OrderEvent.safeParse(write.data)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const field = issue?.path.join('.') ?? ''
    return new Fault('invalid', `${field} cannot be sent: ${issue?.message ?? 'wrong type'}`, {
      code: 'WRONG_TYPE',
      field,
    })
  }
  const order = parsed.data
  const profile = profileOf(order)
  if (profile instanceof Fault) return profile
  if (!hasParts(order.billingAddress) && !hasParts(order.shippingAddress)) return missingAddress
  const items = order.items ?? []
  const twice = skuOfTwo(items)
  if (twice !== undefined) return twice
  const id = String(order.uniqueId)
  return {
    index,
    id,
    profile,
    events: [placed(order, id, items), ...items.map((one, at) => ordered(order, id, one, at))],
  }
}

function profileOf({ profileId, customerId, email }: OrderEvent): Profile | Fault {
  const address = email?.trim() ?? ''
  if (typeof profileId === 'string' && profileId !== '') {
    return { type: 'profile', id: profileId, attributes: {} }
  }
  // An event would make the profile as well, and the person would never be asked what a new profile is asked.
  if (customerId !== null && customerId !== undefined && customerId !== '') return awaitsCustomer
  if (!isEmail(address)) return missingCustomer
  return { type: 'profile', attributes: { email: address } }
}

function placed(order: OrderEvent, id: string, items: Item[]): Event {
  const { uniqueId, time, value, currency, profileId, customerId, email, metric, itemMetric, ...more } = order
  const { items: _, billingAddress, shippingAddress, ...own } = more
  return event(metric ?? usual.metric, id, order, {
    OrderId: id,
    ...(items.length === 0
      ? {}
      : {
          ItemNames: items.map(({ productName, sku }) => productName ?? sku ?? ''),
          Categories: [...new Set(items.flatMap(({ categories }) => categories ?? []))],
          Items: items.map(itemProperties),
        }),
    ...(hasParts(billingAddress) ? { BillingAddress: plain(billingAddress) } : {}),
    ...(hasParts(shippingAddress) ? { ShippingAddress: plain(shippingAddress) } : {}),
    ...plain(own),
  })
}

function ordered(order: OrderEvent, id: string, one: Item, at: number): Event {
  const properties = { OrderId: id, ...itemProperties(one) }
  return event(
    order.itemMetric ?? usual.itemMetric,
    `${id}/${one.id ?? at + 1}`,
    { ...order, value: one.rowTotal },
    properties,
  )
}

function event(metric: string, uniqueId: string, of: OrderEvent, properties: JsonObject): Event {
  const { time, value, currency } = of
  return {
    metric: { data: { type: 'metric', attributes: { name: metric } } },
    unique_id: uniqueId,
    properties,
    ...(time === null || time === undefined ? {} : { time: new Date(time).toISOString() }),
    ...(value === null || value === undefined ? {} : { value }),
    ...(currency === null || currency === undefined ? {} : { value_currency: currency }),
  }
}

const names: Record<string, string> = {
  productId: 'ProductID',
  sku: 'SKU',
  productName: 'ProductName',
  quantity: 'Quantity',
  itemPrice: 'ItemPrice',
  rowTotal: 'RowTotal',
  productUrl: 'ProductURL',
  imageUrl: 'ImageURL',
  brand: 'Brand',
  categories: 'Categories',
}

function itemProperties({ id: _, ...one }: Item): JsonObject {
  return Object.fromEntries(
    Object.entries(plain(one)).flatMap(([name, value]) => (value === null ? [] : [[names[name] ?? name, value]])),
  )
}

/** Two products under one stock number: which of them was sold could not be told. */
function skuOfTwo(items: Item[]): Fault | undefined {
  const products = new Map<string, string>()
  for (const { sku, productId, productName } of items) {
    const product = productId ?? productName
    if (sku === null || sku === undefined || sku === '' || product === null || product === undefined) continue
    if ((products.get(sku) ?? product) !== product) {
      return new Fault(
        'invalid',
        `Two products of the order have the same SKU ${sku}: give each its own at the source`,
        {
          code: 'DUPLICATE_SKU',
          field: 'items',
        },
      )
    }
    products.set(sku, product)
  }
  return undefined
}

function hasParts(address: OrderEvent['billingAddress']): boolean {
  return Object.values(address ?? {}).some((value) => value !== null && value !== undefined && value !== '')
}

/** What a mapping makes is plain JSON; the loose schema cannot say so. */
function plain(value: object | null | undefined): JsonObject {
  return JSON.parse(JSON.stringify(value ?? {}))
}

const missingAddress = new Fault(
  'invalid',
  'Missing Billing/Shipping Address: the order has neither; map at least one of the two',
  { code: 'MISSING_ADDRESS', field: 'billingAddress' },
)
const missingCustomer = new Fault(
  'invalid',
  'The order names no customer: link it to one at the source, or map an e-mail address',
  { code: 'MISSING_CUSTOMER', field: 'customerId' },
)
const awaitsCustomer = new Fault(
  'unavailable',
  'The customer of the order has no profile yet: the order waits until the flow of profiles has made one',
  { code: 'AWAITS_CUSTOMER', field: 'customerId' },
)
