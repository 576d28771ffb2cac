import { Fault, type Json, type JsonObject } from '@trefoil/sdk'
import { z } from 'zod'
import { toAmount } from '../money.ts'
import type { ShopifyProduct } from './product.ts'

const minor = z.int().nullish()

const prices = {
  sku: z.string().nullish(),
  price: minor.meta({ description: 'In the smallest unit of the shop’s currency' }),
  compareAtPrice: minor.meta({ description: 'What it cost before, which the shop shows crossed out' }),
}

/** What is sold at which price. */
export const priceWrite = z.strictObject({
  ...prices,
  currency: z.string().nullish().meta({ description: 'Of the prices; another one than the shop’s is refused' }),
  variants: z
    .array(z.strictObject({ id: z.string().nullish(), ...prices }))
    .nullish()
    .meta({ description: 'Each by Shopify’s id, else by its SKU' }),
})

export type PriceWrite = z.output<typeof priceWrite>

type VariantPrice = Omit<NonNullable<PriceWrite['variants']>[number], 'id'> & { id?: string | null | undefined }
type Held = ShopifyProduct['variants'][number]

/** A price as Shopify takes it. */
export interface PriceChange {
  /** The number of the variant. */
  id: string
  price?: string
  compareAtPrice?: string | null
}

/** What has to be written so that the product has these prices, and what of them finds no place there. */
export function planPrices(
  held: ShopifyProduct,
  wanted: PriceWrite,
  known: JsonObject = {},
): { changes: PriceChange[]; warnings: string[] } {
  assertCurrency(wanted, held.currency)
  const changes: PriceChange[] = []
  const warnings: string[] = []
  for (const { price, told } of pricesIn(wanted, known)) {
    const variant = variantOf(held, price)
    if (variant === undefined) warnings.push(notThere(price))
    else changes.push(...changeOf(variant, price, { told, currency: held.currency }))
  }
  return { changes, warnings }
}

/** Of the product itself, or of each of its variants; and what the shop was last known to have of it. */
function pricesIn(wanted: PriceWrite, known: JsonObject): { price: VariantPrice; told: JsonObject }[] {
  const variants = wanted.variants ?? []
  if (variants.length === 0) return [{ price: wanted, told: known }]
  const toldOf: JsonObject[] = Array.isArray(known.variants) ? known.variants.filter(isRecord) : []
  return variants.map((price) => ({ price, told: toldOf.find((each) => isSame(each, price)) ?? {} }))
}

function changeOf(
  variant: Held,
  { price, compareAtPrice }: VariantPrice,
  { told, currency }: { told: JsonObject; currency: string },
): PriceChange[] {
  if (price === null) {
    throw new Fault('invalid', 'No price is not a price of zero: Shopify sells nothing without one', { field: 'price' })
  }
  // What the shop said itself, and the hub says again, is no news: somebody there may have changed it since.
  const isNews = price !== undefined && price !== told.price && price !== variant.price
  const isNewBefore =
    compareAtPrice !== undefined && compareAtPrice !== told.compareAtPrice && compareAtPrice !== variant.compareAtPrice
  if (!isNews && !isNewBefore) return []
  return [
    {
      id: variant.id,
      ...(isNews ? { price: toAmount(price, currency) } : {}),
      ...(isNewBefore ? { compareAtPrice: compareAtPrice === null ? null : toAmount(compareAtPrice, currency) } : {}),
    },
  ]
}

function variantOf({ variants }: ShopifyProduct, { id, sku }: VariantPrice): Held | undefined {
  const [only, other] = variants
  const isNamed = typeof sku === 'string' && sku !== ''
  return (
    variants.find((each) => each.id === id) ??
    (isNamed ? variants.find((each) => each.sku === sku) : undefined) ??
    (other === undefined && (id === undefined || id === null) ? only : undefined)
  )
}

function notThere({ id, sku }: VariantPrice): string {
  return `No variant of the product is ${sku ?? id ?? 'without SKU'}: give it that SKU in Shopify, and its price arrives`
}

function assertCurrency({ currency }: PriceWrite, own: string): void {
  if (typeof currency !== 'string' || currency === own) return
  throw new Fault('invalid', `The price is in ${currency}, and the shop sells in ${own}: prices are not converted`, {
    field: 'currency',
  })
}

function isSame(told: JsonObject, { id, sku }: VariantPrice): boolean {
  return typeof id === 'string' ? told.id === id : typeof sku === 'string' && told.sku === sku
}

function isRecord(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
