import { customer } from './customer.ts'
import type { EntityShape } from './entity-shape.ts'
import { inventoryLevel } from './inventory-level.ts'
import { order } from './order.ts'
import { product } from './product.ts'

/** Every entity of the hub by its name. */
export const entities: Readonly<Record<string, EntityShape>> = {
  Customer: customer,
  Order: order,
  Product: product,
  InventoryLevel: inventoryLevel,
}

/** The shape of an entity; undefined: the hub has no such entity. */
export function shapeOf(entity: string): EntityShape | undefined {
  return Object.hasOwn(entities, entity) ? entities[entity] : undefined
}
