import type { Target } from '@trefoil/sdk'
import { OrderEvent } from './order-shape.ts'
import { sendOrders } from './send-events.ts'

export const orderEvents: Target = {
  title: 'Order events: Placed Order, and Ordered Product for each line',
  schema: OrderEvent,
  needs: ['events:write'],
  maxBatch: 500,
  matchBy: [],
  find: async (_session, _key, values) => new Map(values.map((value) => [value, []])),
  upsert: sendOrders,
}
