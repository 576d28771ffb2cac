import { hundredths } from '../shop/money.ts'
import { addProduct, addVariant, editProduct, newOption, removeProduct, removeVariant } from '../shop/products.ts'
import type { Product, Variant } from '../shop/rows.ts'
import type { Shop } from '../shop/shop.ts'
import { moveStock, stockAt } from '../shop/stock.ts'
import type { Call } from '../wire/call.ts'
import { Refused, refusal, refuse, type UserError, userError } from '../wire/problems.ts'
import type { Resolvers } from '../wire/schema.ts'
import { placeBy, productBy, variantBy } from './ids.ts'
import { putMetafields } from './metafields.ts'
import { payload } from './payload.ts'
import {
  applyItem,
  applyProduct,
  applyVariant,
  checkProduct,
  draftOf,
  type ItemInput,
  type ProductInput,
  type VariantInput,
  valuesFor,
  variantFlaws,
} from './product-inputs.ts'

interface CreateInput extends ProductInput {
  productOptions?: { name?: string | null; values?: { name?: string | null }[] | null }[] | null
}

interface BulkVariantInput extends VariantInput {
  inventoryQuantities?: { availableQuantity: number; locationId: string }[] | null
}

const theProduct = (shop: Shop, id: string) =>
  productBy(shop, id) ?? refuse('productId', 'Product does not exist', 'PRODUCT_DOES_NOT_EXIST')

/** Exactly one of the two names of the same argument. */
function oneOf(field: string, product: ProductInput | null | undefined, input: ProductInput | null | undefined) {
  const given = [product, input].filter((one) => one !== undefined && one !== null)
  const [only] = given
  if (only === undefined || given.length > 1) {
    throw refusal(
      'INVALID_FIELD_ARGUMENTS',
      `${field} must include exactly one of the following arguments: input, product.`,
    )
  }
  return only
}

export const productWrites: Resolvers = {
  Mutation: {
    productCreate: (_root: unknown, args: { product?: CreateInput | null; input?: CreateInput | null }, call: Call) => {
      const given: CreateInput = oneOf('productCreate', args.product, args.input)
      return payload(() => {
        checkProduct(given, '', true)
        const options = (given.productOptions ?? []).map(({ name, values }) => ({
          name: name ?? '',
          values: (values ?? []).map((value) => value.name ?? ''),
        }))
        const product = addProduct(call.shop, {
          title: given.title ?? '',
          handle: given.handle ?? undefined,
          status: given.status ?? undefined,
          vendor: given.vendor ?? undefined,
          productType: given.productType ?? undefined,
          tags: given.tags ?? undefined,
          descriptionHtml: given.descriptionHtml ?? undefined,
          options,
          variants: [{ values: options.length === 0 ? undefined : options.map(({ values }) => values[0] ?? '') }],
        })
        putMetafields(call, product.id, given.metafields)
        return { product }
      })
    },
    productUpdate: (
      _root: unknown,
      args: { product?: ProductInput | null; input?: ProductInput | null },
      call: Call,
    ) => {
      const given = oneOf('productUpdate', args.product, args.input)
      return payload(() => {
        const product = productBy(call.shop, given.id ?? '') ?? refuse('id', 'Product does not exist')
        checkProduct(given, '', false)
        editProduct(call.shop, product, () => applyProduct(call.shop, product, given))
        putMetafields(call, product.id, given.metafields)
        return { product }
      })
    },
    productDelete: (_root: unknown, { input }: { input: { id: string } }, { shop }: Call) =>
      payload(() => {
        const product = productBy(shop, input.id) ?? refuse('id', 'Product does not exist')
        removeProduct(shop, product)
        return { deletedProductId: input.id }
      }),
    productVariantsBulkCreate: (
      _root: unknown,
      args: { productId: string; variants: BulkVariantInput[]; strategy?: string },
      call: Call,
    ) =>
      payload(() => {
        const { shop } = call
        const product = theProduct(shop, args.productId)
        checkNew(shop, product, args.variants)
        const standalone = product.variants.length === 1 ? product.variants[0] : undefined
        const isDefault = standalone?.values[0] === 'Default Title'
        const replaces = args.strategy === 'REMOVE_STANDALONE_VARIANT' || (args.strategy === 'DEFAULT' && isDefault)
        const made = args.variants.map((input) => {
          const values = valuesFor(shop, product, input.optionValues ?? [])
          const variant = addVariant(shop, product, draftOf(input, values))
          for (const { locationId, availableQuantity } of input.inventoryQuantities ?? []) {
            const place = placeBy(shop, locationId)
            if (place !== undefined) moveStock(shop, stockAt(shop, variant.item, place), 'available', availableQuantity)
          }
          putMetafields(call, variant.id, input.metafields)
          return variant
        })
        if (replaces && standalone !== undefined) removeVariant(shop, standalone)
        editProduct(shop, product, () => undefined)
        return { product, productVariants: made }
      }),
    productVariantsBulkUpdate: (
      _root: unknown,
      args: { productId: string; variants: BulkVariantInput[]; allowPartialUpdates?: boolean },
      call: Call,
    ) => bulkUpdate(call, args),
    productVariantsBulkDelete: (
      _root: unknown,
      { productId, variantsIds }: { productId: string; variantsIds: string[] },
      { shop }: Call,
    ) =>
      payload(() => {
        const product = theProduct(shop, productId)
        const variants = variantsIds.map((id) => variantBy(shop, id))
        const strange = variants.flatMap((variant, index) => (variant?.product === product ? [] : [index]))
        const words = 'At least one variant does not belong to the product'
        const code = 'AT_LEAST_ONE_VARIANT_DOES_NOT_BELONG_TO_THE_PRODUCT'
        if (strange.length > 0)
          throw new Refused(strange.map((index) => userError(`variantsIds.${index}`, words, code)))
        for (const variant of variants) if (variant !== undefined) removeVariant(shop, variant)
        if (product.variants.length === 0) {
          product.options = [newOption(shop, 'Title', ['Default Title'])]
          addVariant(shop, product, {})
        }
        editProduct(shop, product, () => undefined)
        return { product }
      }),
    inventoryItemUpdate: (_root: unknown, { id, input }: { id: string; input: ItemInput }, { shop }: Call) =>
      payload(() => {
        const n = Number(/^gid:\/\/shopify\/InventoryItem\/(\d+)$/.exec(id)?.[1])
        const item = shop.items.get(n) ?? refuse('id', "The product couldn't be updated because it does not exist.")
        if (typeof input.cost === 'string' && hundredths(input.cost) < 0) {
          refuse('input.cost', 'Cost must be greater than or equal to 0')
        }
        applyItem(shop, item, input)
        return { inventoryItem: item }
      }),
    publishablePublish: (_root: unknown, { id }: { id: string }, { shop }: Call) =>
      payload(() => {
        const product = productBy(shop, id) ?? refuse('id', 'Resource does not exist')
        editProduct(shop, product, () => (product.publishedAt ??= shop.now()))
        return {}
      }),
  },
}

function checkNew(shop: Shop, product: Product, inputs: readonly BulkVariantInput[]): void {
  const errors = inputs.flatMap((input, index) => {
    const at = `variants.${index}`
    const flaws = variantFlaws(input, at, 'bulk')
    for (const [place, { optionName, optionId }] of (input.optionValues ?? []).entries()) {
      const isKnown = product.options.some(({ name, id }) => name === optionName || id === optionId)
      if (!isKnown) flaws.push(userError(`${at}.optionValues.${place}`, 'Option does not exist', 'INVALID_INPUT'))
    }
    for (const { locationId } of input.inventoryQuantities ?? []) {
      if (placeBy(shop, locationId) !== undefined) continue
      const words = "Quantity couldn't be set because the location was deleted."
      flaws.push(userError(`${at}.inventoryQuantities`, words, 'TRACKED_VARIANT_LOCATION_NOT_FOUND'))
    }
    return flaws
  })
  if (errors.length > 0) throw new Refused(errors)
}

/** Variants of one product; all of them or none, unless a part was allowed. */
function bulkUpdate(
  call: Call,
  args: { productId: string; variants: BulkVariantInput[]; allowPartialUpdates?: boolean },
): Record<string, unknown> {
  const { shop } = call
  const product = productBy(shop, args.productId)
  if (product === undefined) {
    return { userErrors: [userError('productId', 'Product does not exist', 'PRODUCT_DOES_NOT_EXIST')] }
  }
  const errors: UserError[] = []
  const good: { variant: Variant; input: BulkVariantInput }[] = []
  for (const [index, input] of args.variants.entries()) {
    const at = `variants.${index}`
    const flaws = variantFlaws(input, at, 'bulk')
    const variant = typeof input.id === 'string' ? variantBy(shop, input.id) : undefined
    if (typeof input.id !== 'string') {
      flaws.push(userError(`${at}.id`, 'Product variant is missing ID attribute', 'PRODUCT_VARIANT_ID_MISSING'))
    } else if (variant?.product !== product) {
      flaws.push(userError(`${at}.id`, 'Product variant does not exist', 'PRODUCT_VARIANT_DOES_NOT_EXIST'))
    }
    if (input.inventoryQuantities) {
      const words =
        'Inventory quantities can only be provided during create. To update inventory for existing variants, use inventoryAdjustQuantities.'
      flaws.push(userError(`${at}.inventoryQuantities`, words, 'NO_INVENTORY_QUANTITIES_ON_VARIANTS_UPDATE'))
    }
    errors.push(...flaws)
    if (flaws.length === 0 && variant !== undefined) good.push({ variant, input })
  }
  if (errors.length > 0 && args.allowPartialUpdates !== true)
    return { product, productVariants: null, userErrors: errors }
  for (const { variant, input } of good) {
    applyVariant(shop, variant, input)
    putMetafields(call, variant.id, input.metafields)
  }
  if (good.length > 0) editProduct(shop, product, () => undefined)
  return { product, productVariants: good.map(({ variant }) => variant), userErrors: errors }
}
