import { hostOf } from '@trefoil/clover'
import type { Connector } from '@trefoil/sdk'
import { categories } from './catalogue/categories.ts'
import { employees } from './catalogue/employees.ts'
import { itemGroupsTarget } from './catalogue/item-groups-target.ts'
import { items } from './catalogue/items.ts'
import { itemsTarget } from './catalogue/items-target.ts'
import { merchantId } from './catalogue/merchant-id.ts'
import { products } from './catalogue/products.ts'
import { stock } from './catalogue/stock.ts'
import { stockTarget } from './catalogue/stock-target.ts'
import { check } from './check.ts'
import { type CloverCredentials, cloverCredentials } from './credentials.ts'
import { customers } from './customers/customers.ts'
import { customersTarget } from './customers/target.ts'
import { faultIn } from './fault-in.ts'
import { oauth } from './oauth.ts'
import { orders } from './orders/orders.ts'
import { orderDiscounts } from './sales/order-discounts.ts'
import { sales } from './sales/sales.ts'
import { salesTarget } from './sales/target.ts'
import { type CloverSettings, cloverSettings, placeOf } from './settings.ts'
import { webhooks } from './webhooks.ts'

/** The till: platform REST API v3 of one merchant, by a token of the dashboard or by signing in. */
export const clover: Connector<CloverCredentials, CloverSettings> = {
  id: 'clover',
  title: 'Clover',
  category: 'Point of sale',
  idFormat: '13 capital letters and digits, as in `J7M3Q9S5V1Y8Z`',
  credentials: cloverCredentials,
  settings: cloverSettings,
  limits: [
    { bucket: 'token', per: 'connection', size: 16, refillPerSecond: 16, concurrent: 5 },
    { bucket: 'app', per: 'app', size: 50, refillPerSecond: 50, concurrent: 10 },
  ],
  http: ({ credentials, settings }) => ({
    baseUrl: hostOf('platform', placeOf(settings)),
    headers: {
      authorization: `Bearer ${credentials.apiToken}`,
      accept: 'application/json',
      'user-agent': 'trefoil/0.1',
    },
    fault: (reply) => faultIn(reply, credentials.apiToken),
  }),
  check,
  oauth,
  uses: ['MERCHANT_R'],
  sources: { customers, orders, sales, products, stock, items, categories, employees },
  targets: {
    customers: customersTarget,
    sales: salesTarget,
    orderDiscounts,
    items: itemsTarget,
    itemGroups: itemGroupsTarget,
    stock: stockTarget,
  },
  webhooks,
  lookups: { GetCloverMerchantId: merchantId },
}
