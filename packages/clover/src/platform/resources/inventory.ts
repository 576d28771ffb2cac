import type { CallOptions } from '../../http/client-options.ts'
import { ready } from '../../ready.ts'
import { requireId } from '../../required.ts'
import {
  attributeRow,
  categoryRow,
  itemGroupRow,
  itemRow,
  merchantDiscountRow,
  modifierGroupRow,
  tagRow,
  taxRateRow,
} from '../inventory-rows.ts'
import {
  below,
  type Collection,
  collection,
  type Lists,
  lists,
  objectPath,
  type Removes,
  removes,
} from '../operations.ts'
import type { Rest } from '../rest.ts'
import type {
  AttributeShape,
  CategoryShape,
  Item,
  ItemCreate,
  ItemGroupShape,
  ItemShape,
  ItemStock,
  ItemStockShape,
  ItemUpdate,
  MerchantDiscountShape,
  ModifierGroupShape,
  ModifierShape,
  OptionShape,
  TagShape,
  TaxRateShape,
} from '../shapes/inventory.ts'

/** A collection of which several can be deleted in one call. */
export interface RemovesMany {
  removeMany(ids: readonly string[], options?: CallOptions): Promise<void>
}

/** A collection whose objects hold items. */
export interface HasItems {
  /** The items that are linked to one object. */
  items(id: string): Lists<ItemShape>
}

/** Items. Deleted ones may be listed, with `deleted`: filter by it, and look. [U] */
export interface Items extends Collection<ItemShape>, RemovesMany {
  /** Writes the whole item, in place of what it was; `name` and `price` are needed. [S] */
  replace(id: string, item: ItemCreate, options?: CallOptions): Promise<Item>
  /** Many in one call; how many Clover takes is not documented [U], so cut by `chunk` (default 100). */
  createMany(items: readonly ItemCreate[], options?: CallOptions & { chunk?: number }): Promise<Item[]>
  updateMany(
    items: readonly (ItemUpdate & { id: string })[],
    options?: CallOptions & { chunk?: number },
  ): Promise<Item[]>
  categories(itemId: string): Lists<CategoryShape>
  tags(itemId: string): Lists<TagShape>
}

/** Stock by item. Merchants switch tracking on and off: `merchant.properties().trackStock`. */
export interface Stock extends Lists<ItemStockShape>, Removes {
  get(itemId: string, options?: CallOptions): Promise<ItemStock>
  /** Sets the quantity to this number: it is no difference. Two writers race, so read again before you write. [D][S] */
  set(itemId: string, quantity: number, options?: CallOptions): Promise<ItemStock>
}

/** Modifier groups; deleting one deletes its modifiers. [D] */
export interface ModifierGroups extends Collection<ModifierGroupShape>, RemovesMany, HasItems {
  modifiers(groupId: string): Collection<ModifierShape>
}

/** Attributes of a group of variants, and their options. */
export interface Attributes extends Collection<AttributeShape> {
  options(attributeId: string): Collection<OptionShape>
}

/** Two ids that belong together, e.g. `{ item: { id }, category: { id } }`. */
export type Pair<Side extends string> = { readonly [Name in Side]?: { id: string } }

/** Which item belongs to which category, tag, tax, group or option. Clover answers 200 even where nothing changes. [S] */
export interface Links<Side extends string> {
  add(pairs: readonly Required<Pair<Side>>[], options?: CallOptions): Promise<void>
  /** With one side alone, all links of that side go. [D] */
  remove(pairs: readonly Pair<Side>[], options?: CallOptions): Promise<void>
}

/** What is sold, and how it is grouped, taxed and counted. Merchants with the plan Payments Plus have none. [D] */
export interface Inventory {
  readonly items: Items
  readonly stock: Stock
  readonly categories: Collection<CategoryShape> & RemovesMany & HasItems
  readonly tags: Collection<TagShape> & RemovesMany & HasItems
  readonly modifierGroups: ModifierGroups
  /** Modifiers of all groups. */
  readonly modifiers: Lists<ModifierShape>
  /** Groups of variants. An item joins one when it is made, and never leaves it. [D] */
  readonly itemGroups: Collection<ItemGroupShape>
  readonly attributes: Attributes
  /** Options of all attributes. */
  readonly options: Lists<OptionShape>
  readonly taxRates: Collection<TaxRateShape> & HasItems
  /** The discounts that the till offers; those of an order are at `orders.discounts`. */
  readonly discounts: Collection<MerchantDiscountShape>
  readonly categoryItems: Links<'item' | 'category'>
  readonly tagItems: Links<'item' | 'tag'>
  readonly taxRateItems: Links<'item' | 'taxRate'>
  readonly itemModifierGroups: Links<'item' | 'modifierGroup'>
  readonly optionItems: Links<'item' | 'option'>
}

export function inventory(rest: Rest): Inventory {
  const bare = (path: string) => ({ path, filters: {}, expands: [] })
  const itemsOf = (path: string): HasItems => ({
    items: (id) => lists<ItemShape>(rest, { ...itemRow, path: below(path, id, 'items') }),
  })
  const { path: groups } = modifierGroupRow
  return {
    items: items(rest),
    stock: stock(rest),
    categories: {
      ...collection<CategoryShape>(rest, categoryRow),
      ...removesMany(rest, categoryRow.path, 'categoryIds'),
      ...itemsOf(categoryRow.path),
    },
    tags: {
      ...collection<TagShape>(rest, tagRow),
      ...removesMany(rest, tagRow.path, 'tagIds'),
      ...itemsOf(tagRow.path),
    },
    modifierGroups: {
      ...collection<ModifierGroupShape>(rest, modifierGroupRow),
      ...removesMany(rest, groups, 'modifierGroupIds'),
      ...itemsOf(groups),
      modifiers: (groupId) => collection<ModifierShape>(rest, bare(below(groups, groupId, 'modifiers'))),
    },
    modifiers: lists<ModifierShape>(rest, bare('/modifiers')),
    itemGroups: collection<ItemGroupShape>(rest, itemGroupRow),
    attributes: {
      ...collection<AttributeShape>(rest, attributeRow),
      options: (attributeId) => collection<OptionShape>(rest, bare(below(attributeRow.path, attributeId, 'options'))),
    },
    options: lists<OptionShape>(rest, bare('/options')),
    taxRates: { ...collection<TaxRateShape>(rest, taxRateRow), ...itemsOf(taxRateRow.path) },
    discounts: collection<MerchantDiscountShape>(rest, merchantDiscountRow),
    categoryItems: links(rest, '/category_items'),
    tagItems: links(rest, '/tag_items'),
    taxRateItems: links(rest, '/tax_rate_items'),
    itemModifierGroups: links(rest, '/item_modifier_groups'),
    optionItems: links(rest, '/option_items'),
  }
}

function items(rest: Rest): Items {
  const { path } = itemRow
  const bulk = async (method: 'POST' | 'PUT', all: readonly object[], options: CallOptions & { chunk?: number }) => {
    const { chunk = 100, signal } = options
    const done: Item[] = []
    for (let start = 0; start < all.length; start += chunk) {
      const body = { items: all.slice(start, start + chunk) }
      const reply = await rest.call<Item[] | { elements?: Item[] }>(method, '/bulk_items', { body, signal })
      // Whether the reply is wrapped is not documented. [U]
      done.push(...(Array.isArray(reply) ? reply : (reply.elements ?? [])))
    }
    return done
  }
  return {
    ...collection<ItemShape>(rest, itemRow),
    ...removesMany(rest, path, 'itemIds'),
    replace: (id, body, { signal } = {}) => ready(() => rest.call('PUT', objectPath(path, id), { body, signal })),
    createMany: (all, options = {}) => bulk('POST', all, options),
    updateMany: (all, options = {}) => bulk('PUT', all, options),
    categories: (itemId) => lists<CategoryShape>(rest, { ...categoryRow, path: below(path, itemId, 'categories') }),
    tags: (itemId) => lists<TagShape>(rest, { ...tagRow, path: below(path, itemId, 'tags') }),
  }
}

function stock(rest: Rest): Stock {
  const path = '/item_stocks'
  return {
    ...lists<ItemStockShape>(rest, { path, filters: {}, expands: [] }),
    ...removes(rest, { path }),
    get: (itemId, { signal } = {}) => ready(() => rest.call('GET', objectPath(path, itemId), { signal })),
    set: (itemId, quantity, { signal } = {}) =>
      ready(() => rest.call('POST', objectPath(path, itemId), { body: { quantity }, signal })),
  }
}

/** An empty list of ids would speak of all there are, so it is no call at all. */
function removesMany(rest: Rest, path: string, parameter: string): RemovesMany {
  return {
    removeMany: (ids, { signal } = {}) =>
      ready(async () => {
        if (ids.length === 0) return
        const list = ids.map((id) => requireId(parameter, id)).join(',')
        await rest.call('DELETE', path, { query: [[parameter, list]], signal })
      }),
  }
}

function links<Side extends string>(rest: Rest, path: string): Links<Side> {
  const post = async (elements: readonly object[], query: readonly [string, string][], signal?: AbortSignal) => {
    if (elements.length > 0) await rest.call('POST', path, { body: { elements }, query, signal })
  }
  return {
    add: (pairs, { signal } = {}) => post(pairs, [], signal),
    remove: (pairs, { signal } = {}) => post(pairs, [['delete', 'true']], signal),
  }
}
