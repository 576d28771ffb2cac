import type { Many, One, Shape } from '../expand.ts'
import type { Wrapped } from '../nested-lists.ts'
import type { lineItemRow, orderRow } from '../rows.ts'
import type { CustomerShape, Leaf } from './customer.ts'
import type { EmployeeShape } from './employee.ts'
import type { CreditShape, PaymentShape, RefundShape } from './payment.ts'
import type { Cents, Milliseconds, Nothing, Reference } from './reference.ts'

/** An order of the till. Custom orders do not total themselves: after a change of lines or discounts write the new `total`. */
export interface Order {
  id: string
  href?: string
  currency?: string
  /** Absent until someone sets it (custom orders). Without tips. [S] */
  total?: Cents
  unpaidBalance?: Cents
  paymentState?:
    | 'OPEN'
    | 'PAID'
    | 'REFUNDED'
    | 'CREDITED'
    | 'PARTIALLY_PAID'
    | 'PARTIALLY_REFUNDED'
    | (string & Nothing)
  /** The caller's own number; its longest length is not documented. [U] */
  externalReferenceId?: string
  /** Order number or label, at most 127 characters. [K] */
  title?: string
  /** Printed on receipts, at most 2,047 characters. [K] */
  note?: string
  /** `open`, `OPEN` or `locked`. An order without state is in no list. [D] */
  state?: string
  taxRemoved?: boolean
  isVat?: boolean
  manualTransaction?: boolean
  groupLineItems?: boolean
  testMode?: boolean
  payType?: 'SPLIT_GUEST' | 'SPLIT_ITEM' | 'SPLIT_CUSTOM' | 'FULL' | (string & Nothing)
  createdTime?: Milliseconds
  clientCreatedTime?: Milliseconds
  modifiedTime?: Milliseconds
  deletedTimestamp?: Milliseconds
  employee?: Reference
  orderType?: Reference
  device?: Reference
}

/** What an order is made with. Set `state: 'open'`, or the order is hidden from lists and from the till. [D][K] */
export interface OrderWrite {
  state?: 'open' | (string & Nothing)
  title?: string
  note?: string
  /** Cents; for custom orders the caller's own sum. */
  total?: Cents
  taxRemoved?: boolean
  testMode?: boolean
  manualTransaction?: boolean
  groupLineItems?: boolean
  externalReferenceId?: string
  orderType?: Reference
  employee?: Reference
  /** Both forms are sent by others; the wrapped one was seen [I]. Sent as given here. */
  customers?: Wrapped<Reference>
}

/** One unit sold: Clover has no quantity, two coffees are two lines. [S] Its values are copies of the item's. [K] */
export interface LineItem {
  id: string
  orderRef?: Reference
  item?: Reference
  name?: string
  alternateName?: string
  price?: Cents
  /** Quantity × 1,000, for prices per unit alone. [K] */
  unitQty?: number
  unitName?: string
  itemCode?: string
  note?: string
  printed?: boolean
  binName?: string
  userData?: string
  createdTime?: Milliseconds
  orderClientCreatedTime?: Milliseconds
  discountAmount?: Cents
  exchanged?: boolean
  refunded?: boolean
  isRevenue?: boolean
  isOrderFee?: boolean
  colorCode?: string
}

/** A line needs `price` or `item`; with an item Clover copies name and price. [I][S] */
export interface LineItemWrite {
  item?: Reference
  price?: Cents
  /** At most 127 characters. [K] */
  name?: string
  unitQty?: number
  /** At most 255 characters. [K] */
  note?: string
  /** At most 255 characters, for the caller's own use. [K] */
  userData?: string
  printed?: boolean
  isRevenue?: boolean
}

/** What was added to a line; the price stands in `amount`. [S] */
export interface Modification {
  id: string
  name?: string
  amount?: Cents
  modifier?: Reference
  lineItemRef?: Reference
}

/** Applies a modifier. */
export interface ModificationWrite {
  modifier: Reference
  name?: string
  amount?: Cents
}

/** A discount on an order or a line. One with a percentage has no computed amount. [I] */
export interface Discount {
  id: string
  name?: string
  /** Zero or less. */
  amount?: Cents
  /** Whole percent. [K] */
  percentage?: number
  /** Percent × 10,000: 12.5 % is 125000. [K] */
  percentageDecimal?: number
  discType?: 'DEFAULT' | 'CASH_DISCOUNT'
  discount?: Reference
  approver?: Reference
}

interface DiscountName {
  /** Required; at most 64 characters. [K] */
  name: string
  /** The merchant's discount that it comes from. It is not resolved: name and value are needed all the same. [S] */
  discount?: Reference
  approver?: Reference
}

/** A name and exactly one value. An amount is negative; a positive one is refused. [S] */
export type DiscountWrite = DiscountName &
  (
    | { amount: Cents; percentage?: never; percentageDecimal?: never }
    | { percentage: number; amount?: never; percentageDecimal?: never }
    | { percentageDecimal: number; amount?: never; percentage?: never }
  )

/** The definition of a service charge; its amount is not computed. */
export interface ServiceCharge {
  id: string
  name?: string
  enabled?: boolean
  /** Whole percent. */
  percentage?: number
  /** Percent × 10,000. */
  percentageDecimal?: number
}

/** `id` is that of the merchant's default service charge. [S] */
export interface ServiceChargeWrite {
  id: string
  name?: string
  percentageDecimal?: number
}

/** How an order is handed over. */
export interface OrderType {
  id: string
  /** At most 127 characters. [K] */
  label?: string
  labelKey?: string
  taxable?: boolean
  isDefault?: boolean
  filterCategories?: boolean
  isHidden?: boolean
  isDeleted?: boolean
  fee?: Cents
  minOrderAmount?: Cents
  maxOrderAmount?: Cents
  maxRadius?: number
  avgOrderTime?: number
  hoursAvailable?: 'ALL' | 'BUSINESS' | 'CUSTOM'
  customerIdMethod?: 'NAME' | 'TABLE' | 'NAME_TABLE'
  systemOrderTypeId?: string
}

/** An order whose totals Clover computes. */
export interface OrderCart {
  orderType?: Reference
  title?: string
  note?: string
  groupLineItems?: boolean
  lineItems: readonly (LineItemWrite & {
    modifications?: readonly { modifier: Reference }[]
    discounts?: readonly DiscountWrite[]
  })[]
  discounts?: readonly DiscountWrite[]
  serviceCharge?: ServiceChargeWrite
}

/** What `orders.checkout` computes; nothing is stored. */
export interface Checkout {
  total?: Cents
  subtotal?: Cents
  totalTaxAmount?: Cents
  isVat?: boolean
  taxSummaries?: { id?: string; name?: string; amount?: Cents; rate?: number }[]
}

export type DiscountShape = Leaf<Discount, DiscountWrite>
export type ModificationShape = Leaf<Modification, ModificationWrite>
export type ServiceChargeShape = Leaf<ServiceCharge, ServiceChargeWrite>

/** What is known of order types. */
export interface OrderTypeShape extends Leaf<OrderType, Omit<OrderType, 'id' | 'isDeleted'>> {
  filters: { id: 'id'; deletedTime: 'time' }
}

/** What is known of lines. */
export interface LineItemShape extends Shape {
  plain: LineItem
  expandable: (typeof lineItemRow.expands)[number]
  expands: {
    employee: One<EmployeeShape>
    orderType: One<OrderTypeShape>
    discounts: Many<DiscountShape>
    modifications: Many<ModificationShape>
    taxRates: Many<LineTaxShape>
    payments: Many<LinePaymentShape>
  }
  filters: Nothing
  create: LineItemWrite
  update: Partial<LineItemWrite>
}

/** What is known of orders. */
export interface OrderShape extends Shape {
  plain: Order
  expandable: (typeof orderRow.expands)[number] | (typeof orderRow.listExpands)[number]
  expands: {
    employee: One<EmployeeShape>
    payments: Many<PaymentShape>
    refunds: Many<RefundShape>
    credits: Many<CreditShape>
    voids: Many<PaymentShape>
    lineItems: Many<LineItemShape>
    customers: Many<CustomerShape>
    serviceCharge: One<ServiceChargeShape>
    discounts: Many<DiscountShape>
    orderType: One<OrderTypeShape>
    orderFulfillmentEvent: One<Leaf<Nothing>>
  }
  filters: typeof orderRow.filters
  create: OrderWrite
  update: OrderWrite
}

/** A tax on a line; `rate` is percent × 100,000: 8.25 % is 825000. [K] */
export interface LineTax {
  id: string
  name?: string
  rate?: number
  taxAmount?: Cents
  isDefault?: boolean
  lineItemRef?: Reference
}

type LineTaxShape = Leaf<LineTax>
type LinePaymentShape = Leaf<Reference & { amount?: Cents }>
