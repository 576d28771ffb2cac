import { goneBody, itemBody, productBody } from '../webhooks/bodies.ts'
import { refuse } from '../wire/problems.ts'
import { primaryPlace } from './places.ts'
import type { Item, Option, Product, Variant } from './rows.ts'
import { newPart, newRow, note, type Shop } from './shop.ts'
import { stockAt } from './stock.ts'

/** What a product is made of; what is left out has its usual value. */
export interface ProductDraft {
  title: string
  handle?: string | undefined
  status?: string | undefined
  vendor?: string | undefined
  productType?: string | undefined
  tags?: readonly string[] | undefined
  descriptionHtml?: string | undefined
  options?: readonly { name: string; values: readonly string[] }[] | undefined
  /** Without: one variant. */
  variants?: readonly VariantDraft[] | undefined
}

export interface VariantDraft {
  values?: readonly string[] | undefined
  sku?: string | null | undefined
  barcode?: string | null | undefined
  price?: number | undefined
  compareAtPrice?: number | null | undefined
  inventoryPolicy?: string | undefined
  taxable?: boolean | undefined
  tracked?: boolean | undefined
  requiresShipping?: boolean | undefined
  cost?: number | null | undefined
  weight?: { value: number; unit: string } | undefined
}

export const sortedTags = (tags: readonly string[]): string[] =>
  [...new Set(tags.flatMap((tag) => tag.split(',')).map((tag) => tag.trim()))].filter((tag) => tag !== '').sort()

/** `finish` is done before anybody hears of the product. */
export function addProduct(shop: Shop, draft: ProductDraft, finish?: (product: Product) => void): Product {
  const product: Product = {
    ...newRow(shop, 'Product'),
    title: draft.title,
    handle: takeHandle(shop, draft.handle, draft.title),
    status: draft.status ?? 'ACTIVE',
    vendor: draft.vendor ?? shop.identity.name,
    productType: draft.productType ?? '',
    tags: sortedTags(draft.tags ?? []),
    descriptionHtml: draft.descriptionHtml ?? '',
    publishedAt: (draft.status ?? 'ACTIVE') === 'ACTIVE' ? shop.now() : null,
    templateSuffix: null,
    isGiftCard: false,
    requiresSellingPlan: false,
    seo: { title: null, description: null },
    options: [],
    variants: [],
  }
  shop.handles.set(product.handle, product.n)
  const options = draft.options ?? []
  product.options = (options.length === 0 ? [{ name: 'Title', values: ['Default Title'] }] : options).map((option) =>
    newOption(shop, option.name, option.values),
  )
  shop.products.add(product)
  for (const variant of draft.variants ?? [{}]) addVariant(shop, product, variant)
  finish?.(product)
  note(shop, 'product.create', product.id, { title: product.title })
  tellProduct(shop, 'products/create', product)
  return product
}

export function newOption(shop: Shop, name: string, values: readonly string[]): Option {
  return {
    ...newPart(shop, 'ProductOption'),
    name,
    values: values.map((value) => ({ ...newPart(shop, 'ProductOptionValue'), name: value })),
  }
}

/** An unknown variant starts untracked, with one level of nothing at the first place. */
export function addVariant(shop: Shop, product: Product, draft: VariantDraft): Variant {
  const row = newRow(shop, 'ProductVariant')
  const item: Item = {
    ...newRow(shop, 'InventoryItem'),
    // Each needs the other; the next statement closes the ring.
    variant: undefined as unknown as Variant,
    sku: null,
    tracked: draft.tracked ?? false,
    requiresShipping: draft.requiresShipping ?? true,
    cost: draft.cost ?? null,
    weight: draft.weight ?? { value: 0, unit: 'KILOGRAMS' },
    countryCodeOfOrigin: null,
    provinceCodeOfOrigin: null,
    harmonizedSystemCode: null,
    levels: new Map(),
  }
  const variant: Variant = {
    ...row,
    product,
    item,
    barcode: draft.barcode ?? null,
    price: draft.price ?? 0,
    compareAtPrice: draft.compareAtPrice ?? null,
    inventoryPolicy: draft.inventoryPolicy ?? 'DENY',
    taxable: draft.taxable ?? true,
    values: [...(draft.values ?? ['Default Title'])],
  }
  item.variant = variant
  setSku(shop, item, draft.sku ?? null)
  for (const [index, value] of variant.values.entries()) knowValue(shop, product.options[index], value)
  product.variants.push(variant)
  shop.items.add(item)
  shop.variants.add(variant)
  stockAt(shop, item, primaryPlace(shop))
  shop.tell({ topic: 'inventory_items/create', by: shop.by, body: () => itemBody(shop.identity, item) })
  return variant
}

function knowValue(shop: Shop, option: Option | undefined, value: string): void {
  if (option === undefined || option.values.some(({ name }) => name === value)) return
  option.values.push({ ...newPart(shop, 'ProductOptionValue'), name: value })
}

export function setSku(shop: Shop, item: Item, sku: string | null): void {
  if (item.sku !== null) shop.skus.get(item.sku)?.delete(item.n)
  item.sku = sku
  if (sku === null || sku === '') return
  const sharing = shop.skus.get(sku) ?? new Set()
  sharing.add(item.n)
  shop.skus.set(sku, sharing)
}

/** Changes a product, writes down that it changed, and tells of it. */
export function editProduct(shop: Shop, product: Product, change: () => void, kind = 'product.update'): Product {
  shop.products.edit(product, change)
  note(shop, kind, product.id)
  tellProduct(shop, 'products/update', product)
  return product
}

/** A change of a variant is one of its product too. */
export function editVariant(shop: Shop, variant: Variant, change: () => void): Variant {
  shop.variants.edit(variant, change)
  note(shop, 'variant.update', variant.id, { sku: variant.item.sku, price: variant.price })
  return variant
}

export function editItem(shop: Shop, item: Item, change: () => void): Item {
  shop.items.edit(item, change)
  note(shop, 'inventoryItem.update', item.id, { sku: item.sku, tracked: item.tracked })
  shop.tell({ topic: 'inventory_items/update', by: shop.by, body: () => itemBody(shop.identity, item) })
  return item
}

export function removeVariant(shop: Shop, variant: Variant): void {
  const { product, item } = variant
  product.variants = product.variants.filter((other) => other !== variant)
  setSku(shop, item, null)
  shop.variants.remove(variant.n)
  shop.items.remove(item.n)
  shop.metafields.delete(variant.id)
  note(shop, 'variant.delete', variant.id)
  shop.tell({ topic: 'inventory_items/delete', by: shop.by, body: () => goneBody(item.id) })
}

export function removeProduct(shop: Shop, product: Product): void {
  for (const variant of [...product.variants]) removeVariant(shop, variant)
  shop.products.remove(product.n)
  shop.handles.delete(product.handle)
  shop.metafields.delete(product.id)
  note(shop, 'product.delete', product.id)
  shop.tell({ topic: 'products/delete', by: shop.by, body: () => goneBody(product.id) })
}

const tellProduct = (shop: Shop, topic: string, product: Product): void =>
  shop.tell({ topic, by: shop.by, body: () => productBody(shop.identity, product) })

function handleOf(text: string): string {
  const plain = text.normalize('NFKD').replaceAll(/[\u0300-\u036f]/g, '')
  return (
    plain
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '') || 'product'
  )
}

/** A handle that was asked for must be free; one that is made of the title gets a number until it is. */
export function takeHandle(shop: Shop, asked: string | undefined, title: string, own?: number): string {
  const handle = handleOf(asked ?? title)
  const isFree = (one: string) => !shop.handles.has(one) || shop.handles.get(one) === own
  if (isFree(handle)) return handle
  if (asked !== undefined) refuse('input.handle', `Handle '${asked}' already in use. Please provide a new handle.`)
  let count = 1
  while (!isFree(`${handle}-${count}`)) count += 1
  return `${handle}-${count}`
}
