import type { CallOptions } from '../../http/client-options.ts'
import { ready } from '../../ready.ts'
import { type Expanded, expandText } from '../expand.ts'
import {
  below,
  type Collection,
  type Creates,
  collection,
  creates,
  type ExpandOptions,
  type Lists,
  lists,
  type Readable,
  readable,
  type Updates,
  updates,
} from '../operations.ts'
import type { Rest } from '../rest.ts'
import {
  cashEventRow,
  employeeRow,
  merchantRow,
  orderRow,
  orderTypeRow,
  paymentRow,
  refundRow,
  shiftRow,
} from '../rows.ts'
import type { Leaf } from '../shapes/customer.ts'
import type { EmployeeShape, RoleShape, ShiftShape } from '../shapes/employee.ts'
import type {
  CashEventShape,
  Device,
  Gateway,
  Merchant,
  MerchantAddress,
  MerchantProperties,
  MerchantShape,
  OpeningHours,
  TipSuggestion,
} from '../shapes/merchant.ts'
import type { OrderShape, OrderTypeShape, ServiceCharge } from '../shapes/order.ts'
import type {
  AuthorizationShape,
  CreditShape,
  PaymentShape,
  RefundShape,
  Tender,
  TenderShape,
} from '../shapes/payment.ts'

/** The shop itself. */
export interface MerchantResource {
  get<const E extends MerchantShape['expandable'] = never>(
    options?: ExpandOptions<E>,
  ): Promise<Expanded<MerchantShape, E>>
  update(change: Partial<MerchantShape['update']>, options?: CallOptions): Promise<Merchant>
  address(options?: CallOptions): Promise<MerchantAddress>
  /** Currency, time zone and switches. Do not log the reply whole: it holds bank numbers. [K][S] */
  properties(options?: CallOptions): Promise<MerchantProperties>
  setProperties(change: MerchantProperties, options?: CallOptions): Promise<MerchantProperties>
  gateway(options?: CallOptions): Promise<Gateway>
  /** Its id is needed to put a service charge on an order. [S] */
  defaultServiceCharge(options?: CallOptions): Promise<ServiceCharge>
  readonly tipSuggestions: Readable<Leaf<TipSuggestion>>
  readonly openingHours: Readable<Leaf<OpeningHours>>
  readonly devices: Readable<Leaf<Device>>
  readonly roles: Readable<RoleShape>
  readonly cashEvents: Lists<CashEventShape>
}

/** Who works at the till. */
export interface Employees extends Collection<EmployeeShape> {
  orders(employeeId: string): Lists<OrderShape>
  payments(employeeId: string): Lists<PaymentShape>
  /** Deleting one needs a header that names an employee with rights [D]; it is not offered. */
  shifts(employeeId: string): Readable<ShiftShape> & Creates<ShiftShape> & Updates<ShiftShape>
}

/** Payments and what undoes them. */
export interface Money {
  /** Payments; new ones are noted at `orders.payments`. */
  readonly payments: Readable<PaymentShape> & Updates<PaymentShape>
  /** Refunds are read alone: they begin at a till, or as `clover.refunds.create` of the Ecommerce API. [D] */
  readonly refunds: Readable<RefundShape>
  /** Money given back without a payment. */
  readonly credits: Readable<CreditShape>
  readonly authorizations: Readable<AuthorizationShape> & Creates<AuthorizationShape> & Updates<AuthorizationShape>
  /** Ways to pay, also of one's own, such as points. */
  readonly tenders: Tenders
}

/** Ways to pay. */
export interface Tenders extends Collection<TenderShape> {
  /** The tender with this `labelKey`, e.g. `com.clover.tender.cash`. */
  byLabelKey(labelKey: string): Promise<Tender | undefined>
}

/** How orders are handed over. A new sandbox merchant has none. [S] */
export interface OrderTypes extends Collection<OrderTypeShape> {
  /** Those that Clover knows for all merchants. */
  readonly system: Lists<OrderTypeShape>
}

const bare = (path: string) => ({ path, filters: {}, expands: [] })

export function merchant(rest: Rest): MerchantResource {
  const read =
    <T>(path: string) =>
    ({ signal }: CallOptions = {}) =>
      rest.call<T>('GET', path, { signal })
  return {
    get: ({ expand = [], signal } = {}) =>
      ready(() => {
        const text = expandText(expand, merchantRow.expands, rest.maxExpands)
        return rest.call('GET', '', { query: text === '' ? [] : [['expand', text]], signal })
      }),
    update: (body, { signal } = {}) => rest.call('POST', '', { body, signal }),
    address: read('/address'),
    properties: read('/properties'),
    setProperties: (body, { signal } = {}) => rest.call('POST', '/properties', { body, signal }),
    gateway: read('/gateway'),
    defaultServiceCharge: read('/default_service_charge'),
    tipSuggestions: readable(rest, bare('/tip_suggestions')),
    openingHours: readable(rest, bare('/opening_hours')),
    devices: readable(rest, bare('/devices')),
    roles: readable(rest, bare('/roles')),
    cashEvents: lists<CashEventShape>(rest, cashEventRow),
  }
}

export function employees(rest: Rest): Employees {
  const { path } = employeeRow
  return {
    ...collection<EmployeeShape>(rest, employeeRow),
    orders: (id) => lists<OrderShape>(rest, { ...orderRow, path: below(path, id, 'orders') }),
    payments: (id) => lists<PaymentShape>(rest, { ...paymentRow, path: below(path, id, 'payments') }),
    shifts: (id) => {
      const row = { ...shiftRow, path: below(path, id, 'shifts') }
      return {
        ...readable<ShiftShape>(rest, row),
        ...creates<ShiftShape>(rest, row),
        ...updates<ShiftShape>(rest, row),
      }
    },
  }
}

export function money(rest: Rest): Money {
  const authorizations = bare('/authorizations')
  const tenders = collection<TenderShape>(rest, bare('/tenders'))
  return {
    payments: { ...readable<PaymentShape>(rest, paymentRow), ...updates<PaymentShape>(rest, paymentRow) },
    refunds: readable<RefundShape>(rest, refundRow),
    credits: readable<CreditShape>(rest, bare('/credits')),
    authorizations: {
      ...readable<AuthorizationShape>(rest, authorizations),
      ...creates<AuthorizationShape>(rest, authorizations),
      ...updates<AuthorizationShape>(rest, authorizations),
    },
    tenders: {
      ...tenders,
      byLabelKey: async (labelKey) => {
        for await (const tender of tenders.list()) if (tender.labelKey === labelKey) return tender
        return undefined
      },
    },
  }
}

export function orderTypes(rest: Rest): OrderTypes {
  return {
    ...collection<OrderTypeShape>(rest, orderTypeRow),
    system: lists<OrderTypeShape>(rest, { ...orderTypeRow, path: '/system_order_types' }),
  }
}
