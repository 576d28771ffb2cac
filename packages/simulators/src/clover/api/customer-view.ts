import type { Customer } from '../shop/customer.ts'
import type { Call } from './call.ts'
import { nested } from './expand.ts'
import { elementBytes } from './paging.ts'

export const customerExpands = ['addresses', 'emailAddresses', 'phoneNumbers', 'cards', 'metadata', 'orders'] as const

export type CustomerExpands = ReadonlySet<(typeof customerExpands)[number]>

/** Customers as JSON, out of the shop's shelf of renderings; `orders` are no part of a customer and are not kept. */
export function customerBytes(call: Call, customers: readonly Customer[], expands: CustomerExpands): Buffer[] {
  const shelf = call.shop.rendered
  const key = `${[...expands].join()} ${call.base}`
  return customers.map((customer) => {
    if (expands.has('orders')) return elementBytes(customerView(call, customer, expands))
    const kept = shelf.get(customer)
    if (kept?.key === key) return kept.bytes
    const bytes = elementBytes(customerView(call, customer, expands))
    shelf.set(customer, { key, bytes })
    return bytes
  })
}

/** A customer as the API shows it. Fields that are `undefined` are left out of the JSON. */
export function customerView(call: Call, customer: Customer, expands: CustomerExpands): Record<string, unknown> {
  const { id, firstName, lastName, marketingAllowed, customerSince } = customer
  const href = `${call.base}/customers/${id}`
  const view: Record<string, unknown> = { href, id, firstName, lastName, marketingAllowed, customerSince }
  const owned = <T extends object>(list: readonly T[]) =>
    nested(
      call,
      list.map((element) => ({ ...element, customer: { id } })),
    )
  if (expands.has('orders')) view.orders = nested(call, ordersOf(call, id))
  if (expands.has('addresses')) view.addresses = nested(call, customer.addresses)
  if (expands.has('emailAddresses')) view.emailAddresses = owned(customer.emailAddresses)
  if (expands.has('phoneNumbers')) view.phoneNumbers = owned(customer.phoneNumbers)
  if (expands.has('cards')) view.cards = owned(customer.cards)
  if (expands.has('metadata')) view.metadata = customer.metadata
  return view
}

function ordersOf({ shop }: Call, customerId: string): { id: string }[] {
  return shop.orders
    .all('newest-first')
    .filter((order) => order.customerIds.includes(customerId))
    .map(({ id }) => ({ id }))
    .toArray()
}
