import { z } from 'zod'

export const shopifySettings = z.object({
  locationId: z
    .string()
    .trim()
    .regex(/^\d{1,20}$/, 'not a location: it is a number, the last part of the location’s address in the admin')
    .optional()
    .meta({ title: 'Location', description: 'Where the shop’s stock is kept: stock of the hub is written there' }),
  hubLocation: z.string().trim().max(127).optional().meta({
    title: 'Location in the hub',
    description:
      'What the hub calls that location, as the merchant ID of a till whose stock the shop sells; else its own number',
  }),
  stockKind: z
    .enum(['available', 'on_hand'])
    .default('available')
    .meta({
      title: 'Stock',
      description: 'What the hub counts: what may still be sold, or what lies there, with what open orders claim',
      labels: { available: 'Available', on_hand: 'On hand' },
    }),
  safetyStock: z.int().min(0).max(1_000_000).default(0).meta({
    title: 'Safety stock',
    description: 'So many of each are kept back: the shop is told of the rest, and its stock is not read back',
  }),
  orderHistoryDays: z.int().min(0).max(7300).default(60).meta({
    title: 'Days of past orders',
    description: 'How far back the first reading goes; more than 60 takes the scope read_all_orders',
  }),
})

export type ShopifySettings = z.output<typeof shopifySettings>
