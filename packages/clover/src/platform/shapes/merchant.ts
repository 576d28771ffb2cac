import type { Many, One, Shape } from '../expand.ts'
import type { cashEventRow, merchantRow } from '../rows.ts'
import type { Leaf } from './customer.ts'
import type { EmployeeShape } from './employee.ts'
import type { OrderTypeShape } from './order.ts'
import type { TenderShape } from './payment.ts'
import type { Cents, Link, Milliseconds, Reference } from './reference.ts'

/** The shop. Currency and time zone are not here but in `properties`. [I] */
export interface Merchant {
  id: string
  href?: string
  name?: string
  createdTime?: Milliseconds
  phoneNumber?: string
  website?: string
  owner?: Reference
  address?: Link
  merchantPlan?: Reference
  reseller?: Reference
  tenders?: Link
  orders?: Link
  payments?: Link
  taxRates?: Link
  orderTypes?: Link
}

/** Where the shop is. */
export interface MerchantAddress {
  address1?: string
  address2?: string
  address3?: string
  city?: string
  state?: string
  zip?: string
  country?: string
  phoneNumber?: string
}

/** The shop's settings. The reply also holds bank numbers, which are not named here: never log it whole. [K][S] */
export interface MerchantProperties {
  /** ISO 4217. */
  defaultCurrency?: string
  /** IANA name, e.g. `America/Chicago`. */
  timezone?: string
  locale?: string
  vat?: boolean
  vatTaxName?: string
  tipsEnabled?: boolean
  maxTipPercentage?: number
  /** Whether stock is tracked and shown. [K] */
  trackStock?: boolean
  /** Whether a sale lowers stock. [K] */
  updateStock?: boolean
  notesOnOrders?: boolean
  deleteOrders?: boolean
  removeTaxEnabled?: boolean
  groupLineItems?: boolean
  alternateInventoryNames?: boolean
  orderTitle?: 'NONE' | 'MANUAL' | 'AUTOMATIC'
  orderTitleMax?: number
  /** The hour at which a business day begins. */
  summaryHour?: number
  supportPhone?: string
  supportEmail?: string
  marketingEnabled?: boolean
  marketingPreferenceText?: string
  businessTypeCode?: string
}

/** How the shop takes cards. */
export interface Gateway {
  supportsTipping?: boolean
  supportsTipAdjust?: boolean
  /** Whether a token that is saved on a customer can be charged again. [D] */
  supportsMultiPayToken?: boolean
  /** False for a demo. */
  production?: boolean
  mid?: string
  tokenType?: string
  closingTime?: string
}

/** A till. Ids of devices are UUIDs. [K] */
export interface Device {
  id: string
  name?: string
  model?: string
  serial?: string
  productName?: string
}

/** A tip that the till offers. */
export interface TipSuggestion {
  id: string
  name?: string
  percentage?: number
  isEnabled?: boolean
}

/** When the shop is open, by day. */
export interface OpeningHours {
  id: string
  name?: string
}

/** Money into or out of the drawer. */
export interface CashEvent {
  type?: string
  amountChange?: Cents
  note?: string
  timestamp?: Milliseconds
  employee?: Reference
  device?: Reference
}

/** What is known of cash events. */
export interface CashEventShape extends Leaf<CashEvent> {
  filters: typeof cashEventRow.filters
}

/** What is known of the merchant. */
export interface MerchantShape extends Shape {
  plain: Merchant
  expandable: (typeof merchantRow.expands)[number]
  expands: {
    address: One<Leaf<MerchantAddress>>
    properties: One<Leaf<MerchantProperties>>
    gateway: One<Leaf<Gateway>>
    owner: One<EmployeeShape>
    employees: Many<EmployeeShape>
    tenders: Many<TenderShape>
    orderTypes: Many<OrderTypeShape>
    openingHours: Many<Leaf<OpeningHours>>
    tipSuggestions: Many<Leaf<TipSuggestion>>
  }
  filters: Record<never, never>
  create: Record<never, never>
  update: Pick<Merchant, 'name' | 'phoneNumber' | 'website'>
}
