import type { Handler } from '../server/exchange.ts'
import { platformApi } from './api/handle.ts'
import { ecommerceApi } from './ecommerce/handle.ts'
import { type OauthParts, oauthApi } from './oauth/handle.ts'

/** All of the vendor's hosts behind one address: their paths do not overlap. */
export function cloverApi(parts: OauthParts, options: { ninetyDays: boolean }): Handler {
  const platform = platformApi(parts.town, options)
  const ecommerce = ecommerceApi(parts.town)
  const oauth = oauthApi(parts)
  return (request) => {
    const { path } = request
    if (path.startsWith('/v1/') || path.startsWith('/pakms/')) return ecommerce(request)
    return path.startsWith('/oauth/') ? oauth(request) : platform(request)
  }
}
