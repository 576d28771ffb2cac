import type { Row, ShelfName } from './shop/catalogue.ts'
import type { Shop } from './shop/shop.ts'
import { takeOffShelf } from './shop/take-off-shelf.ts'

/** One kind of thing of a shop, as the merchant handles it: nothing is checked. */
export interface RowDrawer {
  list(): Row[]
  get(id: string): Row | undefined
  create(fields: Record<string, unknown>): Row
  update(id: string, fields: Record<string, unknown>): Row
  remove(id: string): void
}

/** The names in the effect log. */
const effectNames: Record<ShelfName, string> = {
  items: 'item',
  stocks: 'stock',
  categories: 'category',
  tags: 'tag',
  modifierGroups: 'modifierGroup',
  modifiers: 'modifier',
  itemGroups: 'itemGroup',
  attributes: 'attribute',
  options: 'option',
  taxRates: 'taxRate',
  discounts: 'discount',
  employees: 'employee',
  roles: 'role',
  shifts: 'shift',
  tenders: 'tender',
  orderTypes: 'orderType',
  openingHours: 'openingHours',
  tipSuggestions: 'tipSuggestion',
  devices: 'device',
}

/** `stocks` have the ids of their items: give an `id` to create one. */
export function shelfDrawer(shop: Shop, name: ShelfName): RowDrawer {
  const { effects } = shop
  const effect = effectNames[name]
  const known = (id: string) => {
    const row = shop.shelf(name).get(id)
    if (row === undefined) throw new Error(`the shop has no ${effect} ${id}`)
    return row
  }
  const keep = (verb: string, row: Row) => {
    shop.shelf(name).put(row)
    effects.record(`${effect}.${verb}`, row.id, 'person')
    return row
  }
  const stamped = () => (name === 'items' || name === 'stocks' ? { modifiedTime: shop.stamp() } : {})
  return {
    list: () => [...shop.shelf(name).all()],
    get: (id) => shop.shelf(name).get(id),
    create: (fields) => {
      const fresh = name === 'items' ? { hidden: false, available: true, priceType: 'FIXED', deleted: false } : {}
      const id = typeof fields.id === 'string' ? fields.id : shop.newId()
      return keep('create', { ...fresh, ...stamped(), ...fields, id })
    },
    update: (id, fields) => keep('update', { ...known(id), ...stamped(), ...fields, id }),
    remove: (id) => {
      takeOffShelf(shop, name, known(id))
      effects.record(`${effect}.delete`, id, 'person')
    },
  }
}
