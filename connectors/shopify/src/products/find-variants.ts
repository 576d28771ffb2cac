import { inParallel, type Session } from '@trefoil/sdk'
import { z } from 'zod'
import { ask } from '../ask.ts'
import { variantsWith } from '../generated/operations.gen.ts'
import { atOnce, chunksOf } from '../named-records.ts'
import { connection } from '../wire.ts'

const wireFound = z.object({
  sku: z.string().nullable(),
  barcode: z.string().nullable(),
  product: z.object({ id: z.string() }),
  inventoryItem: z.object({ id: z.string() }),
})

export type FoundVariant = z.output<typeof wireFound>

/** So many values in one search. */
const mostValues = 20

/**
 * Value → every variant that has just this SKU or barcode; neither is unique in a shop. Compared once more here: a search
 * finds more than the exact text.
 */
export async function findVariants(
  session: Session,
  key: string,
  values: string[],
): Promise<Map<string, FoundVariant[]>> {
  const field = key === 'barcode' ? 'barcode' : 'sku'
  const asked = chunksOf([...new Set(values)], mostValues)
  const found = (await inParallel(asked, atOnce, (chunk) => search(session, field, chunk))).flat()
  return new Map(values.map((value) => [value, found.filter((each) => each[field] === value)]))
}

async function search(session: Session, field: 'sku' | 'barcode', values: string[]): Promise<FoundVariant[]> {
  const reads = z.object({ productVariants: connection(wireFound) })
  const query = values.map((value) => `${field}:${quoted(value)}`).join(' OR ')
  const found: FoundVariant[] = []
  for (let after: string | null = null, more = true; more; ) {
    const { productVariants: page }: z.output<typeof reads> = await ask(
      session,
      variantsWith,
      { query, after },
      { reads, points: 25 },
    )
    found.push(...page.nodes)
    after = page.pageInfo.endCursor
    more = page.pageInfo.hasNextPage
  }
  return found
}

function quoted(value: string): string {
  return `'${value.replaceAll(/['\\]/g, '\\$&')}'`
}
