/** An e-mail address of a customer. */
export interface EmailAddress {
  id: string
  emailAddress: string
  verifiedTime?: number
  primaryEmail: boolean
}

/** A phone number as somebody typed it. */
export interface PhoneNumber {
  id: string
  phoneNumber: string
}

export const addressFields = ['address1', 'address2', 'address3', 'city', 'state', 'zip', 'country'] as const

/** A postal address; any of its fields may be missing or blank. */
export type Address = { id: string } & { [field in (typeof addressFields)[number]]?: string }

/** What is kept of a card. */
export interface Card {
  id: string
  first6: string
  last4: string
  cardType?: string
  firstName?: string
  lastName?: string
  /** `MMYY` */
  expirationDate?: string
  token?: string
  tokenType?: string
  modifiedTime?: number
}

/** The only free text there is on a customer. */
export interface CustomerMetadata {
  businessName?: string
  note?: string
  dobYear?: number
  dobMonth?: number
  dobDay?: number
  modifiedTime: number
}

/** A customer. Never changed in place: an update puts a new one into the shop, so that what was rendered stays true. */
export interface Customer {
  id: string
  firstName?: string
  lastName?: string
  marketingAllowed: boolean
  customerSince: number
  emailAddresses: readonly EmailAddress[]
  phoneNumbers: readonly PhoneNumber[]
  addresses: readonly Address[]
  cards: readonly Card[]
  metadata?: CustomerMetadata
}

/** The names of the lists of a customer that have sub-resources. */
export type ContactList = 'emailAddresses' | 'phoneNumbers' | 'addresses' | 'cards'

/** A customer of whom nothing is known yet. */
export const blankCustomer = (id: string, customerSince: number): Customer => ({
  id,
  marketingAllowed: false,
  customerSince,
  emailAddresses: [],
  phoneNumbers: [],
  addresses: [],
  cards: [],
})
