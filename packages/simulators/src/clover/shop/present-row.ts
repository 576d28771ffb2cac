import type { Row, ShelfName } from './catalogue.ts'
import type { Shop } from './shop.ts'

/** The row with this id, unless it was deleted: one that lists still show, marked, is gone for every other call. */
export function presentRow(shop: Shop, name: ShelfName, id: unknown): Row | undefined {
  const row = typeof id === 'string' ? shop.shelf(name).get(id) : undefined
  return row?.deleted === true ? undefined : row
}
