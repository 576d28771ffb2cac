import { type Call, type CloverRoute, reply } from './call.ts'
import { elementBytes, listReply } from './paging.ts'
import { cashTenderId } from './payment-view.ts'

const at = '/v3/merchants/:merchant'
const ownerId = 'F2H4J6M8P0R3T'

/** The shop itself, and one short list for each permission that a client may want to try. */
export const merchantRoutes: Record<string, CloverRoute> = {
  [`GET ${at}`]: { needs: 'MERCHANT_R', answer: merchant },
  [`GET ${at}/properties`]: { needs: 'MERCHANT_R', answer: () => reply(properties) },
  [`GET ${at}/address`]: { needs: 'MERCHANT_R', answer: () => reply(address) },
  [`GET ${at}/tenders`]: { needs: 'MERCHANT_R', answer: (call) => listed(call, [cash(call)], []) },
  [`GET ${at}/items`]: { needs: 'INVENTORY_R', answer: (call) => listed(call, items, itemFilters) },
  [`GET ${at}/employees`]: { needs: 'EMPLOYEES_R', answer: (call) => listed(call, [owner(call)], employeeFilters) },
}

/** A short list that fits on one page; the filters it names are not applied. */
function listed(call: Call, elements: object[], filters: string[]) {
  return listReply(call, elements.map(elementBytes), filters)
}

function merchant({ shop, base }: Call) {
  return reply({
    href: base,
    id: shop.merchantId,
    name: 'Kafé Test',
    owner: {
      href: `${base}/employees/${ownerId}`,
      id: ownerId,
      orders: { href: `${base}/employees/${ownerId}/orders` },
    },
    address: { href: `${base}/address` },
    merchantPlan: { id: 'S6V8X0Z2B4D6F' },
    createdTime: 1735732800000,
    gateway: {},
    tenders: { href: `${base}/tenders` },
    orders: { href: `${base}/orders` },
    payments: { href: `${base}/payments` },
    taxRates: { href: `${base}/tax_rates` },
    orderTypes: { href: `${base}/order_types` },
    opening_hours: { href: `${base}/opening_hours` },
    reseller: { id: 'T1W3Y5A7C9E1G' },
  })
}

/** Currency and time zone are here and not on the merchant. So are bank numbers: a client that logs this, leaks. */
const properties = {
  defaultCurrency: 'USD',
  timezone: 'America/New_York',
  locale: 'en_US',
  vat: false,
  tipsEnabled: true,
  trackStock: false,
  updateStock: false,
  groupLineItems: true,
  orderTitle: 'AUTOMATIC',
  supportEmail: 'kafe@example.com',
  marketingEnabled: true,
  abaAccountNumber: '000000000',
  ddaAccountNumber: '0000000000000',
}

const address = { address1: '12 Camellia Street', city: 'Cambridge', state: 'MA', zip: '02139', country: 'US' }

const cash = ({ base }: Call) => ({
  href: `${base}/tenders/${cashTenderId}`,
  id: cashTenderId,
  editable: false,
  labelKey: 'com.clover.tender.cash',
  label: 'Cash',
  opensCashDrawer: true,
  enabled: true,
  visible: true,
})

/** The PIN stands in the list as it does at the vendor's. */
const owner = ({ base }: Call) => ({
  href: `${base}/employees/${ownerId}`,
  id: ownerId,
  name: 'Kafé Owner',
  pin: '0000',
  role: 'OWNER',
  isOwner: true,
  orders: { href: `${base}/employees/${ownerId}/orders` },
})

const employeeFilters = ['modifiedTime', 'role', 'role.id', 'customId', 'name', 'nickname', 'id', 'email']
const itemFilters = ['modifiedTime', 'hidden', 'itemCode', 'available', 'price', 'id', 'sku', 'name', 'deleted']

const items = [
  {
    id: 'J7M3Q9S5V1Y8Z',
    hidden: false,
    available: true,
    autoManage: false,
    name: 'Lentil soup',
    price: 650,
    priceType: 'FIXED',
    defaultTaxRates: true,
    isRevenue: true,
    modifiedTime: 1767182400000,
    deleted: false,
  },
]
