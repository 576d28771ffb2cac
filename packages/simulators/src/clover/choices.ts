/**
 * Where Clover's documents are silent we had to choose. Every choice is named here; the default is
 * the one that is harder on a client, unless something was seen that speaks for the other.
 */
export interface CloverChoices {
  /** A `limit` above 1000 is cut to 1000, or answered with 400. */
  limitAboveMax: 'clamp' | 'refuse'
  /** The order of customer and order lists. Items were seen newest first. */
  order: 'newest-first' | 'oldest-first'
  /** An expanded list without elements. Items were seen with `{"elements":[]}`. */
  emptyNestedList: 'elements' | 'absent'
  /** `POST /customers` with `{}`. All fields are optional, so it is taken. */
  emptyCustomer: 'accept' | 'refuse'
  /** A `customerSince` sent by a client on create. */
  customerSince: 'ignore' | 'keep'
  /** Contacts in `POST /customers/{id}`: the documents promise nothing. */
  contactsInUpdate: 'ignore' | 'replace' | 'add'
  /** Whether a second primary e-mail address takes the mark from the first. */
  primaryEmail: 'one' | 'many'
  /** `=` and `in` on texts. */
  filterCase: 'sensitive' | 'insensitive'
  /** `firstName=Nor*` on customers; a trailing `*` worked on items. */
  customerWildcard: 'literal' | 'prefix'
  /** What an address must have: all of street, city, state, zip and country, or any of them. */
  addressNeeds: 'all' | 'any'
  /** Seconds of `retry-after` at the first breach of the limit on requests in flight; each early call doubles it. */
  concurrencyWait: number
  /** A token that lacks the permission. The vendor's page says 401, as for a bad token; a 403 was never seen. */
  missingPermission: 401 | 403
  /** `PUT /v1/customers/{id}` without an e-mail address. */
  ecommerceUpdate: 'partial' | 'needs-email'
  /** Whether an API token of the dashboard opens the Ecommerce API, which has keys of its own. */
  merchantTokenInEcommerce: 'refuse' | 'accept'
  /** Whether charges without `x-forwarded-for` are refused. They are said to be, but were seen to pass. */
  needsBuyerAddress: boolean
  /** How many items one call to `bulk_items` may bring. */
  mostBulkItems: number
}

export const defaultChoices: CloverChoices = {
  limitAboveMax: 'clamp',
  order: 'newest-first',
  emptyNestedList: 'elements',
  emptyCustomer: 'accept',
  customerSince: 'ignore',
  contactsInUpdate: 'ignore',
  primaryEmail: 'one',
  filterCase: 'sensitive',
  customerWildcard: 'literal',
  addressNeeds: 'all',
  concurrencyWait: 1,
  missingPermission: 401,
  ecommerceUpdate: 'partial',
  merchantTokenInEcommerce: 'refuse',
  needsBuyerAddress: false,
  mostBulkItems: 100,
}
