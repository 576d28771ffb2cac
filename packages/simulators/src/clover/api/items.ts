import { isObject } from '../../server/exchange.ts'
import { badRequest } from '../replies.ts'
import { blankItem, linkNames, type Row } from '../shop/catalogue.ts'
import { presentRow } from '../shop/present-row.ts'
import { bodyOf, type Call, type CloverRoute, reply } from './call.ts'
import { nested } from './expand.ts'
import { listField } from './fields.ts'
import { asValue, plainFilters } from './filter.ts'
import {
  changedRow,
  createRow,
  newRow,
  type Resource,
  removeRow,
  resourceRoutes,
  rowOf,
  shownRow,
  updateRow,
} from './resource.ts'
import { flag, neededText, ref, text, whole } from './row-fields.ts'

const at = '/v3/merchants/:merchant'

export const itemResource: Resource = {
  shelf: 'items',
  path: 'items',
  area: 'INVENTORY',
  wildcard: true,
  rules: {
    name: neededText(127),
    alternateName: text(127),
    code: text(100),
    sku: text(100),
    price: { kind: 'whole', min: 0, required: true },
    priceType: { kind: 'choice', of: ['FIXED', 'VARIABLE', 'PER_UNIT'] },
    unitName: text(64),
    cost: whole(0),
    defaultTaxRates: flag,
    hidden: flag,
    available: flag,
    autoManage: flag,
    isRevenue: flag,
    colorCode: text(9),
    priceWithoutVat: whole(),
    isAgeRestricted: flag,
    itemGroup: ref,
    type: { kind: 'choice', of: ['REGULAR', 'RESTAURANT', 'SERVICE', 'RETAIL'] },
  },
  fresh: ({ shop }) => ({ ...blankItem, modifiedTime: shop.stamp() }),
  filters: {
    ...plainFilters('modifiedTime', 'hidden', 'available', 'autoManage', 'price', 'id', 'sku', 'defaultTaxRates'),
    ...plainFilters('alternateName', 'isRevenue', 'deleted', 'name', 'type'),
    ...plainFilters('isAgeRestricted', 'ageRestrictedType', 'minimumAge'),
    // No item here says at how many it runs low.
    lowStock: () => [],
    itemCode: ({ code }) => [asValue(code)],
    'item.id': ({ id }) => [id],
    'itemGroup.id': ({ itemGroup }) => [groupOf(itemGroup)],
    'itemStock.quantity': ({ id }, shop) => [asValue(shop.shelf('stocks').get(id)?.quantity)],
    'option.id': ({ id }, shop) => shop.links('options').of(id),
    'modifierGroup.id': ({ id }, shop) => shop.links('modifierGroups').of(id),
    'tags.id': ({ id }, shop) => shop.links('tags').of(id),
    'tags.name': ({ id }, shop) =>
      shop
        .links('tags')
        .of(id)
        .map((tag) => asValue(shop.shelf('tags').get(tag)?.name)),
    // Not in the vendor's list, and reported to work; `categories.id` does not.
    categoryId: ({ id }, shop) => shop.links('categories').of(id),
  },
  expands: ['tags', 'categories', 'taxRates', 'modifierGroups', 'itemStock', 'options'],
  view: itemView,
  beforeSave: ({ shop }, { id, itemGroup }, isNew) => {
    const group = groupOf(itemGroup)
    if (!isNew && group !== groupOf(shop.shelf('items').get(id)?.itemGroup)) {
      throw badRequest('An item joins a group when it is made, and never leaves it')
    }
    if (group !== undefined && presentRow(shop, 'itemGroups', group) === undefined) {
      throw badRequest('The item group is not known')
    }
  },
}

const groupOf = (itemGroup: unknown) => (isObject(itemGroup) ? asValue(itemGroup.id)?.toString() : undefined)

/** Every list among them is wrapped; a stock is shown as far as it was ever set. */
function itemView(call: Call, row: Row, expands: ReadonlySet<string>): Record<string, unknown> {
  const view: Record<string, unknown> = { ...row }
  for (const name of linkNames) {
    if (!expands.has(name)) continue
    const shelf = call.shop.shelf(name)
    const tied = call.shop.links(name).of(row.id)
    view[name] = nested(
      call,
      tied.map((id) => shelf.get(id)).filter((one) => one !== undefined),
    )
  }
  if (expands.has('itemStock')) view.itemStock = stockView(call, row.id)
  return view
}

/** `stockCount` is the quantity to the nearest whole number, and deprecated. */
export function stockView({ shop }: Call, itemId: string): Record<string, unknown> {
  const stock = shop.shelf('stocks').get(itemId)
  if (stock === undefined) return { item: { id: itemId } }
  const { quantity, modifiedTime } = stock
  return { item: { id: itemId }, stockCount: Math.round(Number(quantity)), quantity, modifiedTime }
}

export const itemRoutes: Record<string, CloverRoute> = {
  ...resourceRoutes(itemResource),
  [`PUT ${at}/items/:id`]: { needs: 'INVENTORY_W', answer: replace },
  [`DELETE ${at}/items`]: { needs: 'INVENTORY_W', answer: removeMany },
  [`POST ${at}/bulk_items`]: { needs: 'INVENTORY_W', answer: createMany },
  [`PUT ${at}/bulk_items`]: { needs: 'INVENTORY_W', answer: updateMany },
}

/** What is not given goes back to what a new item has. */
function replace(call: Call) {
  const before = rowOf(call, itemResource)
  const { itemGroup } = before
  const blank: Row = { id: before.id, ...itemResource.fresh?.(call), ...(itemGroup === undefined ? {} : { itemGroup }) }
  return shownRow(call, itemResource, updateRow(call, itemResource, blank, bodyOf(call)))
}

function removeMany(call: Call) {
  const ids = new Set(call.request.query.get('itemIds')?.split(','))
  if (ids.size === 0) throw badRequest('itemIds are needed')
  const rows = [...ids].map((id) => rowOf(call, itemResource, id))
  for (const row of rows) removeRow(call, itemResource, row)
  return reply({})
}

/** How many may be sent at once is not documented. */
function bulkOf(call: Call) {
  const items = listField(bodyOf(call), 'items') ?? []
  const { mostBulkItems } = call.shop.choices
  if (items.length > mostBulkItems) throw badRequest(`At most ${mostBulkItems} items at once`)
  return items
}

/** All or nothing: a bad one is found before the first is kept. */
function createMany(call: Call) {
  const items = bulkOf(call)
  for (const item of items) newRow(call, itemResource, item)
  return reply({ elements: items.map((item) => createRow(call, itemResource, item)) })
}

function updateMany(call: Call) {
  const items = bulkOf(call).map((item) => {
    if (typeof item.id !== 'string') throw badRequest('id is required')
    changedRow(call, itemResource, rowOf(call, itemResource, item.id), item)
    return { id: item.id, item }
  })
  // Each is looked up again, as one may come twice.
  const updated = items.map(({ id, item }) => updateRow(call, itemResource, rowOf(call, itemResource, id), item))
  return reply({ elements: updated })
}
