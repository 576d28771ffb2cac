import type { Resolvers } from '../wire/schema.ts'
import { bulkResolvers } from './bulk.ts'
import { customerResolvers } from './customers.ts'
import { inventoryWrites } from './inventory-writes.ts'
import { metafieldResolvers } from './metafields.ts'
import { orderWrites } from './order-writes.ts'
import { orderResolvers } from './orders.ts'
import { productSet } from './product-set.ts'
import { productWrites } from './product-writes.ts'
import { productResolvers } from './products.ts'
import { shippingResolvers } from './shipping.ts'
import { shopResolvers } from './shop.ts'
import { webhookResolvers } from './webhooks.ts'

/** Each subject brings its part of the types. */
const parts: Resolvers[] = [
  shopResolvers,
  productResolvers,
  productWrites,
  productSet,
  inventoryWrites,
  customerResolvers,
  orderResolvers,
  orderWrites,
  shippingResolvers,
  metafieldResolvers,
  webhookResolvers,
  bulkResolvers,
]

export const resolvers: Resolvers = merged()

function merged(): Resolvers {
  const all: Resolvers = {}
  for (const part of parts) {
    for (const [type, fields] of Object.entries(part)) all[type] = { ...all[type], ...fields }
  }
  return all
}
