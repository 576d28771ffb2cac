import type { Place } from '@trefoil/clover'
import { z } from 'zod'

const named = z.string().trim().max(127).optional()

export const cloverSettings = z.object({
  environment: z
    .enum(['sandbox', 'na', 'eu', 'la'])
    .default('na')
    .meta({
      title: 'Environment',
      description: 'Where the shop is at home in Clover',
      labels: { sandbox: 'Sandbox', na: 'North America', eu: 'Europe', la: 'Latin America' },
    }),
  orderHistoryDays: z
    .int()
    .min(0)
    .max(7300)
    .default(90)
    .meta({ title: 'Days of past orders', description: 'How far back the first reading of orders goes' }),
  orderType: named.meta({ title: 'Order type', description: 'Of orders that the hub sends: its name or id in Clover' }),
  orderEmployee: named.meta({
    title: 'Employee of orders',
    description: 'Who takes the orders that the hub sends: their name or id in Clover',
  }),
  orderTaxRate: named.meta({
    title: 'Tax rate of orders',
    description: 'Its name or id in Clover, where the till is to reckon the taxes of orders; else they are a line',
  }),
})

export type CloverSettings = z.output<typeof cloverSettings>

/** A merchant's token and data live on the hosts of its region only; the sandbox is one for all. */
export function placeOf({ environment }: CloverSettings): Place {
  return environment === 'sandbox' ? { environment } : { region: environment }
}
