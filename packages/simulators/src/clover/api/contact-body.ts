import { badRequest } from '../replies.ts'
import {
  type Address,
  addressFields,
  type Card,
  type CustomerMetadata,
  type EmailAddress,
  type PhoneNumber,
} from '../shop/customer.ts'
import type { Shop } from '../shop/shop.ts'
import { looksLikeEmail } from './email-shape.ts'
import { changed, textField, wholeField } from './fields.ts'

type Body = Record<string, unknown>

/** The longest e-mail address and phone number are not documented: those of the standards. */
const longestEmail = 254
const longestPhone = 64

/** An e-mail address out of a body: a new one, or `old` with what the body changes. */
export function emailFrom(body: Body, shop: Shop, old?: EmailAddress): EmailAddress {
  const emailAddress = textField(body, 'emailAddress', longestEmail) ?? old?.emailAddress
  if (emailAddress === undefined || !looksLikeEmail(emailAddress)) throw badRequest('emailAddress is not valid')
  const primaryEmail = typeof body.primaryEmail === 'boolean' ? body.primaryEmail : (old?.primaryEmail ?? false)
  return changed(old ?? { id: shop.newId(), emailAddress, primaryEmail }, {
    emailAddress,
    primaryEmail,
    verifiedTime: wholeField(body, 'verifiedTime'),
  })
}

/** A new primary address takes the mark from the others, unless chosen otherwise. */
export function withEmail(emails: readonly EmailAddress[], email: EmailAddress, shop: Shop): EmailAddress[] {
  const others = emails.map((other) =>
    email.primaryEmail && shop.choices.primaryEmail === 'one' ? { ...other, primaryEmail: false } : other,
  )
  return withElement(others, email)
}

/** The list with an element in its old place, or at the end. */
export function withElement<T extends { id: string }>(list: readonly T[], element: T): T[] {
  const known = list.some(({ id }) => id === element.id)
  return known ? list.map((other) => (other.id === element.id ? element : other)) : [...list, element]
}

/** Free text: nothing is checked, nothing is normalised. */
export function phoneFrom(body: Body, shop: Shop, old?: PhoneNumber): PhoneNumber {
  const phoneNumber = textField(body, 'phoneNumber', longestPhone) ?? old?.phoneNumber
  if (phoneNumber === undefined) throw badRequest('phoneNumber is required')
  return { id: old?.id ?? shop.newId(), phoneNumber }
}

const addressLengths = { address1: 127, address2: 127, address3: 127, city: 127, state: 127, zip: 10, country: 2 }
const addressRequired = ['address1', 'city', 'state', 'zip', 'country'] as const

export function addressFrom(body: Body, shop: Shop, old?: Address): Address {
  let address: Address = old ?? { id: shop.newId() }
  for (const field of addressFields) {
    address = changed(address, { [field]: textField(body, field, addressLengths[field]) })
  }
  const blank = addressRequired.filter((field) => (address[field] ?? '').trim() === '')
  const mayBeBlank = shop.choices.addressNeeds === 'any' ? addressRequired.length - 1 : 0
  if (blank.length > mayBeBlank) throw badRequest(`An address must not be empty: ${blank.join(', ')}`)
  return address
}

/** What is kept of a card: never its number. */
export function cardFrom(body: Body, shop: Shop, old?: Card): Card {
  const first6 = textField(body, 'first6', 6) ?? old?.first6
  const last4 = textField(body, 'last4', 4) ?? old?.last4
  if (first6?.length !== 6 || last4?.length !== 4) throw badRequest('first6 and last4 are required')
  const { tokenType } = body
  if (tokenType !== undefined && tokenType !== 'MULTIPAY' && tokenType !== 'FINANCIAL') {
    throw badRequest('tokenType must be MULTIPAY or FINANCIAL')
  }
  return changed<Card>(old ?? { id: shop.newId(), first6, last4 }, {
    first6,
    last4,
    cardType: textField(body, 'cardType', 64),
    firstName: textField(body, 'firstName', 64),
    lastName: textField(body, 'lastName', 64),
    expirationDate: textField(body, 'expirationDate', 4),
    token: textField(body, 'token', 72),
    tokenType,
    modifiedTime: shop.stamp(),
  })
}

export function metadataFrom(body: Body, shop: Shop, old?: CustomerMetadata): CustomerMetadata {
  return changed<CustomerMetadata>(old ?? { modifiedTime: 0 }, {
    businessName: textField(body, 'businessName', 127),
    note: textField(body, 'note', 2000),
    dobYear: wholeField(body, 'dobYear'),
    dobMonth: wholeField(body, 'dobMonth'),
    dobDay: wholeField(body, 'dobDay'),
    modifiedTime: shop.stamp(),
  })
}
