/**
 * Where Clover's documents are silent we had to choose. Every choice is named here; the default is
 * the one that is harder on a client, unless something was seen that speaks for the other.
 */
export interface CloverChoices {
  /** A `limit` above 1000 is cut to 1000, or answered with 400. */
  limitAboveMax: 'clamp' | 'refuse'
  /** How many fields one call may expand; others are left out without a word. Four were seen to come on an item. */
  mostExpands: number
  /** The order of lists. Of items the newest edit was seen first; other things stay in the order in which they came. */
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
  /** The list of refunds was once seen as a bare list, without the envelope of the others. */
  refundList: 'envelope' | 'bare'
  /** How many items one call to `bulk_items` may bring. */
  mostBulkItems: number
  /** Whether deleted items, categories and the like stay in lists, marked; by its id such a row is a 404 in any case. */
  deletedRows: 'gone' | 'listed'
  /** Status of a refused code or refresh token. */
  oauthRefusal: 400 | 401
  /** Whether `state` comes back from the authorise page. */
  oauthState: 'echo' | 'drop'
  /** Lifetimes in seconds: the vendor says to read them from the replies. */
  codeSeconds: number
  accessSeconds: number
  refreshSeconds: number
  /** How many refresh tokens an app may hold for one merchant before older ones die. */
  refreshTokensHeld: number
  /** Whether a contact of a customer that is written on its own raises `C:` UPDATE, and a stock `I:` UPDATE. */
  contactsRaiseWebhook: boolean
  stockRaisesWebhook: boolean
  /** The vendor takes no plain HTTP and no localhost; simulators are mostly on loopback. */
  webhookUrl: 'any' | 'https-only'
  /** Milliseconds for which changes are collected into one message. */
  webhookDelay: number
  /** How long an answer may take, in milliseconds. */
  webhookTimeout: number
  /** How often a message is sent again, after how many milliseconds first; the wait doubles. */
  webhookRetries: number
  webhookRetryDelay: number
  /** The share of messages that is never sent, or sent twice. */
  webhookDrop: number
  webhookDuplicate: number
  /** Whether the lines of a message come newest first. */
  webhookReorder: boolean
  /** What is shown in Europe of an element of a customer for which the permission is missing. */
  withheldElement: 'absent' | 'empty'
}

export const defaultChoices: CloverChoices = {
  limitAboveMax: 'clamp',
  mostExpands: 3,
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
  refundList: 'envelope',
  mostBulkItems: 100,
  deletedRows: 'gone',
  oauthRefusal: 400,
  oauthState: 'echo',
  codeSeconds: 600,
  accessSeconds: 1800,
  refreshSeconds: 365 * 86_400,
  refreshTokensHeld: 5,
  contactsRaiseWebhook: false,
  stockRaisesWebhook: false,
  webhookUrl: 'any',
  webhookDelay: 50,
  webhookTimeout: 5000,
  webhookRetries: 4,
  webhookRetryDelay: 1000,
  webhookDrop: 0,
  webhookDuplicate: 0,
  webhookReorder: false,
  withheldElement: 'absent',
}
