import type { Currency, EcommerceCustomer, PostalAddress } from './objects.ts'

/** When the customer was made: Clover's `created` is Unix milliseconds. [D] */
export function createdAt({ created }: { created?: number }): Date | undefined {
  return created === undefined ? undefined : new Date(created)
}

/** The code as ISO 4217 writes it; Clover mixes `usd` and `USD`. */
export function currencyCode(currency: Currency): string {
  return currency.trim().toUpperCase()
}

/** Ids of the stored cards. `isComplete` is false where Clover kept some back (`has_more`). */
export interface StoredCards {
  ids: string[]
  isComplete: boolean
}

export function storedCards({ sources }: Pick<EcommerceCustomer, 'sources'>): StoredCards {
  return { ids: sources?.data ?? [], isComplete: sources?.has_more !== true }
}

/** Where to send goods, with the name and phone of who receives them. They are not the customer's own. */
export interface ShippingAddress extends PostalAddress {
  name?: string
  phone?: string
}

/** Nothing where `shipping` is absent or `{}`. */
export function shippingAddress({ shipping }: Pick<EcommerceCustomer, 'shipping'>): ShippingAddress | undefined {
  if (shipping === undefined || shipping === null) return undefined
  const { address, ...contact } = shipping
  const whole = { ...contact, ...address }
  return Object.keys(whole).length === 0 ? undefined : whole
}

/** A name in two parts. */
export interface NameParts {
  firstName: string
  /** Empty where the name is one word. */
  lastName: string
}

/**
 * Ecommerce customers have one `name`, others have two. The last word is the last name; a name of one word has none.
 * `joinName` makes the very same text of it, whatever blanks stood in it.
 */
export function splitName(name: string): NameParts {
  const [, firstName = name, lastName = ''] = /^(.*\S.*) (\S.*)$/s.exec(name) ?? []
  return { firstName, lastName }
}

/** The one name of two parts, either of which may be empty. */
export function joinName({ firstName, lastName }: NameParts): string {
  if (lastName === '') return firstName
  return firstName === '' ? lastName : `${firstName} ${lastName}`
}
