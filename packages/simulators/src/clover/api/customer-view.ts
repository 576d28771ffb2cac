import type { Customer, CustomerMetadata } from '../shop/customer.ts'
import type { Call } from './call.ts'
import { type Sight, sightOf } from './customer-sight.ts'
import { nested } from './expand.ts'
import { elementBytes } from './paging.ts'

export const customerExpands = ['addresses', 'emailAddresses', 'phoneNumbers', 'cards', 'metadata', 'orders'] as const

export type CustomerExpands = ReadonlySet<(typeof customerExpands)[number]>

/** Customers as JSON, out of the shop's shelf of renderings; `orders` are no part of a customer and are not kept. */
export function customerBytes(call: Call, customers: readonly Customer[], expands: CustomerExpands): Buffer[] {
  const shelf = call.shop.rendered
  const sight = sightOf(call)
  const orders = ordersOf(call, customers, expands)
  const key = `${[...expands].join()} ${call.base}${sight === undefined ? '' : ` ${[...sight].join()}`}`
  return customers.map((customer) => {
    if (expands.has('orders')) return elementBytes(customerView(call, customer, expands, orders))
    const kept = shelf.get(customer)
    if (kept?.key === key) return kept.bytes
    const bytes = elementBytes(customerView(call, customer, expands))
    shelf.set(customer, { key, bytes })
    return bytes
  })
}

/** A customer as the API shows it. Fields that are `undefined` are left out of the JSON. */
export function customerView(
  call: Call,
  customer: Customer,
  expands: CustomerExpands,
  orders = ordersOf(call, [customer], expands),
): Record<string, unknown> {
  const sight = sightOf(call)
  const view = sight === undefined ? fullView(call, customer, expands) : europeanView(call, customer, expands, sight)
  return expands.has('orders') ? { ...view, orders: nested(call, orders.get(customer.id) ?? []) } : view
}

function fullView(call: Call, customer: Customer, expands: CustomerExpands) {
  const { id, firstName, lastName, marketingAllowed, customerSince } = customer
  const href = `${call.base}/customers/${id}`
  const view: Record<string, unknown> = { href, id, firstName, lastName, marketingAllowed, customerSince }
  return withLists(call, customer, expands, view)
}

function withLists(call: Call, customer: Customer, expands: CustomerExpands, view: Record<string, unknown>) {
  const { id } = customer
  const owned = <T extends object>(list: readonly T[]) =>
    nested(
      call,
      list.map((element) => ({ ...element, customer: { id } })),
    )
  if (expands.has('addresses')) view.addresses = nested(call, customer.addresses)
  if (expands.has('emailAddresses')) view.emailAddresses = owned(customer.emailAddresses)
  if (expands.has('phoneNumbers')) view.phoneNumbers = owned(customer.phoneNumbers)
  if (expands.has('cards')) view.cards = owned(customer.cards)
  if (expands.has('metadata')) view.metadata = customer.metadata
  return view
}

/** Without permissions of their own, just the id, the merchant, the names and the date. */
function europeanView(call: Call, customer: Customer, expands: CustomerExpands, sight: Sight) {
  const { id, firstName, lastName, customerSince, marketingAllowed } = customer
  const view: Record<string, unknown> = {
    href: `${call.base}/customers/${id}`,
    id,
    merchant: { id: call.shop.merchantId },
    firstName,
    lastName,
    customerSince,
  }
  if (sight.has('MARKETING')) view.marketingAllowed = marketingAllowed
  withLists(call, withoutWithheld(customer, sight), expands, view)
  if (call.shop.choices.withheldElement === 'empty') return view
  for (const [name, element] of listElements) if (!sight.has(element)) delete view[name]
  return view
}

const listElements = [
  ['addresses', 'ADDRESS'],
  ['emailAddresses', 'EMAIL'],
  ['phoneNumbers', 'PHONE'],
  ['cards', 'CARDS'],
] as const

function withoutWithheld({ metadata, ...customer }: Customer, sight: Sight): Customer {
  const seen: Customer = { ...customer }
  for (const [name, element] of listElements) if (!sight.has(element)) seen[name] = []
  const shown = metadata === undefined ? undefined : metadataSeen(metadata, sight)
  return shown === undefined ? seen : { ...seen, metadata: shown }
}

/** What of it may be seen; nothing where all of that is missing. */
export function metadataSeen(metadata: CustomerMetadata, sight: Sight | undefined): CustomerMetadata | undefined {
  if (sight === undefined) return metadata
  const { note, businessName, dobYear, dobMonth, dobDay, modifiedTime } = metadata
  const parts = [
    sight.has('NOTE') ? { note } : {},
    sight.has('BUSINESSNAME') ? { businessName } : {},
    sight.has('BIRTHDATE') ? { dobYear, dobMonth, dobDay } : {},
  ].map((part) => Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)))
  const shown = Object.assign({}, ...parts)
  return Object.keys(shown).length === 0 ? undefined : { ...shown, modifiedTime }
}

/** The orders of these customers, newest first, by one look at all of them; hidden ones are read by their id only. */
function ordersOf({ shop }: Call, customers: readonly Customer[], expands: CustomerExpands) {
  const found = new Map<string, { id: string }[]>()
  if (!expands.has('orders')) return found
  for (const { id } of customers) found.set(id, [])
  for (const { id, state, customerIds } of shop.orders.all('newest-first')) {
    if (state !== undefined) for (const buyer of customerIds) found.get(buyer)?.push({ id })
  }
  return found
}
