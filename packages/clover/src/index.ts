export type { World } from './clock.ts'
export type { Callback, EcommerceOptions } from './ecommerce/callback.ts'
export type { CursorOptions } from './ecommerce/caller.ts'
export { Clover, type CloverOptions } from './ecommerce/clover.ts'
export {
  createdAt,
  currencyCode,
  joinName,
  type NameParts,
  type ShippingAddress,
  type StoredCards,
  shippingAddress,
  splitName,
  storedCards,
} from './ecommerce/customer-facts.ts'
export type { CardSources, EcommerceCustomers } from './ecommerce/customers.ts'
export type * from './ecommerce/objects.ts'
export type {
  ChargeListOptions,
  Charges,
  EcommerceOrders,
  EcommerceRefunds,
  RefundListOptions,
} from './ecommerce/payments.ts'
export { type ApiKeys, type Tokens, testCards } from './ecommerce/tokens.ts'
export * from './errors.ts'
export { type Endpoints, type Environment, hostOf, type Place, type Region } from './hosts.ts'
export type { CallOptions, ClientOptions } from './http/client-options.ts'
export type { Transport, TransportReply, TransportRequest } from './http/transport.ts'
export type { Listing } from './listing.ts'
export { merchantIdIn } from './merchant-id.ts'
export { type KeepOptions, keepToken, type TokenStore } from './oauth/keep-token.ts'
export {
  type AuthorizeOptions,
  cloverOAuth,
  type OAuth,
  type OAuthOptions,
  type Redirect,
  readRedirect,
  type TokenPair,
} from './oauth/oauth.ts'
export { createPkce, type Pkce } from './oauth/pkce.ts'
export type { Expanded, Shape } from './platform/expand.ts'
export type { Condition, Filter } from './platform/filter.ts'
export type {
  Collection,
  Creates,
  ExpandOptions,
  Gets,
  ListOptions,
  Lists,
  Owned,
  Readable,
  Removes,
  Updates,
} from './platform/operations.ts'
export { type CloverPlatform, cloverPlatform, type PlatformOptions } from './platform/platform.ts'
export type { Customers } from './platform/resources/customers.ts'
export type * from './platform/resources/inventory.ts'
export type * from './platform/resources/merchant.ts'
export type { Discounts, LineItems, OrderServiceCharge, Orders } from './platform/resources/orders.ts'
export type * from './platform/shapes/customer.ts'
export type * from './platform/shapes/employee.ts'
export type * from './platform/shapes/inventory.ts'
export type * from './platform/shapes/merchant.ts'
export type * from './platform/shapes/order.ts'
export type * from './platform/shapes/payment.ts'
export type * from './platform/shapes/reference.ts'
export type { AccessToken, TokenSource } from './token-source.ts'
export {
  decodeWebhook,
  isFromClover,
  type WebhookEvent,
  type WebhookMessage,
  type WebhookObject,
  webhookObjects,
} from './webhooks/decode.ts'
