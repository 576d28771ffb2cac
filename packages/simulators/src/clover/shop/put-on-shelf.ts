import { isObject } from '../../server/exchange.ts'
import { effectNames, type Row, type ShelfName } from './catalogue.ts'
import type { Shop } from './shop.ts'

/** Who wrote a row, and what of it goes into the effect log. */
export interface Write {
  verb: 'create' | 'update'
  by: 'api' | 'person'
  detail?: unknown
}

/** Keeps a row as it is then called, and says so; items that are called after it are called anew. */
export function putOnShelf(shop: Shop, name: ShelfName, row: Row, { verb, by, detail }: Write): Row {
  const kept = name === 'items' ? variantNamed(shop, row) : row
  shop.shelf(name).put(kept)
  shop.effects.record(`${effectNames[name]}.${verb}`, kept.id, by, detail)
  if (name === 'options') renameVariants(shop, shop.links('options').itemsOf(row.id), by)
  if (name === 'itemGroups') renameVariants(shop, itemsOfGroup(shop, row.id), by)
  return kept
}

/** Gives these items the names that their groups and options make by now. */
export function renameVariants(shop: Shop, ids: readonly string[], by: Write['by']): void {
  const items = shop.shelf('items')
  for (const item of ids.map((id) => items.get(id)).filter((one) => one !== undefined)) {
    const { name } = variantNamed(shop, item)
    if (name === item.name) continue
    items.put({ ...item, name, modifiedTime: shop.stamp() })
    shop.effects.record('item.update', item.id, by, { name })
  }
}

/**
 * An item of a group is called by the group and its options, whatever name it is given. One without options keeps its
 * own: what the vendor calls it then, and what stands between the names, is not documented.
 */
function variantNamed(shop: Shop, item: Row): Row {
  const { itemGroup } = item
  const group = isObject(itemGroup) ? shop.shelf('itemGroups').get(String(itemGroup.id)) : undefined
  const options = shop.shelf('options').these(shop.links('options').of(item.id), 'oldest-first')
  if (group === undefined || options.length === 0) return item
  return { ...item, name: [group, ...options].map(({ name }) => name).join(' ') }
}

function itemsOfGroup(shop: Shop, groupId: string): string[] {
  const isOfGroup = ({ itemGroup, deleted }: Row) => deleted !== true && isObject(itemGroup) && itemGroup.id === groupId
  return shop
    .shelf('items')
    .all()
    .filter(isOfGroup)
    .map(({ id }) => id)
    .toArray()
}
