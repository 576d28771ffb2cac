import { CloverUsageError } from '../errors.ts'
import type { Listing } from '../listing.ts'
import { ready } from '../ready.ts'
import { requireFields, requireId } from '../required.ts'
import { optionsIn, type Rest, toldTo } from './callback.ts'
import type { Caller, CursorOptions } from './caller.ts'
import type {
  Charge,
  ChargeCapture,
  ChargeCreate,
  EcommerceOrder,
  EcommerceOrderCreate,
  EcommerceOrderPay,
  EcommerceOrderReturn,
  EcommerceRefund,
  RefundCreate,
} from './objects.ts'

/** Which charges. */
export interface ChargeListOptions extends CursorOptions {
  /** Of this customer alone. */
  customer?: string
  /** Unix milliseconds. */
  created?: number
}

/** Money taken from cards. Give an `idempotencyKey` and `forwardedFor` with every charge. */
export interface Charges {
  /**
   * Takes money, in cents. `amount`, `currency` and `source` are checked before the call; the currency is sent in
   * lower case.
   *
   * @throws CloverCardError `card_declined`, `card_on_file_missing`
   * @throws CloverInvalidRequestError `invalid_charge_amount`, `amount_too_large`, `token_already_used`
   */
  create(charge: ChargeCreate, ...rest: Rest<Charge>): Promise<Charge>
  get(chargeId: string, ...rest: Rest<Charge>): Promise<Charge>
  /** The name of `get` in `clover-ecomm-sdk`. */
  retrieve(chargeId: string, ...rest: Rest<Charge>): Promise<Charge>
  /** Takes what `capture: false` reserved. @throws CloverInvalidRequestError `charge_already_captured` */
  capture(chargeId: string, capture?: ChargeCapture, ...rest: Rest<Charge>): Promise<Charge>
  /** Newest first. [D] */
  list(options?: ChargeListOptions): Listing<Charge>
}

/** Which refunds. */
export interface RefundListOptions extends CursorOptions {
  /** Of this charge alone. */
  charge?: string
  /** Unix milliseconds. */
  created?: number
}

/** Money given back. */
export interface EcommerceRefunds {
  /**
   * Gives back a charge, or a part of it, in cents.
   *
   * @throws CloverInvalidRequestError `charge_already_refunded`, `processing_error` (more than the charge),
   * `resource_missing`
   */
  create(refund: RefundCreate, ...rest: Rest<EcommerceRefund>): Promise<EcommerceRefund>
  get(refundId: string, ...rest: Rest<EcommerceRefund>): Promise<EcommerceRefund>
  /** The name of `get` in `clover-ecomm-sdk`. */
  retrieve(refundId: string, ...rest: Rest<EcommerceRefund>): Promise<EcommerceRefund>
  /** Newest first. [D] */
  list(options?: RefundListOptions): Listing<EcommerceRefund>
}

/** Orders of online sales. */
export interface EcommerceOrders {
  create(order: EcommerceOrderCreate, ...rest: Rest<EcommerceOrder>): Promise<EcommerceOrder>
  get(orderId: string, ...rest: Rest<EcommerceOrder>): Promise<EcommerceOrder>
  /** The name of `get` in `clover-ecomm-sdk`. */
  retrieve(orderId: string, ...rest: Rest<EcommerceOrder>): Promise<EcommerceOrder>
  /** Pays the whole order. @throws CloverInvalidRequestError `order_already_paid`, `email_invalid` */
  pay(orderId: string, payment: EcommerceOrderPay, ...rest: Rest<EcommerceOrder>): Promise<EcommerceOrder>
  /** Takes back positions of the order, or all of it, and refunds them. */
  returnOrder(orderId: string, returned?: EcommerceOrderReturn, ...rest: Rest<EcommerceOrder>): Promise<EcommerceOrder>
  /** Newest first. [D] */
  list(options?: CursorOptions): Listing<EcommerceOrder>
}

const idIn = (field: string, id: string) => encodeURIComponent(requireId(field, id))

/** `get` and `retrieve` of one kind of object. */
function reads<T extends { id: string; object?: string }>(caller: Caller, path: string, field: string) {
  const get = (id: string, ...rest: Rest<T>): Promise<T> =>
    toldTo(
      rest,
      ready(() => caller.read<T>(`${path}/${idIn(field, id)}`, null, optionsIn(rest))),
    )
  return { get, retrieve: get }
}

/** A write whose answer is a `T`. */
function posts<T extends { id: string; object?: string }>(caller: Caller) {
  return (rest: Rest<T>, prepare: () => { path: string; body: object }): Promise<T> => {
    const sent = ready(() => {
      const { path, body } = prepare()
      return caller.write<T>('POST', path, { object: null, body }, optionsIn(rest))
    })
    return toldTo(rest, sent)
  }
}

export function charges(caller: Caller): Charges {
  const path = '/v1/charges'
  const post = posts<Charge>(caller)
  return {
    ...reads<Charge>(caller, path, 'chargeId'),
    create: (charge, ...rest) =>
      post(rest, () => {
        requireFields('charges.create', charge, ['amount', 'currency', 'source'])
        return { path, body: { ...charge, amount: cents('amount', charge.amount), currency: lower(charge.currency) } }
      }),
    capture: (chargeId, capture = {}, ...rest) =>
      post(rest, () => ({ path: `${path}/${idIn('chargeId', chargeId)}/capture`, body: capture })),
    list: (options = {}) => caller.list(path, options),
  }
}

export function ecommerceRefunds(caller: Caller): EcommerceRefunds {
  const path = '/v1/refunds'
  const post = posts<EcommerceRefund>(caller)
  return {
    ...reads<EcommerceRefund>(caller, path, 'refundId'),
    create: (refund, ...rest) =>
      post(rest, () => {
        requireFields('refunds.create', refund, ['charge'])
        if (refund.amount !== undefined) cents('amount', refund.amount)
        return { path, body: refund }
      }),
    list: (options = {}) => caller.list(path, options),
  }
}

export function ecommerceOrders(caller: Caller): EcommerceOrders {
  const path = '/v1/orders'
  const post = posts<EcommerceOrder>(caller)
  const of = (orderId: string, verb: string) => `${path}/${idIn('orderId', orderId)}/${verb}`
  return {
    ...reads<EcommerceOrder>(caller, path, 'orderId'),
    create: (order, ...rest) =>
      post(rest, () => {
        requireFields('orders.create', order, ['currency', 'items'])
        return { path, body: { ...order, currency: lower(order.currency) } }
      }),
    pay: (orderId, payment, ...rest) => post(rest, () => ({ path: of(orderId, 'pay'), body: payment })),
    returnOrder: (orderId, returned = {}, ...rest) =>
      post(rest, () => ({ path: of(orderId, 'returns'), body: returned })),
    list: (options = {}) => caller.list(path, options),
  }
}

const lower = (currency: string) => currency.toLowerCase()

/** A sum is whole cents: 12.5 dollars are 1250. */
function cents(field: string, amount: number): number {
  if (Number.isSafeInteger(amount) && amount >= 0 && amount <= 99_999_999) return amount
  throw new CloverUsageError('out_of_range', field, `${field} is whole cents from 0 to 99999999, but is ${amount}`)
}
