import { partsOf } from '../shop/gid.ts'
import type { Order, ShipOrder } from '../shop/order-rows.ts'
import type { Customer, Item, Level, Place, Product, Variant } from '../shop/rows.ts'
import type { Shop } from '../shop/shop.ts'
import { noSuchId } from '../wire/problems.ts'

/** The number in an id of this type; an id of another type, or none at all, is refused. */
export function numberOf(type: string, id: string): number {
  const parts = partsOf(id)
  if (parts === undefined || parts.type !== type || parts.n === 0) throw noSuchId(id)
  return parts.n
}

export const productBy = (shop: Shop, id: string): Product | undefined => shop.products.get(numberOf('Product', id))
export const variantBy = (shop: Shop, id: string): Variant | undefined =>
  shop.variants.get(numberOf('ProductVariant', id))
export const itemBy = (shop: Shop, id: string): Item | undefined => shop.items.get(numberOf('InventoryItem', id))
export const placeBy = (shop: Shop, id: string): Place | undefined => shop.places.get(numberOf('Location', id))
export const customerBy = (shop: Shop, id: string): Customer | undefined => shop.customers.get(numberOf('Customer', id))
export const orderBy = (shop: Shop, id: string): Order | undefined => shop.orders.get(numberOf('Order', id))
export const shipOrderBy = (shop: Shop, id: string): ShipOrder | undefined =>
  shop.shipOrders.get(numberOf('FulfillmentOrder', id))

/** Found by the item that its id names. */
export function levelBy(shop: Shop, id: string): Level | undefined {
  const n = numberOf('InventoryLevel', id)
  const item = shop.items.get(Number(/inventory_item_id=(\d+)/.exec(id)?.[1]))
  return item === undefined ? undefined : [...item.levels.values()].find((level) => level.n === n)
}

/** Whatever has this id, with the name of its type. */
export function nodeBy(shop: Shop, id: string): object | null {
  const parts = partsOf(id)
  if (parts === undefined) throw noSuchId(id)
  const find = finders[parts.type]
  const row = find?.(shop, parts.n, id)
  return row === undefined ? null : { ...row, __typename: parts.type }
}

const finders: Record<string, (shop: Shop, n: number, id: string) => object | undefined> = {
  Product: (shop, n) => shop.products.get(n),
  ProductVariant: (shop, n) => shop.variants.get(n),
  InventoryItem: (shop, n) => shop.items.get(n),
  InventoryLevel: (shop, _n, id) => levelBy(shop, id),
  Location: (shop, n) => shop.places.get(n),
  Customer: (shop, n) => shop.customers.get(n),
  Order: (shop, n) => shop.orders.get(n),
  FulfillmentOrder: (shop, n) => shop.shipOrders.get(n),
  WebhookSubscription: (shop, n) => shop.subscriptions.get(n),
  BulkOperation: (shop, n) => shop.bulks.get(n),
}
