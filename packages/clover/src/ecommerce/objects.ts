/** An ISO 4217 code; Clover writes it in lower case in charges and in either case in customers [D]: see `currencyCode`. */
export type Currency = string

/** A list inside of an object or as a reply. `data` may be the first part of it only: then `has_more` is true. [D] */
export interface EcommerceList<T> {
  object: 'list'
  data: T[]
  has_more?: boolean
  url?: string
}

/** Where goods are sent. [D] */
export interface PostalAddress {
  line1?: string
  line2?: string
  city?: string
  /** State, province or region. */
  state?: string
  postal_code?: string
  country?: string
}

/** Name and phone of who receives the goods, apart from the customer's own. [D] */
export interface Shipping {
  name?: string
  phone?: string
  address?: PostalAddress
}

/** A card-on-file customer. It is a Platform customer, too, under the same 13-character id. [D] */
export interface EcommerceCustomer {
  id: string
  object: 'customer'
  /** Unix milliseconds. [D] */
  created?: number
  currency?: Currency
  email?: string
  name?: string
  firstName?: string
  lastName?: string
  /** As it was given; Clover does not bring it into a form. */
  phone?: string
  /** Ids of the stored cards, never card numbers or tokens. [D] */
  sources?: EcommerceList<string>
  /** `{}` where nothing is known. [D] */
  shipping?: Shipping
}

/** What `customers.create` takes. */
export interface EcommerceCustomerCreate {
  /** Required, and checked by Clover (`email_invalid`). [D] */
  email: string
  /** Required: a card token `clv_…` out of the browser, never a card number. [D] */
  source: string
  name?: string
  firstName?: string
  lastName?: string
  phone?: string
  shipping?: Shipping
  /** `ecom`, which Clover takes unless told, or `moto` for mail and telephone orders. [D] */
  ecomind?: 'ecom' | 'moto'
}

/** What is to be different; what is left out stays as it is. A new `source` adds a card. [D] */
export type EcommerceCustomerChange = Partial<EcommerceCustomerCreate>

/** What a revoke answers. [D] */
export interface Revoked {
  id: string
  deleted: boolean
  object?: string
}

/** For charges on a stored card, by the rules of the card schemes. [D] */
export interface StoredCredentials {
  sequence: 'FIRST' | 'SUBSEQUENT'
  is_scheduled: boolean
  initiator: 'MERCHANT' | 'CARDHOLDER'
}

/** What `charges.create` takes. */
export interface ChargeCreate {
  /** All that the card is charged with, tax included, in cents; 99,999,999 at most. Required. [D] */
  amount: number
  /** Required; sent in lower case. [D] */
  currency: Currency
  /** A token `clv_…`, or the id of a customer with one card on file. Required. [D] */
  source: string
  /** Default true; false only reserves the amount until `charges.capture`. [D] */
  capture?: boolean
  /** Cents, part of `amount`. [D] */
  tax_amount?: number
  /** Cents, added to `amount`. [D] */
  tip_amount?: number
  receipt_email?: string
  description?: string
  /** At most 12 letters, digits and blanks. [D] */
  external_reference_id?: string
  ecomind?: 'ecom' | 'moto'
  metadata?: Record<string, string>
  stored_credentials?: StoredCredentials
}

/** The card behind a charge or a token, as much as may be shown. */
export interface CardSummary {
  id?: string
  brand?: string
  first6?: string
  last4?: string
  exp_month?: string
  exp_year?: string
}

/** Money taken from a card. It is a Platform payment, too, on the Platform order named by `order`. [D] */
export interface Charge {
  id: string
  object?: 'charge'
  /** Cents. */
  amount: number
  /** Cents. */
  amount_refunded?: number
  amount_captured?: number
  tax_amount?: number
  tip_amount?: number
  currency: Currency
  /** Unix milliseconds. */
  created?: number
  captured?: boolean
  paid?: boolean
  refunded?: boolean
  status?: 'succeeded' | 'pending' | 'failed'
  /** Id of the order. */
  order?: string
  customer?: string
  ref_num?: string
  auth_code?: string
  outcome?: { network_status?: string; type?: string }
  failure_code?: string
  failure_message?: string
  external_reference_id?: string
  source?: CardSummary
}

/** What `charges.capture` takes: less than was reserved, where a tip or a smaller sum is wanted. */
export interface ChargeCapture {
  /** Cents. */
  amount?: number
  tip_amount?: number
  receipt_email?: string
}

/** What `refunds.create` takes. */
export interface RefundCreate {
  /** Id of the charge. Required. [D] */
  charge: string
  /** Cents; all of the charge unless told. [D] */
  amount?: number
  reason?: 'requested_by_customer' | 'duplicate' | 'fraudulent'
}

/** Money given back, with a positive amount. */
export interface EcommerceRefund {
  id: string
  object?: 'refund'
  /** Cents. */
  amount: number
  charge?: string
  /** Unix milliseconds. */
  created?: number
  status?: string
  reason?: string
}

/** One position of an Ecommerce order. [I] */
export interface EcommerceOrderItem {
  type?: 'sku' | 'tax' | 'shipping' | 'discount'
  /** Id of an inventory item. */
  parent?: string
  /** Cents. */
  amount?: number
  currency?: Currency
  description?: string
  quantity?: number
}

/** What `orders.create` takes; the reference says little of it, so more is let through. [U] */
export interface EcommerceOrderCreate {
  currency: Currency
  items: EcommerceOrderItem[]
  customer?: string
  email?: string
  shipping?: Shipping
  metadata?: Record<string, string>
}

/** What `orders.pay` takes. An `email` that Clover takes is required by it. [D] */
export interface EcommerceOrderPay {
  source?: string
  customer?: string
  email?: string
  ecomind?: 'ecom' | 'moto'
  /** Cents. */
  tip_amount?: number
  stored_credentials?: StoredCredentials
}

/** What `orders.returnOrder` takes; nothing returns the whole order. [U] */
export interface EcommerceOrderReturn {
  items?: EcommerceOrderItem[]
}

/** An order made for an online sale. */
export interface EcommerceOrder {
  id: string
  object?: string
  /** Cents. */
  amount?: number
  /** Cents. */
  amount_paid?: number
  currency?: Currency
  /** Unix milliseconds. */
  created?: number
  charge?: string
  customer?: string
  email?: string
  status?: string
  items?: EcommerceOrderItem[]
  returns?: EcommerceList<unknown>
}

/** A card as `tokens.create` takes it: encrypted by the browser. Only the sandbox takes a test card's `number`. */
export interface TokenCard {
  /** One of `testCards`, in the sandbox. Anything else is refused before the call. */
  number?: string
  encrypted_pan?: string
  /** Two digits. */
  exp_month: string
  /** Four digits. */
  exp_year: string
  cvv?: string
  name?: string
  first6?: string
  last4?: string
  brand?: string
  country?: string
  address_line1?: string
  address_zip?: string
}

/** What `tokens.create` takes. */
export interface TokenCreate {
  /** The merchant's public Ecommerce key, or what `apikey.retrieve` answers as `apiAccessKey`. Required. [D] */
  apiKey: string
  card: TokenCard
}

/** A token: for one use, unless it was saved on a customer of a gateway with multi-pay tokens. [D] */
export interface CardToken {
  /** `clv_…` */
  id: string
  /** The word is not documented [U], so it is not checked. */
  object?: string
  card?: CardSummary
  created?: number
  livemode?: boolean
  used?: boolean
}

/** The key that makes card tokens for one merchant and app. It does not expire. [D] */
export interface ApiKey {
  active: boolean
  apiAccessKey: string
  /** Unix milliseconds. */
  createdTime?: number
  modifiedTime?: number
  developerAppUuid?: string
  merchantUuid?: string
}
