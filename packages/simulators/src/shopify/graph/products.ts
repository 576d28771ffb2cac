import { availableOf, quantityNames, quantityOf } from '../shop/quantities.ts'
import type { Item, Level, Option, Product, Variant } from '../shop/rows.ts'
import type { Call } from '../wire/call.ts'
import { countOf, found, listPage, type PageArgs, pageOf, type SortKeys, shelfPage } from '../wire/pages.ts'
import { refusal } from '../wire/problems.ts'
import type { Resolvers } from '../wire/schema.ts'
import { itemBy, levelBy, numberOf, productBy, variantBy } from './ids.ts'
import { ownerByCustomId } from './metafields.ts'

type None = Record<string, never>

interface Identifier {
  id?: string
  handle?: string
  customId?: { namespace?: string; key: string; value: string }
}

const productSortKeys: SortKeys<Product> = {
  UPDATED_AT: ({ updatedAt }) => updatedAt,
  CREATED_AT: ({ createdAt }) => createdAt,
  PUBLISHED_AT: ({ publishedAt }) => publishedAt ?? 0,
  TITLE: ({ title }) => title.toLowerCase(),
  VENDOR: ({ vendor }) => vendor.toLowerCase(),
  PRODUCT_TYPE: ({ productType }) => productType.toLowerCase(),
  INVENTORY_TOTAL: (product) => totalInventory(product),
}

const variantSortKeys: SortKeys<Variant> = {
  SKU: ({ item }) => item.sku ?? '',
  TITLE: ({ values }) => values.join(' / '),
  NAME: ({ product, values }) => `${product.title} - ${values.join(' / ')}`,
  FULL_TITLE: ({ product, values }) => `${product.title} - ${values.join(' / ')}`,
  INVENTORY_QUANTITY: ({ item }) => availableOf(item),
  INVENTORY_POLICY: ({ inventoryPolicy }) => inventoryPolicy,
}

const totalInventory = ({ variants }: Product) => variants.reduce((sum, { item }) => sum + availableOf(item), 0)

const titleOf = ({ values }: Variant) => values.join(' / ')

export const productResolvers: Resolvers = {
  QueryRoot: {
    product: (_root: unknown, { id }: { id: string }, { shop }: Call) => productBy(shop, id) ?? null,
    products: (_root: unknown, args: PageArgs, call: Call) =>
      shelfPage(call, call.shop.products, args, productSortKeys),
    productsCount: (_root: unknown, args: PageArgs & { limit?: number }, call: Call) =>
      countOf(found(call, call.shop.products, args, productSortKeys).rows.length, args.limit),
    productByIdentifier: (_root: unknown, { identifier }: { identifier: Identifier }, { shop }: Call) => {
      if (identifier.id !== undefined) return productBy(shop, identifier.id) ?? null
      if (identifier.handle !== undefined) return shop.products.get(shop.handles.get(identifier.handle) ?? 0) ?? null
      const owner = ownerByCustomId(shop, 'PRODUCT', identifier.customId)
      return owner === undefined ? null : (productBy(shop, owner) ?? null)
    },
    productVariant: (_root: unknown, { id }: { id: string }, { shop }: Call) => variantBy(shop, id) ?? null,
    productVariants: (_root: unknown, args: PageArgs, call: Call) =>
      shelfPage(call, call.shop.variants, args, variantSortKeys),
    productVariantsCount: (_root: unknown, args: PageArgs & { limit?: number }, call: Call) =>
      countOf(found(call, call.shop.variants, args, variantSortKeys).rows.length, args.limit),
    productVariantByIdentifier: (_root: unknown, { identifier }: { identifier: Identifier }, { shop }: Call) => {
      const id = identifier.id ?? ownerByCustomId(shop, 'PRODUCTVARIANT', identifier.customId)
      return id === undefined ? null : (variantBy(shop, id) ?? null)
    },
    productOperation: (_root: unknown, { id }: { id: string }, { shop }: Call) => {
      const operation = shop.operations.get(id)
      if (operation === undefined) return null
      const { product, errors, status } = operation
      const row = product === null ? null : (shop.products.get(product) ?? null)
      return { __typename: 'ProductSetOperation', id, status, product: row, userErrors: errors }
    },
    inventoryItem: (_root: unknown, { id }: { id: string }, { shop }: Call) => itemBy(shop, id) ?? null,
    inventoryItems: (_root: unknown, args: PageArgs, call: Call) => shelfPage(call, call.shop.items, args, {}),
    inventoryLevel: (_root: unknown, { id }: { id: string }, { shop }: Call) => levelBy(shop, id) ?? null,
  },
  Product: {
    legacyResourceId: ({ n }: Product) => n,
    description: ({ descriptionHtml }: Product) => descriptionHtml.replaceAll(/<[^>]*>/g, '').trim(),
    totalInventory,
    tracksInventory: ({ variants }: Product) => variants.some(({ item }) => item.tracked),
    hasOnlyDefaultVariant: ({ options }: Product) => options[0]?.values[0]?.name === 'Default Title',
    hasOutOfStockVariants: ({ variants }: Product) =>
      variants.some(({ item }) => item.tracked && availableOf(item) <= 0),
    onlineStoreUrl: () => null,
    defaultCursor: ({ n }: Product) => Buffer.from(`{"last_id":${n}}`).toString('base64'),
    priceRangeV2: ({ variants }: Product, _args: None, { shop }: Call) => {
      const prices = variants.map(({ price }) => price)
      const money = (amount: number) => ({ amount, currencyCode: shop.identity.currency })
      return { minVariantPrice: money(Math.min(...prices, 0)), maxVariantPrice: money(Math.max(...prices, 0)) }
    },
    options: ({ options, variants }: Product, { first }: { first?: number }) =>
      options.slice(0, first ?? undefined).map((option, index) => optionView(option, index, variants)),
    variantsCount: ({ variants }: Product) => countOf(variants.length, undefined),
    variants: ({ variants }: Product, args: PageArgs) => listPage(variants, args),
  },
  ProductVariant: {
    legacyResourceId: ({ n }: Variant) => n,
    sku: ({ item }: Variant) => item.sku,
    title: titleOf,
    displayName: (variant: Variant) => `${variant.product.title} - ${titleOf(variant)}`,
    inventoryItem: ({ item }: Variant) => item,
    inventoryQuantity: ({ item }: Variant) => availableOf(item),
    sellableOnlineQuantity: ({ item }: Variant) => availableOf(item),
    availableForSale: ({ item, inventoryPolicy }: Variant) =>
      !item.tracked || inventoryPolicy === 'CONTINUE' || availableOf(item) > 0,
    position: (variant: Variant) => variant.product.variants.indexOf(variant) + 1,
    requiresComponents: () => false,
    defaultCursor: ({ n }: Variant) => Buffer.from(`{"last_id":${n}}`).toString('base64'),
    selectedOptions: ({ product, values }: Variant) =>
      product.options.map(({ name, values: known }, index) => ({
        name,
        value: values[index] ?? '',
        optionValue: known.find((one) => one.name === values[index]),
      })),
  },
  InventoryItem: {
    legacyResourceId: ({ n }: Item) => n,
    trackedEditable: () => ({ locked: false, reason: null }),
    duplicateSkuCount: ({ sku }: Item, _args: None, { shop }: Call) =>
      sku === null ? 0 : Math.max(0, (shop.skus.get(sku)?.size ?? 1) - 1),
    unitCost: ({ cost }: Item, _args: None, { shop }: Call) =>
      cost === null ? null : { amount: cost, currencyCode: shop.identity.currency },
    measurement: ({ n, weight }: Item) => ({ id: `gid://shopify/InventoryItemMeasurement/${n}`, weight }),
    locationsCount: ({ levels }: Item) =>
      countOf([...levels.values()].filter(({ isActive }) => isActive).length, undefined),
    variant: ({ variant }: Item) => variant,
    variants: ({ variant }: Item, args: PageArgs) => listPage([variant], args),
    inventoryLevel: ({ levels }: Item, args: { locationId: string; includeInactive?: boolean }) => {
      const level = levels.get(numberOf('Location', args.locationId))
      return level !== undefined && (level.isActive || args.includeInactive === true) ? level : null
    },
    inventoryLevels: ({ levels }: Item, args: PageArgs & { includeInactive?: boolean }) => {
      const shown = [...levels.values()].filter(({ isActive }) => isActive || args.includeInactive === true)
      return pageOf(shown, args, ({ n }) => [n, n])
    },
  },
  InventoryLevel: {
    canDeactivate: ({ item }: Level) => item.levels.size > 1,
    deactivationAlert: () => null,
    quantities: (level: Level, { names }: { names: string[] }) => {
      for (const name of names) {
        if (quantityNames.includes(name)) continue
        throw refusal(
          'INVALID_FIELD_ARGUMENTS',
          `The specified quantity name is invalid. Valid values are: ${quantityNames.join(', ')}.`,
        )
      }
      return names.map((name) => ({
        id: `gid://shopify/InventoryQuantity/${level.n}?inventory_item_id=${level.item.n}&name=${name}`,
        name,
        quantity: quantityOf(level, name),
        // Of what is summed up nobody knows when it changed.
        updatedAt: name === 'available' ? level.countedAt : null,
      }))
    },
  },
}

const optionView = ({ id, name, values }: Option, index: number, variants: readonly Variant[]) => ({
  id,
  name,
  position: index + 1,
  values: values.map((value) => value.name),
  optionValues: values.map((value) => ({
    ...value,
    hasVariants: variants.some((variant) => variant.values[index] === value.name),
  })),
})
