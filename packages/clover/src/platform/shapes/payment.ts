import type { Many, One, Shape } from '../expand.ts'
import type { paymentRow, refundRow } from '../rows.ts'
import type { Leaf } from './customer.ts'
import type { EmployeeShape } from './employee.ts'
import type { LineItemShape, OrderShape } from './order.ts'
import type { Cents, Milliseconds, Nothing, Reference } from './reference.ts'

/** Money taken. Refunds are objects of their own, so payments alone overstate what was earned. */
export interface Payment {
  id: string
  order?: Reference
  device?: Reference
  employee?: Reference
  tender?: Reference
  /** With tax; that it is without the tip is common understanding. [U] */
  amount?: Cents
  tipAmount?: Cents
  taxAmount?: Cents
  cashbackAmount?: Cents
  cashTendered?: Cents
  /** At most 32 characters. [K] */
  externalPaymentId?: string
  externalReferenceId?: string
  createdTime?: Milliseconds
  clientCreatedTime?: Milliseconds
  gatewayProcessingTime?: Milliseconds
  modifiedTime?: Milliseconds
  offline?: boolean
  result?:
    | 'SUCCESS'
    | 'FAIL'
    | 'INITIATED'
    | 'VOIDED'
    | 'VOIDING'
    | 'VOID_FAILED'
    | 'AUTH'
    | 'AUTH_COMPLETED'
    | 'DISCOUNT'
    | 'OFFLINE_RETRYING'
    | 'PENDING'
    | (string & Nothing)
  note?: string
  voidReason?: string
}

/** Notes a payment that was made elsewhere, with a tender that is no card. Cards are charged by the Ecommerce API. [D] */
export interface PaymentWrite {
  tender: Reference
  /** More than zero. */
  amount: Cents
  tipAmount?: Cents
  taxAmount?: Cents
  employee?: Reference
  offline?: boolean
  externalPaymentId?: string
  note?: string
}

/** The card behind a payment, as much as may be shown. `token` is a secret. */
export interface CardTransaction {
  cardType?: string
  entryType?: string
  first6?: string
  last4?: string
  type?: string
  authCode?: string
  referenceId?: string
  transactionNo?: string
  state?: 'PENDING' | 'CLOSED' | (string & Nothing)
  token?: string
  cardholderName?: string
  currency?: string
  captured?: boolean
}

/** Money given back: an object of its own, with a positive amount, tax and tip included. [S][K] */
export interface Refund {
  id: string
  orderRef?: Reference
  payment?: Reference
  device?: Reference
  employee?: Reference
  amount?: Cents
  taxAmount?: Cents
  tipAmount?: Cents
  createdTime?: Milliseconds
  clientCreatedTime?: Milliseconds
  voided?: boolean
  voidReason?: string
  status?: 'FAIL' | 'SUCCESS' | 'PENDING' | 'VOIDED' | (string & Nothing)
  reason?: string
}

/** Money given back without a payment. */
export interface Credit {
  id: string
  orderRef?: Reference
  device?: Reference
  employee?: Reference
  tender?: Reference
  amount?: Cents
  taxAmount?: Cents
  createdTime?: Milliseconds
  clientCreatedTime?: Milliseconds
  voided?: boolean
  voidReason?: string
}

/** Money reserved: a bar tab. */
export interface Authorization {
  id: string
  payment?: Reference
  tabName?: string
  amount?: Cents
  cardType?: string
  last4?: string
  authcode?: string
  type?: string
  note?: string
  closingPayment?: Reference
  createdTime?: Milliseconds
}

/** A way to pay. */
export interface Tender {
  id: string
  href?: string
  editable?: boolean
  /** `com.clover.tender.cash`, `com.clover.tender.credit_card`, … Only the first is confirmed. [S] */
  labelKey?: string
  /** At most 127 characters. [K] */
  label?: string
  opensCashDrawer?: boolean
  supportsTipping?: boolean
  enabled?: boolean
  visible?: boolean
  instructions?: string
}

/** A custom tender, such as points. */
export interface TenderWrite {
  label: string
  labelKey?: string
  opensCashDrawer?: boolean
  supportsTipping?: boolean
  enabled?: boolean
  visible?: boolean
  instructions?: string
}

export type TenderShape = Leaf<Tender, TenderWrite>
export type CreditShape = Leaf<Credit>
export type AuthorizationShape = Leaf<Authorization, Partial<Authorization>>
type Unnamed = Leaf<Record<string, unknown>>

/** What is known of payments. */
export interface PaymentShape extends Shape {
  plain: Payment
  expandable: (typeof paymentRow.expands)[number]
  expands: {
    tender: One<TenderShape>
    cardTransaction: One<Leaf<CardTransaction>>
    employee: One<EmployeeShape>
    refunds: Many<RefundShape>
    order: One<OrderShape>
    taxRates: Many<Unnamed>
    lineItemPayments: Many<Unnamed>
    additionalCharges: Many<Unnamed>
    transactionInfo: One<Unnamed>
    germanInfo: One<Unnamed>
    dccInfo: One<Unnamed>
    oceanGatewayInfo: One<Unnamed>
    appTracking: One<Unnamed>
    paymentAttributes: One<Unnamed>
  }
  filters: typeof paymentRow.filters
  create: PaymentWrite
  update: Partial<PaymentWrite>
}

/** What is known of refunds. */
export interface RefundShape extends Shape {
  plain: Refund
  expandable: (typeof refundRow.expands)[number]
  expands: {
    payment: One<PaymentShape>
    employee: One<EmployeeShape>
    lineItems: Many<LineItemShape>
    serviceCharge: One<Unnamed>
    transactionInfo: One<Unnamed>
    germanInfo: One<Unnamed>
    appTracking: One<Unnamed>
  }
  filters: typeof refundRow.filters
  create: Nothing
  update: Nothing
}
