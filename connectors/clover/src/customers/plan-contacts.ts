import { isBlank } from '../blank.ts'
import type { CloverCustomer } from './customer.ts'
import type { AddressWrite, CustomerWrite } from './customer-write.ts'

/** One call on a part of a customer, below the customer's own address. */
export interface ContactCall {
  path: string
  body: Record<string, string | boolean>
  /** The field that the call is for. */
  field: string
}

/** What has to be called, and what had to be left out. */
export interface ContactPlan {
  calls: ContactCall[]
  warnings: string[]
}

/** An expanded list is cut here, and what lies beyond cannot be read. */
const longestExpanded = 100

/**
 * Brings e-mail, phone and addresses of a customer to what is wanted. A single contact is changed in place; beside
 * several, a new one is added; none is taken away, so that nothing is lost that a cashier typed.
 */
export function planContacts(now: CloverCustomer, wanted: CustomerWrite, isEurope = false): ContactPlan {
  const isHidden = (list: unknown[] | undefined) => isEurope && list === undefined
  const plans = [
    isHidden(now.emailAddresses) ? unseen('e-mail', wanted.emailAddress) : planEmail(now, wanted.emailAddress),
    isHidden(now.phoneNumbers) ? unseen('phone', wanted.phoneNumber) : planPhone(now, wanted.phoneNumber),
    isHidden(now.addresses) ? unseen('address', wanted.addresses?.[0]?.address1) : planAddresses(now, wanted),
  ]
  return { calls: plans.flatMap(({ calls }) => calls), warnings: plans.flatMap(({ warnings }) => warnings) }
}

/**
 * In Europe an element without its own permission is left out, and what cannot be seen would be added once more with
 * every change.
 */
function unseen(what: 'e-mail' | 'phone' | 'address', wanted: string | null | undefined): ContactPlan {
  if (isBlank(wanted)) return nothing
  const permission = { 'e-mail': 'CUSTOMERS_EMAIL_R', phone: 'CUSTOMERS_PHONE_R', address: 'CUSTOMERS_ADDRESS_R' }[what]
  const says = `Clover does not show whether the customer has this ${what} already (${permission}), and it was left as it is`
  return { calls: [], warnings: [says] }
}

const nothing: ContactPlan = { calls: [], warnings: [] }

function planEmail({ emailAddresses = [] }: CloverCustomer, wanted: string | null | undefined): ContactPlan {
  const first = emailAddresses.find((each) => each.primaryEmail === true) ?? emailAddresses[0]
  if (isBlank(wanted) || isSame(first?.emailAddress, wanted)) return nothing
  const path = 'email_addresses'
  const field = 'emailAddress'
  const held = emailAddresses.find((each) => isSame(each.emailAddress, wanted))
  if (held !== undefined) return only(post(`${path}/${held.id}`, { emailAddress: wanted, primaryEmail: true }, field))
  const place = emailAddresses.length === 1 ? `${path}/${first?.id}` : path
  return only(post(place, { emailAddress: wanted, primaryEmail: true }, field))
}

function planPhone({ phoneNumbers = [] }: CloverCustomer, wanted: string | null | undefined): ContactPlan {
  const [first] = phoneNumbers
  if (isBlank(wanted) || phoneNumbers.some((each) => isSame(each.phoneNumber, wanted))) return nothing
  const path = 'phone_numbers'
  const field = 'phoneNumber'
  if (phoneNumbers.length >= longestExpanded) {
    const says = `Clover shows only ${longestExpanded} of this customer's phone numbers: they were left as they are, as this one may be among the rest`
    return { calls: [], warnings: [says] }
  }
  const place = phoneNumbers.length === 1 ? `${path}/${first?.id}` : path
  return only(post(place, { phoneNumber: wanted }, field))
}

function planAddresses({ addresses = [] }: CloverCustomer, wanted: CustomerWrite): ContactPlan {
  const plan: ContactPlan = { calls: [], warnings: [] }
  for (const [at, address] of (wanted.addresses ?? []).entries()) {
    const lacking = whatLacks(address)
    const body = filled(address)
    if (Object.keys(body).length === 0) continue
    if (lacking !== null) {
      plan.warnings.push(`Address ${at + 1} was left out: Clover takes none ${lacking}`)
      continue
    }
    const held =
      addresses.find((each) => address.id !== null && address.id !== undefined && each.id === address.id) ??
      addresses.find((each) => parts.every((part) => isSame(each[part] ?? '', address[part] ?? '')))
    if (held !== undefined && parts.every((part) => body[part] === undefined || body[part] === held[part])) continue
    plan.calls.push(post(held === undefined ? 'addresses' : `addresses/${held.id}`, body, `addresses.${at}`))
  }
  return plan
}

const parts = ['address1', 'address2', 'address3', 'city', 'state', 'zip', 'country'] as const
const demanded = ['address1', 'city', 'state', 'zip', 'country'] as const

/** Blank parts are skipped. */
export function filled(address: AddressWrite): Record<string, string> {
  return Object.fromEntries(parts.flatMap((part) => (isBlank(address[part]) ? [] : [[part, address[part] ?? '']])))
}

/** Why Clover would refuse an address; null: it would not. */
export function whatLacks(address: AddressWrite): string | null {
  const blank = demanded.filter((part) => isBlank(address[part]))
  if (blank.length > 0) return `without ${blank.join(', ')}`
  if (!/^[A-Za-z]{2}$/.test(address.country?.trim() ?? '')) return 'whose country is not a code of two letters'
  return (address.zip ?? '').length > 10 ? 'with a zip of more than 10 characters' : null
}

function isSame(one: string | null | undefined, other: string | null): boolean {
  return (one ?? '').trim().toLowerCase() === (other ?? '').trim().toLowerCase()
}

function post(path: string, body: ContactCall['body'], field: string): ContactCall {
  return { path, body, field }
}

function only(call: ContactCall): ContactPlan {
  return { calls: [call], warnings: [] }
}
