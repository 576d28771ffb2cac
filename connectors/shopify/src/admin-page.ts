import type { Session } from '@trefoil/sdk'
import { shopifyCredentials } from './credentials.ts'

/** Where people see a thing in the shop's admin. */
export function adminPage(session: Session, path: string): string {
  const { shop } = shopifyCredentials.parse(session.credentials)
  return `https://admin.shopify.com/store/${shop.replace('.myshopify.com', '')}/${path}`
}
