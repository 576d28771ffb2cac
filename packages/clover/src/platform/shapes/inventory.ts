import type { Many, One, Shape } from '../expand.ts'
import type { categoryRow, itemGroupRow, itemRow, modifierGroupRow, tagRow, taxRateRow } from '../inventory-rows.ts'
import type { Leaf } from './customer.ts'
import type { Cents, Milliseconds, Nothing, Reference } from './reference.ts'

/** Something that is sold. */
export interface Item {
  id: string
  /** At most 127 characters. [K] */
  name?: string
  alternateName?: string
  /** UPC or EAN, at most 100 characters; filtered by as `itemCode`. [K] */
  code?: string
  /** Not unique by any documented rule. */
  sku?: string
  /** Tax included, where the merchant has VAT. */
  price?: Cents
  priceType?: 'FIXED' | 'VARIABLE' | 'PER_UNIT'
  unitName?: string
  cost?: Cents
  priceWithoutVat?: Cents
  defaultTaxRates?: boolean
  /** Set at creation alone. [D] */
  itemGroup?: Reference
  hidden?: boolean
  available?: boolean
  /** Becomes unavailable at zero stock. */
  autoManage?: boolean
  isRevenue?: boolean
  /** @deprecated by Clover: `stock` has decimals. [D] */
  stockCount?: number
  colorCode?: string
  isAgeRestricted?: boolean
  type?: 'REGULAR' | 'RESTAURANT' | 'SERVICE' | 'RETAIL' | (string & Nothing)
  modifiedTime?: Milliseconds
  deleted?: boolean
  deletedTime?: Milliseconds
}

/** What an item is made with. Stock is written by `stock`, not here. [D] */
export interface ItemCreate {
  name: string
  price: Cents
  alternateName?: string
  code?: string
  sku?: string
  priceType?: 'FIXED' | 'VARIABLE' | 'PER_UNIT'
  unitName?: string
  cost?: Cents
  defaultTaxRates?: boolean
  /** A variant joins its group now or never. [D] */
  itemGroup?: Reference
  hidden?: boolean
  available?: boolean
  autoManage?: boolean
  isRevenue?: boolean
  /** `#fff`, `#ffffff` or `#ffffffff`. [K] */
  colorCode?: string
}

export type ItemUpdate = Partial<Omit<ItemCreate, 'itemGroup'>>

/** How much is there. `quantity` may be negative and has decimals. Only `item` is there until stock was first set. [S] */
export interface ItemStock {
  item?: Reference
  quantity?: number
  /** @deprecated by Clover: `quantity`, rounded. [D] */
  stockCount?: number
  modifiedTime?: Milliseconds
}

/** A group of items on the till. */
export interface Category {
  id: string
  name?: string
  sortOrder?: number
  colorCode?: string
  deleted?: boolean
  modifiedTime?: Milliseconds
  parentCategory?: Reference
}

/** What a category is made with. */
export interface CategoryWrite {
  /** At most 127 characters. [K] */
  name: string
  sortOrder?: number
  colorCode?: string
}

/** A label of items. */
export interface Tag {
  id: string
  name?: string
  showInReporting?: boolean
}

/** What a tag is made with. */
export interface TagWrite {
  /** At most 255 characters. [K] */
  name: string
  showInReporting?: boolean
}

/** A choice that goes with an item. */
export interface ModifierGroup {
  id: string
  name?: string
  alternateName?: string
  minRequired?: number
  maxAllowed?: number
  showByDefault?: boolean
  /** Ids with commas between. */
  modifierIds?: string
  sortOrder?: number
  deleted?: boolean
}

/** What a modifier group is made with. */
export interface ModifierGroupWrite {
  /** At most 255 characters. [K] */
  name: string
  alternateName?: string
  minRequired?: number
  maxAllowed?: number
  showByDefault?: boolean
  sortOrder?: number
}

/** One of the choices. */
export interface Modifier {
  id: string
  name?: string
  alternateName?: string
  available?: boolean
  price?: Cents
  modifierGroup?: Reference
  modifiedTime?: Milliseconds
  deleted?: boolean
}

/** What a modifier is made with. */
export interface ModifierWrite {
  name: string
  price: Cents
  alternateName?: string
  available?: boolean
}

/** Items that are variants of one thing. Their names are made of the group's and the options'. [D] */
export interface ItemGroup {
  id: string
  name?: string
}

/** In what variants differ: size, colour. */
export interface Attribute {
  id: string
  name?: string
  itemGroup?: Reference
}

/** One value of an attribute: small, red. */
export interface Option {
  id: string
  name?: string
  attribute?: Reference
}

/** `rate` is percent × 100,000: 8.25 % is 825000. [K][S] */
export interface TaxRate {
  id: string
  name?: string
  rate?: number
  /** A flat tax. */
  taxAmount?: Cents
  taxType?:
    | 'VAT_TAXABLE'
    | 'VAT_NON_TAXABLE'
    | 'VAT_EXEMPT'
    | 'INTERNAL_TAX'
    | 'PARTNER_TAX'
    | 'ORDER_FEES'
    | (string & Nothing)
  isDefault?: boolean
  modifiedTime?: Milliseconds
  deletedTime?: Milliseconds
}

/** What a tax rate is made with. */
export interface TaxRateWrite {
  /** At most 127 characters. [K] */
  name: string
  /** Percent × 100,000, 0 to 100,000,000. [K] */
  rate?: number
  taxAmount?: Cents
  isDefault?: boolean
}

/** A discount that the till offers. */
export interface MerchantDiscount {
  id: string
  /** At most 64 characters. [K] */
  name?: string
  /** Zero or less. */
  amount?: Cents
  /** Whole percent, 0 to 100. */
  percentage?: number
  /** Percent × 10,000. */
  percentageDecimal?: number
  type?: 'DEFAULT' | 'CASH_DISCOUNT'
  deleted?: boolean
}

/** A name and an amount of zero or less, or a percentage. */
export interface MerchantDiscountWrite {
  name: string
  amount?: Cents
  percentage?: number
  percentageDecimal?: number
}

export type ModifierShape = Leaf<Modifier, ModifierWrite>
export type OptionShape = Leaf<Option, { name: string }>
/** Of stock; written absolutely. */
export type ItemStockShape = Leaf<ItemStock>

/** What is known of items. */
export interface ItemShape extends Shape {
  plain: Item
  expandable: (typeof itemRow.expands)[number]
  expands: {
    tags: Many<TagShape>
    categories: Many<CategoryShape>
    taxRates: Many<TaxRateShape>
    modifierGroups: Many<ModifierGroupShape>
    itemStock: One<ItemStockShape>
    options: Many<OptionShape>
    ageRestricted: One<Leaf<Record<string, unknown>>>
  }
  filters: typeof itemRow.filters
  create: ItemCreate
  update: ItemUpdate
}

/** What is known of categories. */
export interface CategoryShape extends Shape {
  plain: Category
  expandable: (typeof categoryRow.expands)[number]
  expands: { items: Many<ItemShape> }
  filters: typeof categoryRow.filters
  create: CategoryWrite
  update: Partial<CategoryWrite>
}

/** What is known of tags. */
export interface TagShape extends Leaf<Tag, TagWrite> {
  filters: typeof tagRow.filters
}

/** What is known of modifier groups. */
export interface ModifierGroupShape extends Shape {
  plain: ModifierGroup
  expandable: (typeof modifierGroupRow.expands)[number]
  expands: { modifiers: Many<ModifierShape>; items: Many<ItemShape> }
  filters: typeof modifierGroupRow.filters
  create: ModifierGroupWrite
  update: Partial<ModifierGroupWrite>
}

/** What is known of groups of variants. */
export interface ItemGroupShape extends Shape {
  plain: ItemGroup
  expandable: (typeof itemGroupRow.expands)[number]
  expands: { items: Many<ItemShape>; attributes: Many<AttributeShape> }
  filters: Nothing
  create: { name: string }
  update: { name?: string }
}

/** What is known of attributes. */
export interface AttributeShape extends Shape {
  plain: Attribute
  expandable: 'options'
  expands: { options: Many<OptionShape> }
  filters: Nothing
  create: { name: string; itemGroup: Reference }
  update: { name?: string }
}

/** What is known of tax rates. */
export interface TaxRateShape extends Leaf<TaxRate, TaxRateWrite> {
  filters: typeof taxRateRow.filters
}

/** What is known of the till's discounts. */
export interface MerchantDiscountShape extends Leaf<MerchantDiscount, MerchantDiscountWrite> {
  filters: { amount: 'money'; modifiedTime: 'time'; percentage: 'number'; id: 'id' }
}
