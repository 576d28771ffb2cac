import type { Session, Source } from '@trefoil/sdk'
import { z } from 'zod'
import { adminPage } from '../admin-page.ts'
import { ask } from '../ask.ts'
import { changedSince } from '../changed-since.ts'
import { productsChanged, productsNamed, productVariants } from '../generated/operations.gen.ts'
import { namedRecords } from '../named-records.ts'
import { connection, known, named } from '../wire.ts'
import { currencyOf } from './currency.ts'
import {
  productOf,
  type ShopifyProduct,
  shopifyProduct,
  type WireProduct,
  wireProduct,
  wireVariant,
} from './product.ts'

const mostListed = 50
const mostNamed = 20

/** By their time of change, oldest first, each with all of its variants. */
export const products: Source<ShopifyProduct> = {
  title: 'Products with their variants, prices and options',
  schema: shopifyProduct,
  needs: ['read_products'],
  key: ({ id }) => id,
  version: ({ updatedAt }) => updatedAt,
  page: (session, id) => adminPage(session, `products/${id}`),

  async pull(session, from) {
    const { rows, cursor, more } = await changedSince(session, { source: 'products', most: mostListed, list }, from)
    return { records: await withVariants(session, rows), gone: [], cursor, more }
  },

  fetch: (session, ids) =>
    namedRecords(
      session,
      {
        type: 'Product',
        most: mostNamed,
        key: ({ id }) => id,
        async read(gids) {
          const reads = named(wireProduct)
          const { nodes } = await ask(session, productsNamed, { ids: gids }, { reads, points: 25 * gids.length })
          return withVariants(session, known(nodes))
        },
      },
      ids,
    ),
}

async function list(session: Session, from: { first: number; after: string | null; query: string | null }) {
  const reads = z.object({ products: connection(wireProduct) })
  return (await ask(session, productsChanged, from, { reads, points: 170 })).products
}

/** Those that come with the product are a hundred at the most; it may have two thousand. */
async function withVariants(session: Session, rows: WireProduct[]): Promise<ShopifyProduct[]> {
  const currency = await currencyOf(session)
  const whole: ShopifyProduct[] = []
  for (const row of rows) {
    const nodes = [...row.variants.nodes]
    let { pageInfo } = row.variants
    while (pageInfo.hasNextPage) {
      const reads = z.object({ product: z.object({ variants: connection(wireVariant) }).nullable() })
      const from = { id: row.id, after: pageInfo.endCursor }
      const { product } = await ask(session, productVariants, from, { reads, points: 30 })
      // Deleted meanwhile: the next reading finds it gone.
      if (product === null) break
      nodes.push(...product.variants.nodes)
      pageInfo = product.variants.pageInfo
    }
    whole.push(productOf({ ...row, variants: { nodes, pageInfo } }, currency))
  }
  return whole
}
