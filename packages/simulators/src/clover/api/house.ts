import type { Row } from '../shop/catalogue.ts'
import { gateway } from '../shop/gateway.ts'
import type { Shop } from '../shop/shop.ts'
import { bodyOf, type Call, type CloverRoute, reply } from './call.ts'
import { expandOf, nested } from './expand.ts'
import { plainFilters } from './filter.ts'
import { elementBytes, listReply } from './paging.ts'
import { type Resource, resourceRoutes, rowOf } from './resource.ts'
import { type FieldRules, flag, neededText, rowFrom, text, whole } from './row-fields.ts'

const at = '/v3/merchants/:merchant'

const withHref =
  (path: string) =>
  (call: Call, row: Row): Record<string, unknown> => ({ href: `${call.base}/${path}/${row.id}`, ...row })

const tenders: Resource = {
  shelf: 'tenders',
  path: 'tenders',
  area: 'MERCHANT',
  rules: {
    label: neededText(127),
    labelKey: text(127),
    opensCashDrawer: flag,
    supportsTipping: flag,
    enabled: flag,
    visible: flag,
    instructions: text(255),
  },
  fresh: () => ({ editable: true, opensCashDrawer: false, supportsTipping: false, enabled: true, visible: true }),
  filters: plainFilters('id'),
  view: withHref('tenders'),
  mayRemove: ({ editable }) => editable === true,
}

const orderTypes: Resource = {
  shelf: 'orderTypes',
  path: 'order_types',
  area: 'MERCHANT',
  rules: {
    label: neededText(127),
    labelKey: text(127),
    taxable: flag,
    isDefault: flag,
    filterCategories: flag,
    isHidden: flag,
    fee: whole(0),
    minOrderAmount: whole(0),
    maxOrderAmount: whole(0),
    hoursAvailable: { kind: 'choice', of: ['ALL', 'BUSINESS', 'CUSTOM'] },
    customerIdMethod: { kind: 'choice', of: ['NAME', 'TABLE', 'NAME_TABLE'] },
    systemOrderTypeId: text(127),
  },
  fresh: () => ({ taxable: true, isDefault: false, filterCategories: false, isHidden: false, isDeleted: false }),
  filters: plainFilters('id', 'deletedTime'),
}

const employees: Resource = {
  shelf: 'employees',
  path: 'employees',
  area: 'EMPLOYEES',
  rules: {
    name: neededText(127),
    nickname: text(127),
    customId: text(127),
    email: text(127),
    pin: text(8),
    role: { kind: 'choice', of: ['OWNER', 'ADMIN', 'MANAGER', 'EMPLOYEE'] },
  },
  fresh: ({ shop }) => ({ role: 'EMPLOYEE', isOwner: false, inviteSent: false, modifiedTime: shop.stamp() }),
  filters: {
    ...plainFilters(
      'modifiedTime',
      'role',
      'customId',
      'name',
      'nickname',
      'id',
      'deletedTime',
      'deleted_time',
      'email',
    ),
    'role.id': (row, shop) => rolesOf(shop, row).map(({ id }) => id),
  },
  expands: ['roles', 'shifts'],
  view: (call, row, expands) => {
    const href = `${call.base}/employees/${row.id}`
    const view: Record<string, unknown> = { href, ...row, orders: { href: `${href}/orders` } }
    if (expands.has('roles')) view.roles = nested(call, rolesOf(call.shop, row))
    if (expands.has('shifts')) view.shifts = nested(call, [])
    return view
  },
  mayRemove: ({ isOwner }) => isOwner !== true,
}

const rolesOf = (shop: Shop, { role }: Row) =>
  shop
    .shelf('roles')
    .all()
    .filter(({ systemRole }) => systemRole === role)
    .toArray()

const readOnly = (shelf: Resource['shelf'], path: string, area: string, ...filters: string[]): Resource => ({
  shelf,
  path,
  area,
  rules: {},
  verbs: [],
  filters: plainFilters(...filters),
})

/** Only fields that are there already can be changed; which of them may be, is not documented. */
const propertyRules: FieldRules = {
  trackStock: flag,
  updateStock: flag,
  groupLineItems: flag,
  tipsEnabled: flag,
  marketingEnabled: flag,
  defaultCurrency: text(3),
  timezone: text(64),
  locale: text(16),
  supportEmail: text(127),
  supportPhone: text(21),
  orderTitle: { kind: 'choice', of: ['NONE', 'MANUAL', 'AUTOMATIC'] },
}

export const houseRoutes: Record<string, CloverRoute> = {
  [`GET ${at}`]: { needs: 'MERCHANT_R', answer: (call) => reply(merchantView(call)) },
  [`POST ${at}`]: {
    needs: 'MERCHANT_W',
    answer: (call) => {
      const { shop } = call
      shop.singles.merchant = rowFrom(bodyOf(call), { name: neededText(127) }, shop.singles.merchant)
      shop.effects.record('merchant.update', shop.merchantId, 'api')
      return reply(merchantView(call))
    },
  },
  [`GET ${at}/properties`]: { needs: 'MERCHANT_R', answer: (call) => single(call, 'properties') },
  [`POST ${at}/properties`]: {
    needs: 'MERCHANT_W',
    answer: (call) => {
      const { shop } = call
      const body = bodyOf(call)
      shop.singles.properties = rowFrom(body, propertyRules, shop.singles.properties)
      shop.effects.record('merchant.properties.update', shop.merchantId, 'api', body)
      return single(call, 'properties')
    },
  },
  [`GET ${at}/address`]: { needs: 'MERCHANT_R', answer: (call) => single(call, 'address') },
  [`GET ${at}/default_service_charge`]: {
    needs: 'MERCHANT_R',
    answer: ({ shop }) => reply(shop.singles.serviceCharge),
  },
  [`GET ${at}/gateway`]: { needs: 'MERCHANT_R', answer: () => reply(gateway) },
  [`GET ${at}/cash_events`]: { needs: 'MERCHANT_R', answer: (call) => listReply(call, [], []) },
  [`GET ${at}/system_order_types`]: { needs: 'MERCHANT_R', answer: systemOrderTypes },
  ...resourceRoutes(tenders),
  ...resourceRoutes(orderTypes),
  ...resourceRoutes(employees),
  ...resourceRoutes({ ...readOnly('roles', 'roles', 'EMPLOYEES', 'id', 'name'), view: withHref('roles') }),
  ...resourceRoutes(readOnly('openingHours', 'opening_hours', 'MERCHANT')),
  ...resourceRoutes(readOnly('tipSuggestions', 'tip_suggestions', 'MERCHANT')),
  ...resourceRoutes(readOnly('devices', 'devices', 'MERCHANT')),
  ...resourceRoutes(readOnly('shifts', 'shifts', 'EMPLOYEES')),
  [`GET ${at}/employees/:id/shifts`]: {
    needs: 'EMPLOYEES_R',
    answer: (call) => {
      rowOf(call, employees)
      return listReply(call, [], [])
    },
  },
}

/** The one object, without the id that is ours. */
function single({ shop }: Call, name: 'properties' | 'address') {
  const { id: _id, ...plain } = shop.singles[name]
  return reply(plain)
}

function systemOrderTypes(call: Call) {
  const types = ['DINE-IN-TYPE', 'PICK-UP-TYPE', 'DELIVERY-TYPE'].map((id) => ({ id, label: id }))
  return listReply(call, types.map(elementBytes), [])
}

/** Most of it is links, unless it is asked for. */
function merchantView(call: Call): Record<string, unknown> {
  const { shop, base } = call
  const asked = expandOf(call, ['address', 'properties', 'tenders', 'employees', 'taxRates', 'orderTypes'] as const)
  const owner = shop
    .shelf('employees')
    .all()
    .find(({ isOwner }) => isOwner === true)
  const at = `${base}/employees/${owner?.id}`
  const { id, name, createdTime } = shop.singles.merchant
  const view: Record<string, unknown> = {
    href: base,
    id,
    name,
    owner: { href: at, id: owner?.id, orders: { href: `${at}/orders` } },
    address: { href: `${base}/address` },
    merchantPlan: { id: 'S6V8X0Z2B4D6F' },
    createdTime,
    gateway: {},
    tenders: { href: `${base}/tenders` },
    orders: { href: `${base}/orders` },
    payments: { href: `${base}/payments` },
    taxRates: { href: `${base}/tax_rates` },
    orderTypes: { href: `${base}/order_types` },
    opening_hours: { href: `${base}/opening_hours` },
    reseller: { id: 'T1W3Y5A7C9E1G' },
  }
  for (const single of ['address', 'properties'] as const) {
    const { id: _id, ...plain } = shop.singles[single]
    if (asked.has(single)) view[single] = plain
  }
  for (const shelf of ['tenders', 'employees', 'taxRates', 'orderTypes'] as const) {
    if (asked.has(shelf)) view[shelf] = nested(call, shop.shelf(shelf).all().toArray())
  }
  return view
}
