import {
  type Address,
  blankCustomer,
  type Customer,
  type CustomerMetadata,
  type EmailAddress,
  type PhoneNumber,
} from './shop/customer.ts'
import { blankOrder, type Order } from './shop/order.ts'
import type { Shop } from './shop/shop.ts'

type WithoutId<T> = Partial<Omit<T, 'id'>> & { id?: string }

/** What the merchant types: contacts need no ids, and nothing is checked. */
export interface CustomerDraft {
  firstName?: string | null
  lastName?: string | null
  marketingAllowed?: boolean
  emailAddresses?: (WithoutId<EmailAddress> & { emailAddress: string })[]
  phoneNumbers?: (WithoutId<PhoneNumber> & { phoneNumber: string })[]
  addresses?: WithoutId<Address>[]
  metadata?: Partial<CustomerMetadata> | null
}

/** The customers, as the merchant handles them at the till. */
export interface CustomerDrawer {
  count(): number
  list(): Customer[]
  get(id: string): Customer | undefined
  create(draft: CustomerDraft): Customer
  /** Given fields only; a given list of contacts takes the place of the old one, `null` clears. */
  update(id: string, draft: CustomerDraft): Customer
  remove(id: string): void
}

/** The orders, as they come in at the till. */
export interface OrderDrawer {
  count(): number
  list(): Order[]
  get(id: string): Order | undefined
  /** An open order of 6.50; of a stranger when no customer is given. */
  createFor(customerId?: string, changes?: Partial<Omit<Order, 'id'>>): Order
  update(id: string, changes: Partial<Omit<Order, 'id'>>): Order
  remove(id: string): void
}

export function customerDrawer(shop: Shop): CustomerDrawer {
  const { customers, effects } = shop
  const save = (kind: string, before: Customer, draft: CustomerDraft) => {
    const customer = drafted(before, draft, shop)
    customers.put(customer)
    effects.record(kind, customer.id, 'person', draft)
    return customer
  }
  return {
    count: () => customers.size,
    list: () => [...customers.all()],
    get: customers.get,
    create: (draft) => save('customer.create', blankCustomer(shop.newId(), shop.stamp()), draft),
    update: (id, draft) => save('customer.update', known(customers.get(id), id), draft),
    remove: (id) => {
      known(customers.get(id), id)
      customers.remove(id)
      effects.record('customer.delete', id, 'person')
    },
  }
}

export function orderDrawer(shop: Shop): OrderDrawer {
  const { orders, effects } = shop
  const save = (kind: string, order: Order) => {
    orders.put(order)
    effects.record(kind, order.id, 'person')
    return order
  }
  return {
    count: () => orders.size,
    list: () => [...orders.all()],
    get: orders.get,
    createFor: (customerId, changes = {}) => {
      if (customerId !== undefined) known(shop.customers.get(customerId), customerId)
      const lineItems = [{ id: shop.newId(), name: 'Lentil soup', price: 650 }]
      const order = { ...blankOrder(shop.newId(), shop.stamp()), state: 'open', total: 650, lineItems }
      return save('order.create', { ...order, customerIds: customerId === undefined ? [] : [customerId], ...changes })
    },
    update: (id, changes) =>
      save('order.update', { ...known(orders.get(id), id), modifiedTime: shop.stamp(), ...changes }),
    remove: (id) => {
      known(orders.get(id), id)
      orders.remove(id)
      effects.record('order.delete', id, 'person')
    },
  }
}

function known<T>(thing: T | undefined, id: string): T {
  if (thing === undefined) throw new Error(`the shop has no ${id}`)
  return thing
}

function drafted(before: Customer, draft: CustomerDraft, shop: Shop): Customer {
  const { firstName = before.firstName, lastName = before.lastName, metadata = before.metadata } = draft
  const { firstName: _first, lastName: _last, metadata: _metadata, ...rest } = before
  const customer: Customer = { ...rest, marketingAllowed: draft.marketingAllowed ?? before.marketingAllowed }
  if (typeof firstName === 'string') customer.firstName = firstName
  if (typeof lastName === 'string') customer.lastName = lastName
  if (metadata !== undefined && metadata !== null) customer.metadata = { modifiedTime: shop.stamp(), ...metadata }
  const withId = <T extends { id?: string }>(thing: T) => ({ ...thing, id: thing.id ?? shop.newId() })
  if (draft.emailAddresses !== undefined) {
    customer.emailAddresses = draft.emailAddresses.map((email) => ({ primaryEmail: false, ...withId(email) }))
  }
  if (draft.phoneNumbers !== undefined) customer.phoneNumbers = draft.phoneNumbers.map(withId)
  if (draft.addresses !== undefined) customer.addresses = draft.addresses.map(withId)
  return customer
}
