import type { Many, One, Shape } from '../expand.ts'
import type { customerRow } from '../rows.ts'
import type { Milliseconds, Nothing, Reference } from './reference.ts'

/**
 * A customer without contacts: those are expanded, in the replies of writes, too. There is no `modifiedTime`: what
 * changed is found by webhooks and by reading all. [D] Customers with neither name, e-mail nor phone are normal. In
 * Europe a token without the permission for an element does not see it.
 */
export interface Customer {
  id: string
  href?: string
  /** At most 64 characters. [D] */
  firstName?: string
  /** At most 64 characters. [D] */
  lastName?: string
  /** Whether marketing is allowed. Writes by apps are not honoured, so it cannot be written here. [D][S] */
  marketingAllowed?: boolean
  customerSince?: Milliseconds
  merchant?: Reference
}

/** An e-mail address of a customer. It is not unique: two customers may share one. */
export interface EmailAddress {
  id: string
  emailAddress?: string
  verifiedTime?: Milliseconds
  /** What becomes of the former primary address is not documented. [U] */
  primaryEmail?: boolean
  customer?: Reference
}

/** A phone number of a customer: free text, in no form. [K] */
export interface PhoneNumber {
  id: string
  phoneNumber?: string
  customer?: Reference
}

/** An address of a customer. */
export interface Address {
  id: string
  address1?: string
  address2?: string
  address3?: string
  city?: string
  /** State, province or region. */
  state?: string
  zip?: string
  /** ISO 3166, two letters. */
  country?: string
  phoneNumber?: string
  customer?: Reference
}

/** A card of a customer, as much as may be shown. `token` is a secret. */
export interface Card {
  id: string
  first6?: string
  last4?: string
  firstName?: string
  lastName?: string
  /** `MMYY` */
  expirationDate?: string
  cardType?: string
  token?: string
  tokenType?: 'MULTIPAY' | 'FINANCIAL' | (string & Nothing)
  modifiedTime?: Milliseconds
  customer?: Reference
}

/** Company, note and birthday of a customer. */
export interface CustomerMetadata {
  /** At most 127 characters. [K] */
  businessName?: string
  /** At most 2,000 characters; the merchant can edit it. [K] */
  note?: string
  /** May be missing where month and day are known. */
  dobYear?: number
  dobMonth?: number
  dobDay?: number
  modifiedTime?: Milliseconds
}

/** `emailAddress` is required; Clover checks address and domain, so `x@y.test` is refused. [I] */
export interface EmailAddressWrite {
  emailAddress: string
  primaryEmail?: boolean
}

/** Free text. */
export interface PhoneNumberWrite {
  phoneNumber: string
}

/** By Clover's own client all but the second and third line are required [K]; the reference says: not empty [D]. */
export interface AddressWrite {
  /** At most 127 characters, as city and state. [K] */
  address1?: string
  address2?: string
  address3?: string
  city?: string
  state?: string
  /** At most 10 characters. [K] */
  zip?: string
  /** Two letters. [K] */
  country?: string
}

/** A stored card by its first six and last four digits; card numbers are refused. */
export interface CardWrite {
  first6: string
  last4: string
  firstName?: string
  lastName?: string
  /** `MMYY` */
  expirationDate?: string
  cardType?: string
  token?: string
  tokenType?: 'MULTIPAY' | 'FINANCIAL'
}

/** A customer with contacts. All is optional. */
export interface CustomerCreate {
  firstName?: string
  lastName?: string
  /** Whether Clover keeps it is not documented. [U] */
  customerSince?: Milliseconds
  emailAddresses?: readonly EmailAddressWrite[]
  phoneNumbers?: readonly PhoneNumberWrite[]
  addresses?: readonly AddressWrite[]
  metadata?: Omit<CustomerMetadata, 'modifiedTime'>
}

/** Contacts are changed one by one, as resources of their own: nothing promises that this write touches them. [S] */
export type CustomerUpdate = Pick<CustomerCreate, 'firstName' | 'lastName'>

/** What is known of customers. */
export interface CustomerShape extends Shape {
  plain: Customer
  expandable: (typeof customerRow.expands)[number]
  expands: {
    addresses: Many<AddressShape>
    emailAddresses: Many<EmailAddressShape>
    phoneNumbers: Many<PhoneNumberShape>
    cards: Many<CardShape>
    metadata: One<MetadataShape>
    orders: Many<OrderReferenceShape>
  }
  filters: typeof customerRow.filters
  create: CustomerCreate
  update: CustomerUpdate
}

/** Of what expands nothing and is not filtered by. */
export interface Leaf<Plain extends object, Write extends object = Nothing> extends Shape {
  plain: Plain
  expandable: never
  expands: Nothing
  filters: Nothing
  create: Write
  update: Partial<Write>
}

export type EmailAddressShape = Leaf<EmailAddress, EmailAddressWrite>
export type PhoneNumberShape = Leaf<PhoneNumber, PhoneNumberWrite>
export type AddressShape = Leaf<Address, AddressWrite>
export type CardShape = Leaf<Card, CardWrite>
type MetadataShape = Leaf<CustomerMetadata>
type OrderReferenceShape = Leaf<Reference>
