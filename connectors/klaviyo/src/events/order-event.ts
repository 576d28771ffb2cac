import { Fault, type Json, type JsonObject, type Write } from '@trefoil/sdk'
import { countryCode } from '../country.ts'
import type { components } from '../generated/klaviyo.gen.ts'
import { isEmail } from '../profiles/email.ts'
import { hasParts, type Item, inUnits, OrderEvent, plain } from './order-shape.ts'

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

/** Orders that were placed before it are history: nobody is thanked today for what they bought last year. */
export interface History {
  before: Date
  /** Revisions of the API before this one know no history. */
  isKnown: boolean
}

export function prepareOrder(index: number, write: Write, history: History): PreparedOrder | Fault {
  const parsed = OrderEvent.safeParse(write.data)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const field = issue?.path.join('.') ?? ''
    return new Fault('invalid', `${field} cannot be sent: ${issue?.message ?? 'wrong type'}`, {
      code: 'WRONG_TYPE',
      field,
    })
  }
  const order = withBackfill(inUnits(parsed.data), history)
  const profile = profileOf(order)
  if (profile instanceof Fault) return profile
  if (!hasParts(order.billingAddress) && !hasParts(order.shippingAddress)) return missingAddress
  const items = order.items ?? []
  const twice = skuOfTwo(items)
  if (twice !== undefined) return twice
  const id = String(order.uniqueId)
  const names = lineNames(items)
  return {
    index,
    id,
    profile,
    events: [placed(order, id, items), ...items.map((one, at) => ordered(order, `${id}/${names[at]}`, one))],
  }
}

/** Of two lines under one name Klaviyo would drop the second, and in bulk refuse the order. */
function lineNames(items: Item[]): string[] {
  const taken = new Set<string>()
  return items.map(({ id }, at) => {
    const place = String(at + 1)
    let name = id ?? place
    while (taken.has(name)) name += `-${place}`
    taken.add(name)
    return name
  })
}

function withBackfill(order: OrderEvent, { before, isKnown }: History): OrderEvent {
  const { time, backfill } = order
  const isOld = typeof time === 'string' && new Date(time) < before
  return { ...order, backfill: isKnown && (backfill ?? isOld) }
}

function profileOf({ profileId, customerId, email }: OrderEvent): Profile | Fault {
  const address = email?.trim() ?? ''
  if (typeof profileId === 'string' && profileId !== '') {
    return { type: 'profile', id: profileId, attributes: {} }
  }
  // An event would make the profile as well, and the person would never be asked what a new profile is asked.
  if (customerId !== null && customerId !== undefined && customerId !== '') return awaits(customerId)
  if (!isEmail(address)) return missingCustomer
  return { type: 'profile', attributes: { email: address } }
}

function placed(order: OrderEvent, id: string, items: Item[]): Event {
  const { uniqueId, time, backfill, value, currency, amounts, profileId, customerId, email, metric, ...more } = order
  const { itemMetric, items: _, billingAddress, shippingAddress, ...own } = more
  const brands = [...new Set(items.flatMap(({ brand }) => brand ?? []))]
  return event(metric ?? usual.metric, id, order, {
    OrderId: id,
    ...(items.length === 0
      ? {}
      : {
          ItemNames: items.map(({ productName, sku }) => productName ?? sku ?? ''),
          Categories: [...new Set(items.flatMap(({ categories }) => categories ?? []))],
          ...(brands.length === 0 ? {} : { Brands: brands }),
          Items: items.map((one) => renamed(one, itemNames)),
        }),
    ...(hasParts(billingAddress) ? { BillingAddress: addressProperties(billingAddress) } : {}),
    ...(hasParts(shippingAddress) ? { ShippingAddress: addressProperties(shippingAddress) } : {}),
    ...plain(own),
  })
}

function ordered(order: OrderEvent, uniqueId: string, one: Item): Event {
  const properties = { OrderId: String(order.uniqueId), ...renamed(one, productNames) }
  return event(order.itemMetric ?? usual.itemMetric, uniqueId, { ...order, value: one.rowTotal }, properties)
}

function event(metric: string, uniqueId: string, of: OrderEvent, properties: JsonObject): Event {
  const { time, value, currency, backfill } = of
  return {
    metric: { data: { type: 'metric', attributes: { name: metric } } },
    unique_id: uniqueId,
    properties,
    ...(time === null || time === undefined ? {} : { time: new Date(time).toISOString() }),
    ...(backfill === true ? { backfill } : {}),
    ...(value === null || value === undefined ? {} : { value }),
    ...(currency === null || currency === undefined ? {} : { value_currency: currency }),
  }
}

/** Klaviyo's usual names, by which its templates find them; '' is left out. */
const itemNames: Record<string, string> = {
  id: '',
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

const productNames: Record<string, string> = { ...itemNames, brand: 'ProductBrand' }

const addressNames: Record<string, string> = {
  id: '',
  isPrimaryBilling: '',
  isPrimaryShipping: '',
  firstName: 'FirstName',
  lastName: 'LastName',
  company: 'Company',
  address1: 'Address1',
  address2: 'Address2',
  address3: 'Address3',
  city: 'City',
  region: 'Region',
  country: 'Country',
  postalCode: 'Zip',
  phoneNumber: 'Phone',
}

function addressProperties(address: OrderEvent['billingAddress']): JsonObject {
  const { Region: region, Country: country, ...parts } = renamed(address ?? {}, addressNames)
  const code = typeof country === 'string' ? countryCode(country) : null
  return {
    ...parts,
    ...named(region, typeof region === 'string' && /^[A-Z]{2,3}$/.test(region) ? 'RegionCode' : 'Region'),
    ...named(code ?? country, code === null ? 'Country' : 'CountryCode'),
  }
}

function named(value: Json | undefined, name: string): JsonObject {
  return value === undefined ? {} : { [name]: value }
}

/** Nulls are left out: in an event there is nothing to clear. */
function renamed(given: object, names: Record<string, string>): JsonObject {
  const pairs = Object.entries(plain(given)).map(([name, value]) => [names[name] ?? name, value] as const)
  return Object.fromEntries(pairs.filter(([name, value]) => name !== '' && value !== null))
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
function awaits(customerId: string | number): Fault {
  const id = Number(customerId)
  return new Fault(
    'unavailable',
    'The customer of the order has no profile yet: the order waits until the flow of profiles has made one',
    { code: 'AWAITS_CUSTOMER', field: 'customerId', ...(Number.isSafeInteger(id) ? { awaits: [id] } : {}) },
  )
}
