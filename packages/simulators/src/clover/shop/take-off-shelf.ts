import { isObject } from '../../server/exchange.ts'
import { effectNames, linkNames, type Row, type ShelfName } from './catalogue.ts'
import { renameVariants } from './put-on-shelf.ts'
import type { Shop } from './shop.ts'

/**
 * Deletes a row with what hangs on it, whoever does it. Where that was chosen, what has a `deleted` mark stays in lists
 * with the mark set.
 */
export function takeOffShelf(shop: Shop, name: ShelfName, row: Row, by: 'api' | 'person'): void {
  const shelf = shop.shelf(name)
  if (shop.choices.deletedRows === 'listed' && row.deleted !== undefined) {
    shelf.put({ ...row, deleted: true, deletedTime: shop.stamp(), modifiedTime: shop.stamp() })
  } else shelf.remove(row.id)
  shop.effects.record(`${effectNames[name]}.delete`, row.id, by)
  if (name === 'items') {
    shop.shelf('stocks').remove(row.id)
    for (const link of linkNames) shop.links(link).untieAll({ item: row.id })
  }
  const link = linkNames.find((one) => one === name)
  if (link !== undefined) {
    const items = shop.links(link).itemsOf(row.id)
    shop.links(link).untieAll({ other: row.id })
    if (link === 'options') renameVariants(shop, items, by)
  }
  if (name === 'modifierGroups') {
    const isOfGroup = ({ modifierGroup }: Row) => isObject(modifierGroup) && modifierGroup.id === row.id
    const modifiers = shop.shelf('modifiers').all().filter(isOfGroup).toArray()
    for (const modifier of modifiers) takeOffShelf(shop, 'modifiers', modifier, by)
  }
}
