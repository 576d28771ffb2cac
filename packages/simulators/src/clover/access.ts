import type { SimRequest } from '../server/exchange.ts'

/** The permissions that an API token can be given. */
export const allPermissions: readonly string[] = [
  'MERCHANT',
  'CUSTOMERS',
  'INVENTORY',
  'ORDERS',
  'PAYMENTS',
  'EMPLOYEES',
].flatMap((area) => [`${area}_R`, `${area}_W`])

/** One API token of one merchant. */
export interface Access {
  merchantId: string
  token: string
  permissions: ReadonlySet<string>
}

/** Tokens in the URL have not been taken since 2022, so only the header counts. */
export function mayPass(access: Access, request: SimRequest, merchantId: string, needed: string): boolean {
  return (
    request.headers.authorization === `Bearer ${access.token}` &&
    merchantId === access.merchantId &&
    access.permissions.has(needed)
  )
}
