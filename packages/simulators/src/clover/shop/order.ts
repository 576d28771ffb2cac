/** A price cut on an order or on a line: by an amount (never above zero) or by a share, never computed. */
export interface Discount {
  id: string
  name?: string
  amount?: number
  percentage?: number
  percentageDecimal?: number
  /** The merchant's discount from which it was made; its values are not looked up. */
  discount?: { id: string }
  approver?: { id: string }
}

/** A modifier as it was applied; its price is called `amount`. */
export interface Modification {
  id: string
  name: string
  amount: number
  modifier: { id: string }
}

/** A tax on a line, by the rate as it was then: per cent times 100,000. */
export interface LineTax {
  id: string
  name: string
  rate: number
}

/** One line of a receipt; two coffees are two lines. It keeps its own copy of the item's name and price. */
export interface LineItem {
  id: string
  name: string
  price: number
  item?: { id: string }
  alternateName?: string
  unitQty?: number
  unitName?: string
  itemCode?: string
  note?: string
  userData?: string
  createdTime?: number
  exchanged?: boolean
  refunded?: boolean
  discounts?: readonly Discount[]
  modifications?: readonly Modification[]
  taxRates?: readonly LineTax[]
}

/** What is kept of the card of a payment. */
export interface CardTransaction {
  cardType: string
  entryType: string
  first6: string
  last4: string
  type: string
  authCode: string
  referenceId: string
  state: 'PENDING' | 'CLOSED'
  captured: boolean
}

/** Money that came in. */
export interface Payment {
  id: string
  tender: { id: string }
  employee?: { id: string }
  amount: number
  tipAmount: number
  taxAmount: number
  offline: boolean
  result: string
  createdTime: number
  clientCreatedTime: number
  modifiedTime: number
  externalPaymentId?: string
  externalReferenceId?: string
  note?: string
  voidReason?: string
  cardTransaction?: CardTransaction
}

/** Money that went back: a thing of its own, with a positive amount. */
export interface Refund {
  id: string
  payment: { id: string }
  amount: number
  taxAmount: number
  tipAmount: number
  createdTime: number
  clientCreatedTime: number
  status: string
  voided: boolean
  reason?: string
  lineItems?: readonly { id: string }[]
}

/** A percentage; the order never says how much money it is. */
export interface ServiceCharge {
  id: string
  name: string
  enabled: boolean
  percentage?: number
  percentageDecimal?: number
}

/** More of them are refused. */
export const mostLines = 3000

export const orderFlags = ['taxRemoved', 'isVat', 'manualTransaction', 'groupLineItems', 'testMode'] as const

/** An order. Without a `state` it is hidden: to be read by its id only. */
export interface Order {
  id: string
  currency: string
  customerIds: readonly string[]
  employeeId?: string
  orderTypeId?: string
  total?: number
  externalReferenceId?: string
  paymentState?: string
  title?: string
  note?: string
  state?: string
  payType?: string
  taxRemoved: boolean
  isVat: boolean
  manualTransaction: boolean
  groupLineItems: boolean
  testMode: boolean
  createdTime: number
  clientCreatedTime: number
  modifiedTime: number
  lineItems: readonly LineItem[]
  discounts?: readonly Discount[]
  serviceCharge?: ServiceCharge
  /** Without a list, an order that is paid has one payment, in cash: `paymentsOf` makes it when it is asked for. */
  payments?: readonly Payment[]
  refunds?: readonly Refund[]
  voidedLineItems?: readonly LineItem[]
}

/** What `POST /orders` makes of `{}`. */
export function blankOrder(id: string, at: number): Order {
  return {
    id,
    currency: 'USD',
    customerIds: [],
    taxRemoved: false,
    isVat: false,
    manualTransaction: false,
    groupLineItems: true,
    testMode: false,
    createdTime: at,
    clientCreatedTime: at,
    modifiedTime: at,
    lineItems: [],
  }
}
