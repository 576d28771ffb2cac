import { levelBody } from '../webhooks/bodies.ts'
import { gid } from './gid.ts'
import type { Item, Level, Place, Stocked } from './rows.ts'
import { newRow, note, type Shop } from './shop.ts'

/** The level is made when it is not there; its id has the item's number in its query. */
export function stockAt(shop: Shop, item: Item, location: Place, isActive = true): Level {
  const known = item.levels.get(location.n)
  if (known !== undefined) return known
  const row = newRow(shop, 'InventoryLevel')
  const level: Level = {
    ...row,
    id: `${gid('InventoryLevel', row.n)}?inventory_item_id=${item.n}`,
    item,
    location,
    isActive,
    counts: {
      available: 0,
      committed: 0,
      incoming: 0,
      reserved: 0,
      damaged: 0,
      safety_stock: 0,
      quality_control: 0,
    },
    countedAt: shop.now(),
  }
  item.levels.set(location.n, level)
  return level
}

/** Moves one of the numbers, and says so where it is what can be sold. */
export function moveStock(shop: Shop, level: Level, name: Stocked, delta: number, kind = 'inventory.adjust'): void {
  if (delta === 0) return
  const { item } = level
  // The index of variants shows what can be sold.
  shop.variants.reindex(item.variant, () => {
    level.counts[name] += delta
  })
  level.updatedAt = shop.now()
  if (name === 'available') level.countedAt = shop.now()
  note(shop, kind, level.id, { name, delta, quantity: level.counts[name] })
  if (name !== 'available') return
  shop.tell({ topic: 'inventory_levels/update', by: shop.by, body: () => levelBody(shop.identity, level) })
}
