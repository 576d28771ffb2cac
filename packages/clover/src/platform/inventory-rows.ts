/** The table of resources, second half: what is sold. */

/** [D], and from the header of 2026. [S] */
export const itemRow = {
  path: '/items',
  filters: {
    lowStock: 'flag',
    modifiedTime: 'time',
    hidden: 'flag',
    itemCode: 'text',
    available: 'flag',
    'option.id': 'id',
    'modifierGroup.id': 'id',
    autoManage: 'flag',
    price: 'money',
    id: 'id',
    sku: 'text',
    defaultTaxRates: 'flag',
    'tags.id': 'id',
    alternateName: 'text',
    isRevenue: 'flag',
    'tags.name': 'text',
    deleted: 'flag',
    'item.id': 'id',
    name: 'text',
    'itemStock.quantity': 'number',
    'itemGroup.id': 'id',
    isAgeRestricted: 'flag',
    ageRestrictedType: 'text',
    minimumAge: 'number',
    excludeCashDiscount: 'flag',
    type: 'text',
    'all_categorized_items.item_uuid': 'id',
    menuId: 'id',
    menuItemEnabled: 'flag',
    ageRestricted: 'flag',
    price_type: 'text',
  },
  expands: ['tags', 'categories', 'taxRates', 'modifierGroups', 'itemStock', 'options', 'ageRestricted'],
} as const

/** [D] */
export const categoryRow = {
  path: '/categories',
  filters: { modifiedTime: 'time', deleted: 'flag', sortOrder: 'number', name: 'text', colorCode: 'text', id: 'id' },
  expands: ['items'],
} as const

/** [I] */
export const tagRow = {
  path: '/tags',
  filters: { modifiedTime: 'time', deleted: 'flag', name: 'text', showInReporting: 'flag', id: 'id' },
  expands: [],
} as const

/** [S] */
export const modifierGroupRow = {
  path: '/modifier_groups',
  filters: {
    modifiedTime: 'time',
    'category.id': 'id',
    negativeSortOrder: 'number',
    'item.id': 'id',
    sortOrder: 'number',
    name: 'text',
    id: 'id',
    showByDefault: 'flag',
  },
  expands: ['modifiers', 'items'],
} as const

/** [D] */
export const itemGroupRow = { path: '/item_groups', filters: {}, expands: ['items', 'attributes'] } as const

/** [D] */
export const attributeRow = { path: '/attributes', filters: {}, expands: ['options'] } as const

/** [S] */
export const taxRateRow = {
  path: '/tax_rates',
  filters: {
    isDefault: 'flag',
    rate: 'number',
    'items.id': 'id',
    name: 'text',
    id: 'id',
    taxAmount: 'money',
    taxType: 'text',
  },
  expands: [],
} as const

/** [I] */
export const merchantDiscountRow = {
  path: '/discounts',
  filters: { amount: 'money', modifiedTime: 'time', percentage: 'number', id: 'id' },
  expands: [],
} as const
