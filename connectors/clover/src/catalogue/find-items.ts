import { Fault, type Session } from '@trefoil/sdk'
import { isBlank } from '../blank.ts'
import { atOnce, inParallel } from '../in-parallel.ts'
import type { Row } from '../read-list.ts'
import { readWhole } from '../read-whole.ts'
import { isDeleted } from '../wire.ts'

/** What an item can be found by. None of it is unique at the till. */
export interface ItemKeys {
  sku?: string | null | undefined
  barcode?: string | null | undefined
}

/** Value → the ids of all items that have it; `barcode` is what Clover calls the code. */
export async function findItems(session: Session, key: string, values: string[]): Promise<Map<string, string[]>> {
  const found = await inParallel(values, atOnce, async (value) => {
    const rows = await itemsThatHave(session, key, value)
    return [value, rows.map(({ id }) => id).filter((id) => typeof id === 'string')] as const
  })
  return new Map(found)
}

/** Compared once more here: Clover takes a star at the end for any text, and what case it minds is not documented. */
export async function itemsThatHave(session: Session, key: string, value: string): Promise<Row[]> {
  const [field, filter] = key === 'barcode' ? ['code', 'itemCode'] : ['sku', 'sku']
  const rows = await readWhole(session, 'INVENTORY_R', [['filter', `${filter}=${value}`]])
  return rows.filter((row) => row[field] === value && !isDeleted(row))
}

/** The one item with this SKU, else with this barcode; null: there is none. */
export async function itemWith(session: Session, { sku, barcode }: ItemKeys): Promise<string | null> {
  const keys = [['sku', sku] as const, ['barcode', barcode] as const]
  for (const [key, value] of keys) {
    if (isBlank(value)) continue
    const ids = (await findItems(session, key, [value])).get(value) ?? []
    if (ids.length > 1) {
      throw new Fault(
        'ambiguous',
        `Clover has ${ids.length} items with this ${key}: give each its own, or link the right one`,
        { candidates: ids, field: key },
      )
    }
    if (ids[0] !== undefined) return ids[0]
  }
  return null
}
