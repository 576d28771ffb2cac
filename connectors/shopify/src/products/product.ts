import { z } from 'zod'
import { numberOf } from '../gid.ts'
import { toMinor } from '../money.ts'
import { connection, text } from '../wire.ts'

const minor = z.int().nullish()

const variant = z.looseObject({
  id: z.string(),
  ...{ title: text, sku: text, barcode: text },
  /** In the smallest unit of the shop's currency, as are all amounts. */
  price: minor,
  compareAtPrice: minor,
  position: z.number(),
  /** Option → value, as Size → M. */
  options: z.record(z.string(), z.string()),
})

/** A product of the web shop as formulas see it. How many there are stands in the stock. */
export const shopifyProduct = z.looseObject({
  id: z.string(),
  ...{ title: text, handle: text, description: text, vendor: text, productType: text },
  /** ACTIVE, DRAFT, ARCHIVED or UNLISTED. */
  status: text,
  currency: z.string(),
  tags: z.array(z.string()),
  createdAt: z.string(),
  updatedAt: z.string(),
  /** One variant that nobody chose: the product itself is what is sold. */
  isSingle: z.boolean(),
  /** Of a product with one variant: its own. */
  ...{ sku: text, barcode: text, price: minor, compareAtPrice: minor },
  options: z.array(z.looseObject({ id: z.string(), name: text, position: z.number(), values: z.array(z.string()) })),
  variants: z.array(variant),
})

export type ShopifyProduct = z.output<typeof shopifyProduct>

export const wireVariant = z.object({
  id: z.string(),
  sku: z.string().nullable(),
  barcode: z.string().nullable(),
  title: z.string(),
  price: z.string(),
  compareAtPrice: z.string().nullable(),
  position: z.number(),
  selectedOptions: z.array(z.object({ name: z.string(), value: z.string() })),
})

export const wireProduct = z.object({
  id: z.string(),
  handle: z.string(),
  title: z.string(),
  status: z.string(),
  vendor: z.string(),
  productType: z.string(),
  tags: z.array(z.string()),
  description: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  hasOnlyDefaultVariant: z.boolean(),
  options: z.array(z.object({ id: z.string(), name: z.string(), position: z.number(), values: z.array(z.string()) })),
  variants: connection(wireVariant),
})

export type WireProduct = z.output<typeof wireProduct>

export function productOf(wire: WireProduct, currency: string): ShopifyProduct {
  const { id, hasOnlyDefaultVariant: isSingle, options, variants, ...rest } = wire
  const sold = variants.nodes.map((each) => variantOf(each, currency))
  const [only] = sold
  const own = isSingle && only !== undefined ? only : undefined
  return {
    id: numberOf(id),
    ...rest,
    currency,
    isSingle,
    ...(own === undefined
      ? {}
      : { sku: own.sku, barcode: own.barcode, price: own.price, compareAtPrice: own.compareAtPrice }),
    options: isSingle ? [] : options.map(({ id: option, ...each }) => ({ id: numberOf(option), ...each })),
    variants: sold,
  }
}

function variantOf(wire: z.output<typeof wireVariant>, currency: string): z.output<typeof variant> {
  const { id, price, compareAtPrice, selectedOptions, ...rest } = wire
  return {
    id: numberOf(id),
    ...rest,
    price: toMinor(price, currency),
    compareAtPrice: compareAtPrice === null ? null : toMinor(compareAtPrice, currency),
    options: Object.fromEntries(selectedOptions.map(({ name, value }) => [name, value])),
  }
}
