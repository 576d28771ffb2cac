import { gid } from '../shop/gid.ts'
import { addProduct, addVariant, editProduct, newOption, removeVariant } from '../shop/products.ts'
import { quantityOf } from '../shop/quantities.ts'
import type { Product, Variant } from '../shop/rows.ts'
import { newPart, type Shop } from '../shop/shop.ts'
import { moveStock, stockAt } from '../shop/stock.ts'
import type { Call } from '../wire/call.ts'
import { Refused, refuse, type UserError, userError } from '../wire/problems.ts'
import type { Resolvers } from '../wire/schema.ts'
import { placeBy, productBy } from './ids.ts'
import { ownerByCustomId, putMetafields } from './metafields.ts'
import {
  applyProduct,
  applyVariant,
  checkProduct,
  draftOf,
  type ProductInput,
  type VariantInput,
  variantFlaws,
} from './product-inputs.ts'

interface SetVariant extends VariantInput {
  inventoryQuantities?: { locationId: string; name: string; quantity: number }[] | null
}

interface SetInput extends ProductInput {
  productOptions?: { name?: string | null; values?: { name?: string | null }[] | null }[] | null
  variants?: SetVariant[] | null
}

interface Identifier {
  id?: string
  handle?: string
  customId?: { namespace?: string; key: string; value: string }
}

interface Args {
  identifier?: Identifier | null
  input: SetInput
  synchronous?: boolean
}

/** A whole product as it is to be: what a list does not name is gone. */
export const productSet: Resolvers = {
  Mutation: {
    productSet: (_root: unknown, args: Args, call: Call) => {
      if (args.synchronous !== false) return settled(() => ({ product: setProduct(call, args) }))
      const { shop } = call
      const operation = {
        id: gid('ProductSetOperation', shop.newId()),
        status: 'CREATED',
        product: null as number | null,
        errors: [] as UserError[],
      }
      shop.operations.set(operation.id, operation)
      shop.later.add(shop.choices.jobDelay, () => {
        const { product, userErrors } = settled(() => ({ product: setProduct(call, args) }))
        operation.status = 'COMPLETE'
        operation.product = product?.n ?? null
        operation.errors = userErrors
      })
      const { id, status } = operation
      return { product: null, productSetOperation: { id, status, product: null, userErrors: [] }, userErrors: [] }
    },
  },
}

function settled(work: () => { product: Product }): { product: Product | null; userErrors: UserError[] } {
  try {
    return { ...work(), userErrors: [] }
  } catch (error) {
    if (error instanceof Refused) return { product: null, userErrors: error.errors }
    throw error
  }
}

function setProduct(call: Call, { identifier, input }: Args): Product {
  const { shop } = call
  if (identifier && typeof input.id === 'string') {
    refuse('input', 'The id field is not allowed if identifier is provided.', 'ID_NOT_ALLOWED')
  }
  const known = find(shop, identifier ?? (typeof input.id === 'string' ? { id: input.id } : {}))
  checkProduct(input, 'input', known === undefined)
  checkLists(shop, input, known)
  const fill = (product: Product) => {
    if (input.variants) setVariants(call, product, input.variants)
  }
  const product =
    known === undefined
      ? addProduct(shop, firstDraft({ ...input, handle: input.handle ?? identifier?.handle ?? null }), (made) => {
          applyProduct(shop, made, { seo: input.seo ?? null, templateSuffix: input.templateSuffix ?? null })
          fill(made)
        })
      : editProduct(shop, known, () => {
          applyProduct(shop, known, input)
          if (input.productOptions) setOptions(shop, known, input.productOptions)
          fill(known)
        })
  putMetafields(call, product.id, input.metafields)
  return product
}

function find(shop: Shop, { id, handle, customId }: Identifier): Product | undefined {
  if (id !== undefined) {
    return productBy(shop, id) ?? refuse('input.id', 'Product does not exist', 'PRODUCT_DOES_NOT_EXIST')
  }
  if (handle !== undefined) return shop.products.get(shop.handles.get(handle) ?? 0)
  const owner = ownerByCustomId(shop, 'PRODUCT', customId)
  return owner === undefined ? undefined : productBy(shop, owner)
}

/** The first variant of a new product is set below like any other. */
const firstDraft = (input: SetInput) => ({
  title: input.title ?? '',
  handle: input.handle ?? undefined,
  status: input.status ?? undefined,
  vendor: input.vendor ?? undefined,
  productType: input.productType ?? undefined,
  tags: input.tags ?? undefined,
  descriptionHtml: input.descriptionHtml ?? undefined,
  options: input.productOptions?.map(({ name, values }) => ({
    name: name ?? '',
    values: (values ?? []).map((value) => value.name ?? ''),
  })),
  variants: input.variants ? [] : [{}],
})

/** Options and variants come together, and no two variants have the same values. */
function checkLists(shop: Shop, input: SetInput, known: Product | undefined): void {
  if (input.productOptions && !input.variants) {
    refuse('input.variants', 'Variants input is required when updating product options', 'VARIANTS_INPUT_MISSING')
  }
  if (!input.variants) return
  if (!input.productOptions) {
    refuse(
      'input.productOptions',
      'Product options input is required when updating variants',
      'PRODUCT_OPTIONS_INPUT_MISSING',
    )
  }
  const options = (input.productOptions ?? []).map(({ name }) => name ?? '')
  const seen = new Set<string>()
  const errors = input.variants.flatMap((variant, index) => {
    const at = `input.variants.${index}`
    const flaws = variantFlaws(variant, at, 'set')
    const values = options.map((option) => variant.optionValues?.find(({ optionName }) => optionName === option)?.name)
    const name = values.join(' / ')
    if (values.includes(undefined)) {
      const missing = options[values.indexOf(undefined)] ?? ''
      flaws.push(userError(at, `You need to add option values for ${missing}`, 'INVALID_VARIANT'))
    } else if (seen.has(name)) {
      flaws.push(userError(at, `The variant '${name}' already exists. Please change at least one option value.`))
    }
    seen.add(name)
    if (typeof variant.id === 'string' && !known?.variants.some(({ id }) => id === variant.id)) {
      flaws.push(userError(`${at}.id`, 'Product variant does not exist', 'PRODUCT_VARIANT_DOES_NOT_EXIST'))
    }
    for (const [row, { locationId, name: kind }] of (variant.inventoryQuantities ?? []).entries()) {
      const where = `${at}.inventoryQuantities.${row}`
      if (placeBy(shop, locationId) === undefined) {
        flaws.push(userError(`${where}.locationId`, 'Location does not exist', 'INVALID_VARIANT'))
      }
      if (kind !== 'available' && kind !== 'on_hand') {
        flaws.push(
          userError(`${where}.name`, "The quantity name must be either 'available' or 'on_hand'.", 'INVALID_VARIANT'),
        )
      }
    }
    return flaws
  })
  if (errors.length > 0) throw new Refused(errors)
}

function setOptions(shop: Shop, product: Product, inputs: NonNullable<SetInput['productOptions']>): void {
  product.options = inputs.map(({ name, values }) => {
    const wanted = (values ?? []).map((value) => value.name ?? '')
    const known = product.options.find((option) => option.name === name)
    if (known === undefined) return newOption(shop, name ?? '', wanted)
    known.values = wanted.map(
      (value) =>
        known.values.find((one) => one.name === value) ?? { ...newPart(shop, 'ProductOptionValue'), name: value },
    )
    return known
  })
}

/** Known by id or by values; the rest is new, and who is not named goes. */
function setVariants(call: Call, product: Product, inputs: readonly SetVariant[]): void {
  const { shop } = call
  const kept: Variant[] = []
  for (const input of inputs) {
    const values = product.options.map(
      ({ name }) => input.optionValues?.find(({ optionName }) => optionName === name)?.name ?? '',
    )
    const known = product.variants.find(
      (variant) =>
        !kept.includes(variant) &&
        (input.id ? variant.id === input.id : variant.values.join('\0') === values.join('\0')),
    )
    const variant = known ?? addVariant(shop, product, draftOf(input, values))
    if (known !== undefined) {
      applyVariant(shop, known, { ...input, optionValues: null })
      known.values = values
    }
    setQuantities(shop, variant, input, known === undefined)
    putMetafields(call, variant.id, input.metafields)
    kept.push(variant)
  }
  for (const variant of [...product.variants]) if (!kept.includes(variant)) removeVariant(shop, variant)
  product.variants = kept
}

/** Of a known variant only where it is stocked already. */
function setQuantities(shop: Shop, { item }: Variant, { inventoryQuantities }: SetVariant, isNew: boolean): void {
  for (const { locationId, name, quantity } of inventoryQuantities ?? []) {
    const place = placeBy(shop, locationId)
    if (place === undefined || (!isNew && !item.levels.has(place.n))) continue
    const level = stockAt(shop, item, place)
    moveStock(shop, level, 'available', quantity - quantityOf(level, name), 'inventory.set')
  }
}
