import type { Row, ShelfName } from './catalogue.ts'
import type { Shop } from './shop.ts'

/** Deletes a row. Where that was chosen, what has a `deleted` mark stays in lists with the mark set. */
export function takeOffShelf(shop: Shop, name: ShelfName, row: Row): void {
  const shelf = shop.shelf(name)
  if (shop.choices.deletedRows === 'listed' && row.deleted !== undefined) {
    shelf.put({ ...row, deleted: true, deletedTime: shop.stamp(), modifiedTime: shop.stamp() })
  } else shelf.remove(row.id)
}
