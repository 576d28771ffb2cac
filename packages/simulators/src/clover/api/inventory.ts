import { isObject } from '../../server/exchange.ts'
import { badRequest, notFound, nothingThere } from '../replies.ts'
import type { LinkName } from '../shop/catalogue.ts'
import { presentRow } from '../shop/present-row.ts'
import { type Call, type CloverRoute, reply } from './call.ts'
import { nested } from './expand.ts'
import { plainFilters } from './filter.ts'
import { itemResource } from './items.ts'
import { invalidId, listRows, type Resource, removeRow, resourceRoutes, rowOf } from './resource.ts'
import { flag, neededText, ref, text, whole } from './row-fields.ts'
import { tieRoutes } from './ties.ts'

/** A list that is read from the ties to items, or from another shelf. */
const itemsOf = (call: Call, link: LinkName, id: string) => {
  const items = call.shop.shelf('items')
  const ids = call.shop.links(link).itemsOf(id)
  return nested(
    call,
    ids.map((one) => items.get(one)).filter((item) => item !== undefined),
  )
}

const belonging = (call: Call, shelf: 'modifiers' | 'options' | 'attributes' | 'items', owner: string, id: string) =>
  call.shop
    .shelf(shelf)
    .all()
    .filter((row) => isObject(row[owner]) && row[owner].id === id)
    .toArray()

const stamped = ({ shop }: Call) => ({ modifiedTime: shop.stamp(), deleted: false })

/** Those that items are tied to, with a list of their items below them. */
interface Tied extends Resource {
  link: LinkName
  /** The parameter by which several are deleted at once, where that is offered. */
  several?: string
  /** Whether they are listed below an item. */
  belowItems?: true
}

const tied: readonly Tied[] = [
  {
    link: 'categories',
    several: 'categoryIds',
    belowItems: true,
    shelf: 'categories',
    path: 'categories',
    area: 'INVENTORY',
    rules: { name: neededText(127), sortOrder: whole(), colorCode: text(9), parentCategory: ref },
    fresh: stamped,
    filters: plainFilters('modifiedTime', 'deleted', 'sortOrder', 'name', 'colorCode', 'id'),
    expands: ['items'],
    view: (call, row, expands) =>
      expands.has('items') ? { ...row, items: itemsOf(call, 'categories', row.id) } : { ...row },
  },
  {
    link: 'tags',
    several: 'tagIds',
    belowItems: true,
    shelf: 'tags',
    path: 'tags',
    area: 'INVENTORY',
    rules: { name: neededText(255), showInReporting: flag },
    fresh: () => ({ showInReporting: false }),
    filters: plainFilters('modifiedTime', 'deleted', 'name', 'showInReporting', 'id'),
  },
  {
    link: 'modifierGroups',
    several: 'modifierGroupIds',
    shelf: 'modifierGroups',
    path: 'modifier_groups',
    area: 'INVENTORY',
    rules: {
      name: neededText(255),
      alternateName: text(255),
      minRequired: whole(0),
      maxAllowed: whole(0),
      showByDefault: flag,
      sortOrder: whole(),
    },
    fresh: () => ({ showByDefault: true, deleted: false }),
    filters: {
      ...plainFilters('modifiedTime', 'sortOrder', 'name', 'id', 'showByDefault'),
      negativeSortOrder: ({ sortOrder }) => [typeof sortOrder === 'number' ? -sortOrder : undefined],
      'item.id': ({ id }, shop) => shop.links('modifierGroups').itemsOf(id),
      'category.id': ({ id }, shop) =>
        shop
          .links('modifierGroups')
          .itemsOf(id)
          .flatMap((item) => shop.links('categories').of(item)),
    },
    expands: ['modifiers', 'items'],
    view: (call, row, expands) => {
      const modifiers = belonging(call, 'modifiers', 'modifierGroup', row.id)
      const view: Record<string, unknown> = { ...row, modifierIds: modifiers.map(({ id }) => id).join(',') }
      if (expands.has('modifiers')) view.modifiers = nested(call, modifiers)
      if (expands.has('items')) view.items = itemsOf(call, 'modifierGroups', row.id)
      return view
    },
  },
  {
    link: 'taxRates',
    shelf: 'taxRates',
    path: 'tax_rates',
    area: 'INVENTORY',
    rules: {
      name: neededText(127),
      rate: whole(0, 100_000_000),
      taxAmount: whole(0),
      taxType: {
        kind: 'choice',
        of: ['VAT_TAXABLE', 'VAT_NON_TAXABLE', 'VAT_EXEMPT', 'INTERNAL_TAX', 'PARTNER_TAX', 'ORDER_FEES'],
      },
      isDefault: flag,
    },
    fresh: ({ shop }) => ({ isDefault: false, modifiedTime: shop.stamp() }),
    filters: {
      ...plainFilters('isDefault', 'rate', 'name', 'id', 'taxAmount', 'taxType'),
      'items.id': ({ id }, shop) => shop.links('taxRates').itemsOf(id),
    },
  },
]

const itemGroups: Resource = {
  shelf: 'itemGroups',
  path: 'item_groups',
  area: 'INVENTORY',
  rules: { name: neededText(255) },
  filters: plainFilters('name', 'id'),
  expands: ['items', 'attributes'],
  view: (call, row, expands) => {
    const view: Record<string, unknown> = { ...row }
    if (expands.has('items')) view.items = nested(call, belonging(call, 'items', 'itemGroup', row.id))
    if (expands.has('attributes')) view.attributes = nested(call, belonging(call, 'attributes', 'itemGroup', row.id))
    return view
  },
}

const attributes: Resource = {
  shelf: 'attributes',
  path: 'attributes',
  area: 'INVENTORY',
  rules: { name: neededText(255), itemGroup: { kind: 'ref', required: true } },
  filters: plainFilters('name', 'id'),
  expands: ['options'],
  view: (call, row, expands) =>
    expands.has('options')
      ? { ...row, options: nested(call, belonging(call, 'options', 'attribute', row.id)) }
      : { ...row },
}

const discounts: Resource = {
  shelf: 'discounts',
  path: 'discounts',
  area: 'INVENTORY',
  rules: {
    name: neededText(64),
    amount: whole(Number.MIN_SAFE_INTEGER, 0),
    percentage: whole(0, 100),
    percentageDecimal: whole(0, 1_000_000),
    type: { kind: 'choice', of: ['DEFAULT', 'CASH_DISCOUNT'] },
  },
  fresh: () => ({ type: 'DEFAULT', deleted: false }),
  filters: plainFilters('amount', 'modifiedTime', 'percentage', 'id'),
}

/** Those that live below an owner: `modifier_groups/{id}/modifiers`, `attributes/{id}/options`. */
const owned = [
  {
    owner: 'modifierGroup',
    above: 'modifier_groups',
    ownerShelf: 'modifierGroups',
    resource: {
      shelf: 'modifiers',
      path: 'modifiers',
      area: 'INVENTORY',
      rules: {
        name: neededText(255),
        alternateName: text(255),
        available: flag,
        price: { kind: 'whole', min: 0, required: true },
      },
      fresh: (call) => ({ available: true, ...stamped(call), modifierGroup: { id: call.params.owner } }),
      filters: plainFilters('modifiedTime', 'name', 'id'),
    } satisfies Resource,
  },
  {
    owner: 'attribute',
    above: 'attributes',
    ownerShelf: 'attributes',
    resource: {
      shelf: 'options',
      path: 'options',
      area: 'INVENTORY',
      rules: { name: neededText(255) },
      fresh: ({ params }) => ({ attribute: { id: params.owner } }),
      filters: plainFilters('name', 'id'),
    } satisfies Resource,
  },
] as const

const at = '/v3/merchants/:merchant'

export const inventoryRoutes: Record<string, CloverRoute> = {
  ...Object.assign({}, ...tied.map(tiedRoutes)),
  ...Object.assign({}, ...[itemGroups, attributes, discounts].map(resourceRoutes)),
  ...Object.assign({}, ...owned.map(ownedRoutes)),
  [`GET ${at}/items_no_revenue_class`]: { needs: 'INVENTORY_R', answer: listWithoutRevenue },
  ...tieRoutes('category_items', 'categories', 'category'),
  ...tieRoutes('tag_items', 'tags', 'tag'),
  ...tieRoutes('item_modifier_groups', 'modifierGroups', 'modifierGroup'),
  ...tieRoutes('tax_rate_items', 'taxRates', 'taxRate'),
  ...tieRoutes('option_items', 'options', 'option'),
}

function listWithoutRevenue(call: Call) {
  const items = call.shop.shelf('items').all('newest-first')
  const ids = items.filter(({ isRevenue }) => isRevenue === false).map(({ id }) => id)
  return listRows(call, itemResource, ids.toArray())
}

/** Besides the usual ones: items below it, and for some of them itself below items, and removing several at once. */
function tiedRoutes(resource: Tied): Record<string, CloverRoute> {
  const { link, path, several, belowItems } = resource
  const routes = resourceRoutes(resource)
  routes[`GET ${at}/${path}/:id/items`] = {
    needs: 'INVENTORY_R',
    answer: (call) => listRows(call, itemResource, call.shop.links(link).itemsOf(rowOf(call, resource).id)),
  }
  if (belowItems === true) {
    routes[`GET ${at}/items/:id/${path}`] = {
      needs: 'INVENTORY_R',
      answer: (call) => listRows(call, resource, call.shop.links(link).of(rowOf(call, itemResource).id)),
    }
  }
  if (several !== undefined) {
    routes[`DELETE ${at}/${path}`] = {
      needs: 'INVENTORY_W',
      answer: (call) => {
        const ids = new Set(call.request.query.get(several)?.split(','))
        if (ids.size === 0) throw badRequest(`${several} are needed`)
        const rows = [...ids].map((id) => rowOf(call, resource, id))
        for (const row of rows) removeRow(call, resource, row)
        return reply({})
      },
    }
  }
  return routes
}

/** Below an owner that is not there, or below another's, nothing is found. */
function ownedRoutes({ owner, above, ownerShelf, resource }: (typeof owned)[number]): Record<string, CloverRoute> {
  const full: Resource = resource
  const below = resourceRoutes({ ...full, path: `${above}/:owner/${full.path}` })
  const guarded = Object.entries(below).map(([pattern, route]): [string, CloverRoute] => [
    pattern,
    {
      needs: route.needs,
      answer: (call) => {
        const { owner: ownerId = '', id } = call.params
        if (presentRow(call.shop, ownerShelf, ownerId) === undefined) throw notFound(nothingThere)
        const ids = belonging(call, resource.shelf, owner, ownerId).map((row) => row.id)
        if (id !== undefined && !ids.includes(id)) throw invalidId()
        return id === undefined && pattern.startsWith('GET') ? listRows(call, full, ids) : route.answer(call)
      },
    },
  ])
  const list: CloverRoute = { needs: 'INVENTORY_R', answer: (call) => listRows(call, full) }
  return { ...Object.fromEntries(guarded), [`GET ${at}/${full.path}`]: list }
}
