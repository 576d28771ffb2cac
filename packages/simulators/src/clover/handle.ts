import type { Handler } from '../server/exchange.ts'
import { platformApi } from './api/handle.ts'
import { ecommerceApi } from './ecommerce/handle.ts'
import type { Town } from './town.ts'

/** All of the vendor's hosts behind one address: their paths do not overlap. */
export function cloverApi(town: Town, options: { ninetyDays: boolean }): Handler {
  const platform = platformApi(town, options)
  const ecommerce = ecommerceApi(town)
  return (request) => {
    const { path } = request
    if (path.startsWith('/v1/') || path.startsWith('/pakms/')) return ecommerce(request)
    return platform(request)
  }
}
