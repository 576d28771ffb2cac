import { z } from 'zod'

const text = z.string().nullish()
const cents = z.number().nullish()

const saleLine = z.looseObject({
  id: text,
  name: text,
  /** The item at the till; it may be gone since. */
  itemId: text,
  itemCode: text,
  note: text,
  /** 1, but for what is sold by weight or measure. */
  quantity: z.number(),
  /** With its modifiers, in cents, as are all amounts. */
  unitPrice: cents,
  extendedPrice: cents,
  /** What was taken off, above zero. */
  discountAmount: cents,
  modifiers: text,
  isRefunded: z.boolean(),
  isExchanged: z.boolean(),
})

const salePayment = z.looseObject({
  id: text,
  amount: cents,
  tipAmount: cents,
  taxAmount: cents,
  result: text,
  tender: text,
  refundedAmount: cents,
  createdTime: text,
})

const saleDiscount = z.looseObject({ id: text, name: text, amount: cents })

/** What an order is handed on with as Clover has it. */
export const plainSale = {
  id: z.string().optional(),
  title: text,
  note: text,
  state: text,
  paymentState: text,
  currency: text,
  externalReferenceId: text,
  testMode: z.boolean().nullish(),
  manualTransaction: z.boolean().nullish(),
  total: cents,
}

/**
 * An order as formulas see it, with all that hangs on it. Amounts are whole cents. What Clover did not send is absent,
 * and what could not be reckoned is said in `trouble`.
 */
export const sale = z.looseObject({
  ...plainSale,
  /** The merchant that sold it: the till's place. */
  merchantId: text,
  createdTime: text,
  modifiedTime: text,
  employeeId: text,
  orderType: text,
  subtotal: cents,
  taxAmount: cents,
  tipAmount: cents,
  discountAmount: cents,
  refundedAmount: cents,
  /** Of the order itself; those of lines stand in the lines' amounts. */
  discounts: z.array(saleDiscount).optional(),
  lines: z.array(saleLine).optional(),
  payments: z.array(salePayment).optional(),
  refunds: z
    .array(z.looseObject({ id: text, paymentId: text, amount: cents, reason: text, createdTime: text }))
    .optional(),
  customers: z.array(z.object({ id: z.string() })).optional(),
  customerId: text,
  firstName: text,
  lastName: text,
  emailAddress: text,
  phoneNumber: text,
  addresses: z.array(z.looseObject({ id: text })).optional(),
  /** What is wrong with the order at the till, in words. */
  trouble: text,
})

export type Sale = z.output<typeof sale>
export type SaleLine = z.output<typeof saleLine>
export type SalePayment = z.output<typeof salePayment>
