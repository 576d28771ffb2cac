import { z } from 'zod'

const text = (longest: number) => z.string().max(longest).nullish()
const cents = z.int().nullish()
const fee = z.int().min(0).nullish()

/** A line as the hub has it: Clover knows no quantities, so that three coffees become three lines. */
const lineWrite = z.object({
  name: text(127),
  itemId: text(13).meta({ description: "Clover's id of the item; not needed where the SKU is known there" }),
  sku: z.string().nullish().meta({ description: 'Finds the item of the till; without one the line is a custom line' }),
  quantity: z.number().nullish().meta({ description: '1 unless told; may have decimals' }),
  unitPrice: cents,
  extendedPrice: cents.meta({ description: 'Of the whole line, before its discount' }),
  discountAmount: cents.meta({ description: 'What is taken off the line, in cents above zero' }),
  note: text(255),
})

const discountWrite = z.object({
  name: text(64),
  amount: z.int().meta({ description: 'What is taken off the order, in cents above zero' }),
})

/**
 * An order on its way to the till. Amounts are whole cents, and discounts above zero as everywhere in the hub: that
 * Clover has them below zero is the connector's affair. What is absent is left alone.
 */
export const saleWrite = z.strictObject({
  /** By this the order is found again, whatever became of the answer. The only length that Clover documents is 12. */
  externalReferenceId: z
    .string()
    .regex(/^[0-9A-Za-z]{1,12}$/, 'up to 12 letters and digits')
    .nullish()
    .meta({ description: 'The same for every repeat, as "TF" and the hub\'s id: up to 12 letters and digits' }),
  title: text(127).meta({ description: 'The number or name on the receipt' }),
  note: text(2047),
  currency: z.string().nullish().meta({ description: 'Three letters; must be that of the till' }),
  customerId: z.string().nullish().meta({ description: "Clover's id of the customer" }),
  orderType: z.string().nullish().meta({ description: 'Its id or its name; else that of the connection' }),
  employee: z.string().nullish().meta({ description: 'Their id or name; else that of the connection' }),
  lines: z.array(lineWrite).nullish(),
  discounts: z.array(discountWrite).nullish(),
  shippingAmount: fee.meta({ description: 'Becomes a line' }),
  taxAmount: fee.meta({ description: 'Becomes a line, unless the connection names a tax rate' }),
  serviceCharge: z
    .object({ name: text(127), percentage: z.number().min(0).max(100) })
    .nullish()
    .meta({ description: "The merchant's service charge, in percent of what the lines less the discounts make" }),
  total: cents.meta({ description: 'As it is to stand on the order; reckoned from the parts where it is not told' }),
})

export type SaleWrite = z.output<typeof saleWrite>
export type LineWrite = z.output<typeof lineWrite>
