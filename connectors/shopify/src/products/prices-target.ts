import { Fault, type Outcome, type Session, type Target, type Write, writeEach } from '@trefoil/sdk'
import { z } from 'zod'
import { adminPage } from '../admin-page.ts'
import { ask } from '../ask.ts'
import { variantsUpdate } from '../generated/operations.gen.ts'
import { gidOf, numberOf } from '../gid.ts'
import { atOnce, chunksOf } from '../named-records.ts'
import { refusalOf, userErrors } from '../user-errors.ts'
import { findVariants } from './find-variants.ts'
import { type PriceChange, type PriceWrite, planPrices, priceWrite } from './price-plan.ts'
import type { ShopifyProduct } from './product.ts'
import { products } from './products.ts'

/** Shopify takes no longer list. */
const mostVariants = 250

/** Prices of products that are there: none is made, as what a web shop shows is more than a till knows. */
export const pricesTarget: Target = {
  title: 'Prices of products and variants that are there',
  schema: priceWrite,
  needs: ['write_products'],
  maxBatch: 60,
  matchBy: ['sku'],
  echoes: true,
  page: (session, id) => adminPage(session, `products/${id}`),

  async find(session, key, values) {
    const found = await findVariants(session, key, values)
    return new Map([...found].map(([value, variants]) => [value, productsOf(variants)]))
  },

  async upsert(session, writes) {
    const linked = await productsNamed(
      session,
      writes.flatMap(({ id }) => id ?? []),
    )
    return writeEach(writes, { schema: priceWrite, taker: 'Shopify', atOnce }, async (wanted, { id, known }) => {
      const product = id === null ? await productWith(session, wanted) : linked.get(id)
      if (product === undefined) {
        throw new Fault('missing', 'The product is no longer in the shop: it was deleted there')
      }
      const { changes, warnings } = planPrices(product, wanted, known)
      if (changes.length === 0 && warnings.length > 0 && warnings.length === (wanted.variants?.length || 1)) {
        throw notFound(warnings.join('; '))
      }
      for (const chunk of chunksOf(changes, mostVariants)) await write(session, product.id, chunk)
      return outcomeOf(product.id, changes, warnings)
    })
  },

  async read(session, ids) {
    const found = await productsNamed(session, ids)
    return new Map([...found].map(([id, product]) => [id, asWritten(product)]))
  },
}

function outcomeOf(id: string, changes: PriceChange[], warnings: string[]): Outcome {
  const status = changes.length === 0 ? 'unchanged' : 'updated'
  return { status, id, ...(warnings.length === 0 ? {} : { warnings }) }
}

async function productsNamed(session: Session, ids: string[]): Promise<Map<string, ShopifyProduct>> {
  const found = (await products.fetch?.(session, ids)) ?? new Map<string, ShopifyProduct | 'gone'>()
  // The source is ours, and its records are of its own type.
  const living = [...found].filter((each): each is [string, ShopifyProduct] => each[1] !== 'gone')
  return new Map(living)
}

/** All or nothing; absolute, so that a repeat does no harm. */
async function write(session: Session, id: string, changes: PriceChange[]): Promise<void> {
  const reads = z.object({ productVariantsBulkUpdate: z.object({ userErrors }).nullable() })
  const variants = changes.map(({ id: variant, ...rest }) => ({ id: gidOf('ProductVariant', variant), ...rest }))
  const asked = { productId: gidOf('Product', id), variants }
  const reply = await ask(session, variantsUpdate, asked, { reads, points: 12, repeatable: true })
  const [error] = reply.productVariantsBulkUpdate?.userErrors ?? []
  if (error !== undefined) throw refusalOf(error, 'a price')
}

async function productWith(session: Session, wanted: PriceWrite): Promise<ShopifyProduct> {
  const all = [wanted.sku, ...(wanted.variants ?? []).map(({ sku }) => sku)]
  const skus = all.flatMap((sku) => (sku === null || sku === undefined || sku === '' ? [] : [sku]))
  const found = await findVariants(session, 'sku', skus.slice(0, mostAsked))
  const ids = productsOf([...found.values()].flat())
  const [id, other] = ids
  if (id === undefined) throw notFound('No variant of the shop has one of the SKUs of the product')
  if (other !== undefined) {
    throw new Fault('ambiguous', 'Several products of the shop have variants with these SKUs: link the right one', {
      candidates: ids,
      field: 'sku',
    })
  }
  const product = (await productsNamed(session, [id])).get(id)
  if (product === undefined) throw new Fault('missing', 'The product is no longer in the shop: it was deleted there')
  return product
}

/** So many of a product's SKUs are looked for. */
const mostAsked = 20

function notFound(says: string): Fault {
  return new Fault('invalid', `${says}, and the hub makes none: set the SKU in Shopify, or link the two`, {
    code: 'VARIANT_NOT_FOUND',
    field: 'sku',
  })
}

function productsOf(variants: { product: { id: string } }[]): string[] {
  return [...new Set(variants.map(({ product }) => numberOf(product.id)))]
}

function asWritten({ sku, price, compareAtPrice, currency, isSingle, variants }: ShopifyProduct): Write['data'] {
  if (isSingle) return { sku, price, compareAtPrice, currency }
  return {
    currency,
    variants: variants.map((each) => ({
      ...{ id: each.id, sku: each.sku, price: each.price, compareAtPrice: each.compareAtPrice },
    })),
  }
}
