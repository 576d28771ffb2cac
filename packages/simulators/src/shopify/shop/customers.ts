import parsePhone from 'libphonenumber-js'
import { customerBody, goneBody } from '../webhooks/bodies.ts'
import { refuse } from '../wire/problems.ts'
import { sortedTags } from './products.ts'
import type { Address, Customer } from './rows.ts'
import { newPart, newRow, note, type Shop } from './shop.ts'

/** What may be said of a customer; what is absent stays. */
export interface CustomerDraft {
  firstName?: string | null | undefined
  lastName?: string | null | undefined
  email?: string | null | undefined
  phone?: string | null | undefined
  note?: string | null | undefined
  tags?: readonly string[] | null | undefined
  taxExempt?: boolean | null | undefined
  taxExemptions?: readonly string[] | null | undefined
  locale?: string | null | undefined
  addresses?: readonly AddressDraft[] | null | undefined
}

export interface AddressDraft {
  id?: string | null | undefined
  firstName?: string | null | undefined
  lastName?: string | null | undefined
  company?: string | null | undefined
  address1?: string | null | undefined
  address2?: string | null | undefined
  city?: string | null | undefined
  zip?: string | null | undefined
  provinceCode?: string | null | undefined
  province?: string | null | undefined
  countryCode?: string | null | undefined
  country?: string | null | undefined
  phone?: string | null | undefined
}

const noConsent = () => ({ marketingState: 'NOT_SUBSCRIBED', marketingOptInLevel: null, consentUpdatedAt: null })

/** `at` gives the name under which a field's fault is told. */
export function addCustomer(shop: Shop, draft: CustomerDraft, at: (field: string) => string = plainly): Customer {
  const checked = check(shop, draft, undefined, at)
  const customer: Customer = {
    ...newRow(shop, 'Customer'),
    firstName: null,
    lastName: null,
    email: null,
    phone: null,
    note: null,
    tags: [],
    taxExempt: false,
    taxExemptions: [],
    locale: 'en',
    state: 'DISABLED',
    verifiedEmail: true,
    emailConsent: noConsent(),
    smsConsent: noConsent(),
    addresses: [],
  }
  apply(shop, customer, checked)
  shop.customers.add(customer)
  note(shop, 'customer.create', customer.id)
  tellCustomer(shop, 'customers/create', customer)
  return customer
}

export function editCustomer(
  shop: Shop,
  customer: Customer,
  draft: CustomerDraft,
  at: (field: string) => string = plainly,
): Customer {
  const checked = check(shop, draft, customer, at)
  shop.customers.edit(customer, () => apply(shop, customer, checked))
  note(shop, 'customer.update', customer.id)
  tellCustomer(shop, 'customers/update', customer)
  return customer
}

export function removeCustomer(shop: Shop, customer: Customer): void {
  if ((shop.ordersOf.get(customer.n) ?? []).length > 0) {
    refuse('id', 'Customer can’t be deleted because they have associated orders')
  }
  shop.customers.remove(customer.n)
  if (customer.email !== null) shop.emails.delete(emailKey(customer.email))
  if (customer.phone !== null) shop.phones.delete(customer.phone)
  shop.metafields.delete(customer.id)
  note(shop, 'customer.delete', customer.id)
  shop.tell({ topic: 'customers/delete', by: shop.by, body: () => goneBody(customer.id) })
}

export const tellCustomer = (shop: Shop, topic: string, customer: Customer): void =>
  shop.tell({ topic, by: shop.by, body: () => customerBody(shop.identity, customer) })

const plainly = (field: string) => field

export const emailKey = (email: string): string => email.toLowerCase()

/** `+14155558744`, or undefined for what is no number. A number without a country is one of the shop's own. */
export function e164(phone: string): string | undefined {
  const parsed = parsePhone(phone, 'US')
  return parsed?.isPossible() === true ? parsed.number : undefined
}

function check(
  shop: Shop,
  draft: CustomerDraft,
  own: Customer | undefined,
  at: (field: string) => string,
): CustomerDraft {
  const email = draft.email === '' ? null : (draft.email?.trim() ?? draft.email)
  const phone = draft.phone === '' ? null : draft.phone
  const limits = { firstName: 'First name', lastName: 'Last name' } as const
  for (const [field, words] of Object.entries(limits)) {
    const value = field === 'firstName' ? draft.firstName : draft.lastName
    if ((value ?? '').length > 255) refuse(at(field), `${words} is too long (maximum is 255 characters)`)
  }
  if ((draft.note ?? '').length > 5000) refuse(at('note'), 'Note is too long (maximum is 5000 characters)')
  if ((draft.tags ?? []).some((tag) => tag.length > 255))
    refuse(at('tags'), 'Tags is too long (maximum is 255 characters)')
  if (typeof email === 'string') checkEmail(shop, email, own, at('email'))
  const number = typeof phone === 'string' ? checkPhone(shop, phone, own, at('phone')) : phone
  const after = { ...own, ...defined({ ...draft, email, phone: number }) }
  if (!after.firstName && !after.lastName && !after.email && !after.phone) {
    const where = at('') === '' ? null : at('').replace(/\.$/, '')
    refuse(where, 'A name, phone number, or email address must be present')
  }
  return { ...draft, email, phone: number }
}

const defined = <T extends object>(draft: T): Partial<T> =>
  // Entries of an object are entries of its type.
  Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined)) as Partial<T>

function checkEmail(shop: Shop, email: string, own: Customer | undefined, at: string): void {
  if (email.length > 255) refuse(at, 'Email is too long (maximum is 255 characters)')
  if (!/^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(email)) refuse(at, 'Email is invalid')
  const holder = shop.emails.get(emailKey(email))
  if (holder !== undefined && holder !== own?.n) refuse(at, 'Email has already been taken')
}

function checkPhone(shop: Shop, phone: string, own: Customer | undefined, at: string): string {
  const number = e164(phone)
  if (number === undefined) return refuse(at, 'Phone is invalid')
  const holder = shop.phones.get(number)
  if (holder !== undefined && holder !== own?.n) refuse(at, 'Phone has already been taken')
  return number
}

function apply(shop: Shop, customer: Customer, draft: CustomerDraft): void {
  if (draft.firstName !== undefined) customer.firstName = draft.firstName || null
  if (draft.lastName !== undefined) customer.lastName = draft.lastName || null
  if (draft.email !== undefined) {
    if (customer.email !== null) shop.emails.delete(emailKey(customer.email))
    customer.email = draft.email
    if (draft.email !== null) shop.emails.set(emailKey(draft.email), customer.n)
  }
  if (draft.phone !== undefined) {
    if (customer.phone !== null) shop.phones.delete(customer.phone)
    customer.phone = draft.phone
    if (draft.phone !== null) shop.phones.set(draft.phone, customer.n)
  }
  if (draft.note !== undefined) customer.note = draft.note
  if (draft.tags) customer.tags = sortedTags(draft.tags)
  if (typeof draft.taxExempt === 'boolean') customer.taxExempt = draft.taxExempt
  if (draft.taxExemptions) customer.taxExemptions = [...draft.taxExemptions]
  if (typeof draft.locale === 'string') customer.locale = draft.locale
  if (draft.addresses) customer.addresses = draft.addresses.map((address) => addressOf(shop, address))
}

export function addressOf(shop: Shop, draft: AddressDraft): Address {
  return {
    ...newPart(shop, 'MailingAddress'),
    firstName: draft.firstName ?? null,
    lastName: draft.lastName ?? null,
    company: draft.company ?? null,
    address1: draft.address1 ?? null,
    address2: draft.address2 ?? null,
    city: draft.city ?? null,
    zip: draft.zip ?? null,
    provinceCode: draft.provinceCode ?? draft.province ?? null,
    countryCode: draft.countryCode ?? draft.country ?? null,
    phone: draft.phone ?? null,
  }
}
