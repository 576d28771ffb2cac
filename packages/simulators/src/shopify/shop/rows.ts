/** What every row has: its number, its global id, and when it was made and last changed (milliseconds). */
export interface Row {
  n: number
  id: string
  createdAt: number
  updatedAt: number
}

export interface Option {
  n: number
  id: string
  name: string
  values: { n: number; id: string; name: string }[]
}

export interface Product extends Row {
  title: string
  handle: string
  status: string
  vendor: string
  productType: string
  tags: string[]
  descriptionHtml: string
  publishedAt: number | null
  templateSuffix: string | null
  isGiftCard: boolean
  requiresSellingPlan: boolean
  seo: { title: string | null; description: string | null }
  options: Option[]
  /** In the order of their position. */
  variants: Variant[]
}

export interface Variant extends Row {
  product: Product
  item: Item
  barcode: string | null
  /** Hundredths, as all money. */
  price: number
  compareAtPrice: number | null
  inventoryPolicy: string
  taxable: boolean
  /** One of each option's values, by name. */
  values: string[]
}

export interface Item extends Row {
  variant: Variant
  sku: string | null
  tracked: boolean
  requiresShipping: boolean
  cost: number | null
  weight: { value: number; unit: string }
  countryCodeOfOrigin: string | null
  provinceCodeOfOrigin: string | null
  harmonizedSystemCode: string | null
  /** By the number of the location. */
  levels: Map<number, Level>
}

/** The numbers that are kept; `on_hand` is their sum without `incoming`. */
export type Stocked =
  | 'available'
  | 'committed'
  | 'incoming'
  | 'reserved'
  | 'damaged'
  | 'safety_stock'
  | 'quality_control'

export interface Level extends Row {
  item: Item
  location: Place
  isActive: boolean
  counts: Record<Stocked, number>
  /** When `available` last changed. */
  countedAt: number
}

export interface Place extends Row {
  name: string
  isActive: boolean
  fulfillsOnlineOrders: boolean
  shipsInventory: boolean
  isFulfillmentService: boolean
  address: Record<string, string | null>
}

export interface Address {
  n: number
  id: string
  firstName: string | null
  lastName: string | null
  company: string | null
  address1: string | null
  address2: string | null
  city: string | null
  zip: string | null
  provinceCode: string | null
  countryCode: string | null
  phone: string | null
}

export interface Consent {
  marketingState: string
  marketingOptInLevel: string | null
  consentUpdatedAt: number | null
}

export interface Customer extends Row {
  firstName: string | null
  lastName: string | null
  email: string | null
  phone: string | null
  note: string | null
  tags: string[]
  taxExempt: boolean
  taxExemptions: string[]
  locale: string
  state: string
  verifiedEmail: boolean
  emailConsent: Consent
  smsConsent: Consent
  /** The first is the default one. */
  addresses: Address[]
}

export interface Metafield extends Row {
  ownerId: string
  ownerType: string
  namespace: string
  key: string
  type: string
  value: string
}

export interface Definition extends Row {
  ownerType: string
  namespace: string
  key: string
  name: string
  description: string | null
  type: string
  isUnique: boolean
}

export interface Subscription extends Row {
  topic: string
  uri: string
  format: string
  filter: string | null
  includeFields: string[]
  metafieldNamespaces: string[]
  name: string | null
  /** Consecutive failures. */
  failures: number
}

export interface Bulk extends Row {
  query: string
  status: string
  errorCode: string | null
  completedAt: number | null
  objectCount: number
  rootObjectCount: number
  file: string | null
}
