import type { SimReply } from '../../server/exchange.ts'
import type { Shop } from '../shop/shop.ts'
import type { Resolvers } from '../wire/schema.ts'

export const bulkResolvers: Resolvers = {}

export function bulkFile(_shop: Shop, _path: string): SimReply | undefined {
  return undefined
}
