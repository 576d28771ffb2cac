import { blankItem, effectNames, type Row, type ShelfName } from './shop/catalogue.ts'
import { putOnShelf } from './shop/put-on-shelf.ts'
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

/** Those whose edits are stamped. */
const stampedShelves: readonly ShelfName[] = ['items', 'stocks', 'categories', 'modifiers', 'taxRates', 'employees']

/** `stocks` have the ids of their items: give an `id` to create one. */
export function shelfDrawer(shop: Shop, name: ShelfName): RowDrawer {
  const known = (id: string) => {
    const row = shop.shelf(name).get(id)
    if (row === undefined) throw new Error(`the shop has no ${effectNames[name]} ${id}`)
    return row
  }
  const keep = (verb: 'create' | 'update', row: Row) => putOnShelf(shop, name, row, { verb, by: 'person' })
  const stamped = () => (stampedShelves.includes(name) ? { modifiedTime: shop.stamp() } : {})
  return {
    list: () => [...shop.shelf(name).all()],
    get: (id) => shop.shelf(name).get(id),
    create: (fields) => {
      const id = typeof fields.id === 'string' ? fields.id : shop.newId()
      return keep('create', { ...(name === 'items' ? blankItem : {}), ...stamped(), ...fields, id })
    },
    update: (id, fields) => keep('update', { ...known(id), ...stamped(), ...fields, id }),
    remove: (id) => takeOffShelf(shop, name, known(id), 'person'),
  }
}
