import { Fault, type Outcome, type Session, type Write } from '@trefoil/sdk'
import { z } from 'zod'
import { numberOf } from '../gid.ts'
import { findVariants } from '../products/find-variants.ts'
import { levelId, partsOf } from './level.ts'
import { placeOf } from './place.ts'
import { required } from './reckon.ts'

/** How much of an item there is at the shop's location. */
export const stockWrite = z.strictObject({
  sku: z.string().nullish(),
  barcode: z.string().nullish(),
  quantity: z.number().nullish().meta({ description: 'Absolute, as the hub counts' }),
  safetyStock: z.number().min(0).nullish().meta({ description: 'So many of them are kept back from the shop' }),
})

type StockWrite = z.output<typeof stockWrite>

/** One write with the level that it is for. */
export interface Wanted {
  /** Its place among the writes. */
  at: number
  id: string
  itemId: string
  locationId: string
  quantity: number
  safetyStock: number
  heard: number | null
  isUnclear: boolean
  key: string
}

/** What can be written, and how the others ended. */
export async function readWishes(
  session: Session,
  writes: Write[],
): Promise<{ wanted: Wanted[]; ended: Map<number, Outcome> }> {
  const read = writes.map(({ data }) => stockWrite.safeParse(data))
  const unlinked = read.flatMap(({ data }, at) => (writes[at]?.id === null && data !== undefined ? [data] : []))
  const find = await finderFor(session, unlinked)
  const wanted: Wanted[] = []
  const ended = new Map<number, Outcome>()
  for (const [at, write] of writes.entries()) {
    try {
      const data = read[at]?.data
      if (data === undefined) throw new Fault('invalid', 'Shopify cannot take this: it is no quantity of an item')
      const id = write.id ?? find(data)
      const parts = partsOf(id)
      if (parts === undefined)
        throw new Fault('missing', 'The record is linked with something that is no stock of Shopify’s')
      if (data.quantity === undefined) ended.set(at, { status: 'unchanged', id })
      else {
        const [quantity, safetyStock] = [required(data.quantity), data.safetyStock ?? 0]
        wanted.push({ at, id, ...parts, quantity, safetyStock, ...wishOf(write) })
      }
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault
      ended.set(at, { status: 'failed', fault })
    }
  }
  return { wanted, ended }
}

function wishOf({ known, unclear, idempotencyKey }: Write) {
  const heard = typeof known?.quantity === 'number' ? known.quantity : null
  return { heard, isUnclear: unclear === true, key: idempotencyKey }
}

/** Value → the levels at the shop's location of all items that have it. */
export async function findLevels(session: Session, key: string, values: string[]): Promise<Map<string, string[]>> {
  if (values.length === 0) return new Map()
  const [place, found] = [await placeOf(session), await findVariants(session, key, values)]
  return new Map(
    [...found].map(([value, variants]) => [
      value,
      [...new Set(variants.map(({ inventoryItem }) => levelId(numberOf(inventoryItem.id), place)))],
    ]),
  )
}

/** By SKU, else by barcode: stock belongs to an item that is there, and none is made for it. */
async function finderFor(session: Session, unlinked: StockWrite[]): Promise<(data: StockWrite) => string> {
  const valuesOf = (key: 'sku' | 'barcode') => unlinked.flatMap((each) => (isBlank(each[key]) ? [] : [each[key]]))
  const bySku = await findLevels(session, 'sku', valuesOf('sku'))
  const byBarcode = await findLevels(session, 'barcode', valuesOf('barcode'))
  return ({ sku, barcode }) => {
    const ids = [...(bySku.get(sku ?? '') ?? []), ...(byBarcode.get(barcode ?? '') ?? [])]
    const [id] = bySku.get(sku ?? '') ?? []
    if (id !== undefined && bySku.get(sku ?? '')?.length === 1) return id
    const [only, other] = ids
    if (only !== undefined && other === undefined) return only
    if (only === undefined) throw nowhere(isBlank(sku) && isBlank(barcode))
    throw new Fault('ambiguous', `The shop has ${ids.length} variants with this SKU or barcode: link the right one`, {
      candidates: ids,
      field: 'sku',
    })
  }
}

function nowhere(isNameless: boolean): Fault {
  const says = isNameless ? 'The record has neither SKU nor barcode' : 'No variant of the shop has this SKU or barcode'
  return new Fault(
    'invalid',
    `${says}, so that its stock belongs to nothing there: set it on the variant in Shopify, or link the two`,
    { code: 'VARIANT_NOT_FOUND', field: 'sku' },
  )
}

function isBlank(text: string | null | undefined): text is null | undefined | '' {
  return text === null || text === undefined || text.trim() === ''
}
