import { type Collection, createCollection } from './collection.ts'
import { createLinks, type Links } from './links.ts'

/** A thing of which the routes know the fields. Never changed in place: an update puts a new one. */
export interface Row {
  readonly id: string
  readonly [field: string]: unknown
}

export const shelfNames = [
  'items',
  'stocks',
  'categories',
  'tags',
  'modifierGroups',
  'modifiers',
  'itemGroups',
  'attributes',
  'options',
  'taxRates',
  'discounts',
  'employees',
  'roles',
  'shifts',
  'tenders',
  'orderTypes',
  'openingHours',
  'tipSuggestions',
  'devices',
] as const

/** The kinds of things that a shop has besides customers and orders. A stock has the id of its item. */
export type ShelfName = (typeof shelfNames)[number]

/** What an item is until somebody says otherwise. */
export const blankItem = {
  hidden: false,
  available: true,
  autoManage: false,
  priceType: 'FIXED',
  defaultTaxRates: true,
  isRevenue: true,
  deleted: false,
}

/** What one of them is called in the effect log. */
export const effectNames: Readonly<Record<ShelfName, string>> = {
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

export const linkNames = ['categories', 'tags', 'modifierGroups', 'taxRates', 'options'] as const

/** What an item can be tied to, many to many. */
export type LinkName = (typeof linkNames)[number]

/** All that a shop sells and is run with. */
export interface Catalogue {
  shelves: Record<ShelfName, Collection<Row>>
  links: Record<LinkName, Links>
}

export function createCatalogue(): Catalogue {
  return {
    shelves: {
      // The newest edit was seen first in the list of items.
      items: createCollection({ byEdit: true }),
      stocks: createCollection(),
      categories: createCollection(),
      tags: createCollection(),
      modifierGroups: createCollection(),
      modifiers: createCollection(),
      itemGroups: createCollection(),
      attributes: createCollection(),
      options: createCollection(),
      taxRates: createCollection(),
      discounts: createCollection(),
      employees: createCollection(),
      roles: createCollection(),
      shifts: createCollection(),
      tenders: createCollection(),
      orderTypes: createCollection(),
      openingHours: createCollection(),
      tipSuggestions: createCollection(),
      devices: createCollection(),
    },
    links: {
      categories: createLinks(),
      tags: createLinks(),
      modifierGroups: createLinks(),
      taxRates: createLinks(),
      options: createLinks(),
    },
  }
}
