import { machine } from '../clock.ts'
import { CloverUsageError } from '../errors.ts'
import { hostOf } from '../hosts.ts'
import type { ClientOptions } from '../http/client-options.ts'
import { createSender } from '../http/sender.ts'
import { requireId } from '../required.ts'
import type { AccessToken } from '../token-source.ts'
import { maxExpands } from './expand.ts'
import { type Lists, lists } from './operations.ts'
import { type Customers, customers } from './resources/customers.ts'
import { type Inventory, inventory } from './resources/inventory.ts'
import {
  type Employees,
  employees,
  type MerchantResource,
  type Money,
  merchant,
  money,
  type OrderTypes,
  orderTypes,
} from './resources/merchant.ts'
import { type Orders, orders } from './resources/orders.ts'
import { restBelow } from './rest.ts'
import { shiftRow } from './rows.ts'
import type { ShiftShape } from './shapes/employee.ts'

/** Which merchant, and how to call. */
export interface PlatformOptions extends ClientOptions {
  /** 13 characters: in the address of the merchant's dashboard, and in the OAuth redirect. */
  merchantId: string
  /** The most fields to expand in one call; default 3, as documented. Four were once accepted on an item. [D][S] */
  maxExpands?: number
  /** The days that a list looks back; default 90. [D] */
  windowDays?: number
}

/** The Platform REST API v3 for one merchant. */
export interface CloverPlatform extends Inventory, Money {
  /** Needs `MERCHANT_R`. */
  readonly merchant: MerchantResource
  /** Needs `CUSTOMERS_R` and `CUSTOMERS_W`; in Europe one more for each kind of contact. [D] */
  readonly customers: Customers
  /** Needs `ORDERS_R` and `ORDERS_W`. */
  readonly orders: Orders
  /** Needs `MERCHANT_R` and `MERCHANT_W`. */
  readonly orderTypes: OrderTypes
  /** Needs `EMPLOYEES_R` and `EMPLOYEES_W`. */
  readonly employees: Employees
  /** Shifts of all employees. */
  readonly shifts: Lists<ShiftShape>
}

/**
 * The till of one merchant: customers, orders, payments, inventory, employees.
 *
 * ```ts
 * const till = cloverPlatform(token, { merchantId: 'M1ABCDEFGHJKM', environment: 'sandbox' })
 * for await (const customer of till.customers.list({ expand: ['emailAddresses'] })) console.log(customer.emailAddresses)
 * ```
 *
 * @param accessToken a merchant's API token, an OAuth access token, or a `TokenSource` that renews one
 * @throws CloverUsageError no token, or no merchant
 */
export function cloverPlatform(accessToken: AccessToken, options: PlatformOptions): CloverPlatform {
  if (accessToken === undefined || accessToken === null || accessToken === '') {
    throw new CloverUsageError('missing', 'accessToken', 'cloverPlatform needs an access token')
  }
  const base = `${hostOf('platform', options)}/v3/merchants/${encodeURIComponent(requireId('merchantId', options.merchantId))}`
  const rest = restBelow(base, createSender(accessToken, options), {
    world: options.world ?? machine,
    maxExpands: options.maxExpands ?? maxExpands,
    windowDays: options.windowDays ?? 90,
  })
  return {
    merchant: merchant(rest),
    customers: customers(rest),
    orders: orders(rest),
    orderTypes: orderTypes(rest),
    employees: employees(rest),
    shifts: lists<ShiftShape>(rest, shiftRow),
    ...money(rest),
    ...inventory(rest),
  }
}
