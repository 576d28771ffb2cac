import { hundredths } from '../shop/money.ts'
import { editItem, editVariant, setSku, sortedTags, takeHandle, type VariantDraft } from '../shop/products.ts'
import type { Item, Product, Variant } from '../shop/rows.ts'
import { newPart, type Shop } from '../shop/shop.ts'
import { refuse, type UserError, userError } from '../wire/problems.ts'
import type { MetafieldInput } from './metafields.ts'

export interface ItemInput {
  sku?: string | null
  tracked?: boolean | null
  requiresShipping?: boolean | null
  cost?: string | null
  countryCodeOfOrigin?: string | null
  provinceCodeOfOrigin?: string | null
  harmonizedSystemCode?: string | null
  measurement?: { weight?: { value: number; unit: string } | null } | null
}

export interface OptionValueInput {
  optionName?: string | null
  optionId?: string | null
  name?: string | null
  id?: string | null
}

export interface VariantInput {
  id?: string | null
  sku?: string | null
  barcode?: string | null
  price?: number | null
  compareAtPrice?: number | null
  inventoryPolicy?: string | null
  taxable?: boolean | null
  optionValues?: OptionValueInput[] | null
  inventoryItem?: ItemInput | null
  metafields?: MetafieldInput[] | null
}

export interface ProductInput {
  id?: string | null
  title?: string | null
  handle?: string | null
  status?: string | null
  vendor?: string | null
  productType?: string | null
  tags?: string[] | null
  descriptionHtml?: string | null
  templateSuffix?: string | null
  seo?: { title?: string | null; description?: string | null } | null
  metafields?: MetafieldInput[] | null
}

/** Texts that are too long, and a title that is none. */
export function checkProduct(input: ProductInput, prefix: string, isNew: boolean): void {
  const at = (name: string) => (prefix === '' ? name : `${prefix}.${name}`)
  if (
    (isNew && (input.title ?? '').trim() === '') ||
    (input.title !== undefined && (input.title ?? '').trim() === '')
  ) {
    refuse(at('title'), "Title can't be blank", prefix === '' ? null : 'BLANK')
  }
  const limited = { title: 'Title', handle: 'Handle', vendor: 'Vendor', productType: 'Product type' } as const
  for (const [name, words] of Object.entries(limited)) {
    const value = Object.entries(input).find(([key]) => key === name)?.[1]
    if (typeof value === 'string' && value.length > 255)
      refuse(at(name), `${words} is too long (maximum is 255 characters)`)
  }
}

/** What is absent stays as it is. */
export function applyProduct(shop: Shop, product: Product, input: ProductInput): void {
  if (typeof input.title === 'string') product.title = input.title
  if (typeof input.handle === 'string' && input.handle !== product.handle) {
    const handle = takeHandle(shop, input.handle, product.title, product.n)
    shop.handles.delete(product.handle)
    product.handle = handle
    shop.handles.set(handle, product.n)
  }
  if (typeof input.status === 'string') {
    product.status = input.status
    if (input.status === 'ACTIVE') product.publishedAt ??= shop.now()
  }
  if (input.vendor !== undefined) product.vendor = input.vendor ?? ''
  if (input.productType !== undefined) product.productType = input.productType ?? ''
  if (input.tags !== undefined) product.tags = sortedTags(input.tags ?? [])
  if (input.descriptionHtml !== undefined) product.descriptionHtml = input.descriptionHtml ?? ''
  if (input.templateSuffix !== undefined) product.templateSuffix = input.templateSuffix
  if (input.seo) product.seo = { ...product.seo, ...input.seo }
}

/** What is wrong with a variant's money, by the names of the input. */
export function variantFlaws(input: VariantInput, at: string, code: 'bulk' | 'set'): UserError[] {
  const flaws: UserError[] = []
  if (typeof input.price === 'number' && input.price < 0) {
    flaws.push(userError(`${at}.price`, 'Price must be greater than or equal to 0', 'GREATER_THAN_OR_EQUAL_TO'))
  }
  if (typeof input.compareAtPrice === 'number' && input.compareAtPrice < 0) {
    flaws.push(userError(`${at}.compareAtPrice`, 'must be greater than or equal to 0', 'INVALID_INPUT'))
  }
  const cost = input.inventoryItem?.cost
  if (typeof cost === 'string' && hundredths(cost) < 0) {
    const words = 'Cost per item must be greater than or equal to 0'
    flaws.push(
      userError(`${at}.inventoryItem.cost`, words, code === 'set' ? 'INVALID_VARIANT' : 'GREATER_THAN_OR_EQUAL_TO'),
    )
  }
  return flaws
}

export function applyVariant(shop: Shop, variant: Variant, input: VariantInput): void {
  editVariant(shop, variant, () => {
    if (typeof input.price === 'number') variant.price = input.price
    if (input.compareAtPrice !== undefined) variant.compareAtPrice = input.compareAtPrice
    if (input.barcode !== undefined) variant.barcode = input.barcode
    if (typeof input.inventoryPolicy === 'string') variant.inventoryPolicy = input.inventoryPolicy
    if (typeof input.taxable === 'boolean') variant.taxable = input.taxable
    if (input.sku !== undefined) setSku(shop, variant.item, input.sku)
    if (input.optionValues) variant.values = valuesFor(shop, variant.product, input.optionValues, variant.values)
  })
  if (input.inventoryItem) applyItem(shop, variant.item, input.inventoryItem)
}

export function applyItem(shop: Shop, item: Item, input: ItemInput): void {
  const change = () => {
    if (input.sku !== undefined) setSku(shop, item, input.sku)
    if (typeof input.tracked === 'boolean') item.tracked = input.tracked
    if (typeof input.requiresShipping === 'boolean') item.requiresShipping = input.requiresShipping
    if (input.cost !== undefined) item.cost = input.cost === null ? null : hundredths(input.cost)
    if (input.measurement?.weight) item.weight = input.measurement.weight
    if (input.countryCodeOfOrigin !== undefined) item.countryCodeOfOrigin = input.countryCodeOfOrigin
    if (input.provinceCodeOfOrigin !== undefined) item.provinceCodeOfOrigin = input.provinceCodeOfOrigin
    if (input.harmonizedSystemCode !== undefined) item.harmonizedSystemCode = input.harmonizedSystemCode
  }
  // The SKU is one fact of both.
  shop.variants.reindex(item.variant, () => void editItem(shop, item, change))
}

/** One value of each option; values that the product does not know yet are added to it. */
export function valuesFor(
  shop: Shop,
  product: Product,
  inputs: readonly OptionValueInput[],
  before: readonly string[] = [],
): string[] {
  return product.options.map((option, index) => {
    const input = inputs.find(({ optionName, optionId }) => optionName === option.name || optionId === option.id)
    const known = option.values.find(({ id }) => id === input?.id)
    const name = input?.name ?? known?.name ?? before[index]
    if (name === undefined)
      return refuse('variants', `You need to add option values for ${option.name}`, 'NEED_TO_ADD_OPTION_VALUES')
    if (!option.values.some((value) => value.name === name)) {
      option.values.push({ ...newPart(shop, 'ProductOptionValue'), name })
    }
    return name
  })
}

export const draftOf = (input: VariantInput, values: readonly string[]): VariantDraft => ({
  values,
  sku: input.inventoryItem?.sku ?? input.sku,
  barcode: input.barcode,
  price: input.price ?? undefined,
  compareAtPrice: input.compareAtPrice,
  inventoryPolicy: input.inventoryPolicy ?? undefined,
  taxable: input.taxable ?? undefined,
  tracked: input.inventoryItem?.tracked ?? undefined,
  requiresShipping: input.inventoryItem?.requiresShipping ?? undefined,
  cost: typeof input.inventoryItem?.cost === 'string' ? hundredths(input.inventoryItem.cost) : undefined,
  weight: input.inventoryItem?.measurement?.weight ?? undefined,
})
