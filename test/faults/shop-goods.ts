import type { Merchant } from '@trefoil/simulators'
import type { MatrixHouse } from './matrix-house.ts'
import { edit, named, nothing, type Operation, run, sync } from './operation.ts'
import { listing, onceRead, type Prepare, question, setting, till } from './shop-calls.ts'

/** Items, groups and stock: into the hub, and from the branch by the hub to the till. */
export function goodsOperations(branch: () => Merchant): Operation[] {
  const stocked: Prepare = async (house, number) => {
    const { id } = branch()
      .shelf('items')
      .create({ name: `Pot ${number}`, sku: `POT-${number}`, price: 900 })
    return () => sync(house, 'branch-products', id)
  }
  return [
    {
      ...{ ...listing, title: 'list item groups', effects: nothing },
      match: `GET ${till}/item_groups?expand`,
      prepare: grouped((house) => run(house, 'clover-products')),
    },
    {
      ...{ ...listing, title: 'list the items of groups', effects: nothing },
      match: `GET ${till}/items?filter=itemGroup.id%20in`,
      prepare: grouped((house) => run(house, 'clover-products')),
    },
    {
      ...{ ...listing, title: 'fetch an item group', effects: nothing },
      match: `GET ${till}/item_groups/`,
      prepare: grouped((house, group) => named(house, 'clover-products', group)),
    },
    {
      ...{ ...listing, title: 'list items as products', effects: nothing },
      match: `GET ${till}/items?expand=categories%2Ctags%2Coptions`,
      prepare: shelved((house) => run(house, 'clover-products')),
    },
    {
      ...{ ...listing, title: "read the merchant's properties", effects: nothing },
      match: `GET ${till}/properties`,
      prepare: shelved((house) => run(house, 'clover-products')),
    },
    {
      ...{ ...listing, title: 'fetch products by id', effects: nothing },
      match: `GET ${till}/items?filter=id%20in*expand=categories%2Ctags%2Coptions`,
      prepare: shelved((house, item) => named(house, 'clover-products', item)),
    },
    {
      ...{ ...listing, title: 'list stock', effects: nothing },
      match: `GET ${till}/items?expand=itemStock`,
      prepare: shelved((house) => run(house, 'clover-stock')),
    },
    {
      ...{ ...listing, title: 'fetch stock by id', effects: nothing },
      match: `GET ${till}/items?filter=id%20in*expand=itemStock`,
      prepare: shelved((house, item) => named(house, 'clover-stock', item)),
    },
    ...(['items', 'categories', 'employees'] as const).map(
      (name): Operation => ({
        ...{ ...listing, title: `list ${name}`, effects: nothing },
        match: `GET ${till}/${name}?${name === 'items' ? 'expand=categories%2Ctags%2CitemStock' : 'limit'}`,
        prepare: async (house) => () => run(house, `till-${name}`),
      }),
    ),
    {
      ...{ ...question, title: 'find items by SKU', effects: { 'item.create': 1 } },
      match: `GET ${till}/items?filter=sku`,
      prepare: stocked,
    },
    {
      ...{ ...onceRead, title: 'create an item', effects: { 'item.create': 1 } },
      match: `POST ${till}/items`,
      prepare: stocked,
    },
    {
      ...{ ...setting, title: 'change an item', effects: { 'item.update': 1 }, isRead: true },
      match: `POST ${till}/items/`,
      prepare: async (house, number) => {
        await (await stocked(house, number))()
        await house.quiet()
        const which = { entity: 'Product', name: 'sku', value: `POT-${number}` }
        return () => edit(house, which, { defaultPrice: 950 })
      },
    },
    {
      ...{ ...question, title: 'read the items of one group', effects: { 'itemGroup.update': 1 } },
      match: `GET ${till}/items?filter=itemGroup.id%3D`,
      prepare: regrouped,
    },
    {
      ...{ ...setting, title: 'change an item group', effects: { 'itemGroup.update': 1 }, isRead: true },
      match: `POST ${till}/item_groups/`,
      prepare: regrouped,
    },
    {
      ...{ ...question, title: 'read a stock', effects: { 'stock.update': 1 } },
      match: `GET ${till}/item_stocks/`,
      prepare: counted,
    },
    {
      ...{ ...setting, title: 'set a stock', effects: { 'stock.update': 1 } },
      match: `POST ${till}/item_stocks/`,
      prepare: counted,
    },
  ]
}

/** A new item at the till, and what follows. */
function shelved(act: (house: MatrixHouse, item: string) => Promise<unknown>): Prepare {
  return async (house, number) => {
    const { id } = house.clover.shelf('items').create({ name: `Cup ${number}`, sku: `CUP-${number}`, price: 700 })
    house.clover.shelf('stocks').create({ id, quantity: 10 })
    return () => act(house, id)
  }
}

/** A new group with one item at the till, and what follows. */
function grouped(act: (house: MatrixHouse, group: string) => Promise<unknown>): Prepare {
  return async (house, number) => {
    const { id } = house.clover.shelf('itemGroups').create({ name: `Tee ${number}` })
    const item = { name: `Tee ${number} S`, sku: `TEE-${number}`, price: 1900, itemGroup: { id } }
    house.clover.shelf('items').create(item)
    return () => act(house, id)
  }
}

/** A group that the hub knows, about to get another name there. */
async function regrouped(house: MatrixHouse, number: number): Promise<() => Promise<unknown>> {
  await (await grouped((_, group) => sync(house, 'clover-products', group))(house, number))()
  await house.quiet()
  const which = { entity: 'Product', name: 'name', value: `Tee ${number}` }
  return () => edit(house, which, { name: `Shirt ${number}` })
}

/** A stock that the hub knows, about to be counted anew there. */
async function counted(house: MatrixHouse, number: number): Promise<() => Promise<unknown>> {
  await (await shelved((_, item) => sync(house, 'clover-stock', item))(house, number))()
  await house.quiet()
  return () => edit(house, { entity: 'InventoryLevel', name: 'sku', value: `CUP-${number}` }, { quantityOnHand: 25 })
}
