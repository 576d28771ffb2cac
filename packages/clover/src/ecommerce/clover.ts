import {
  CloverAPIError,
  CloverAuthenticationError,
  CloverCardError,
  CloverConnectionError,
  CloverError,
  CloverIdempotencyError,
  CloverInvalidGrantError,
  CloverInvalidRequestError,
  CloverPermissionError,
  CloverRateLimitError,
  CloverUsageError,
} from '../errors.ts'
import { type Environment, environmentOf, hostOf } from '../hosts.ts'
import type { ClientOptions } from '../http/client-options.ts'
import { createSender } from '../http/sender.ts'
import type { AccessToken } from '../token-source.ts'
import { ecommerceCaller } from './caller.ts'
import { type EcommerceCustomers, ecommerceCustomers } from './customers.ts'
import {
  type Charges,
  charges,
  type EcommerceOrders,
  type EcommerceRefunds,
  ecommerceOrders,
  ecommerceRefunds,
} from './payments.ts'
import { type ApiKeys, apiKeys, cardTokens, type Tokens } from './tokens.ts'

/** The classes of errors by the names of `clover-ecomm-sdk`. */
const cloverErrors = {
  CloverError,
  CloverCardError,
  CloverInvalidRequestError,
  CloverAPIError,
  CloverAuthenticationError,
  CloverPermissionError,
  CloverRateLimitError,
  CloverConnectionError,
  CloverIdempotencyError,
  CloverInvalidGrantError,
} as const

/** How `new Clover` is made; `version` of `clover-ecomm-sdk` is taken and means nothing, as it did there. */
export interface CloverOptions extends Omit<ClientOptions, 'environment'> {
  /** `sandbox` or `production`, also straight out of the program's settings; anything else is refused. */
  environment?: Environment | (string & Record<never, never>) | undefined
  version?: string
}

/**
 * The Ecommerce API: cards on file, charges, refunds, for merchants in the United States and Canada [D]. The merchant
 * comes from the token.
 *
 * ```ts
 * const clover = new Clover(process.env.ACCESS_TOKEN, { environment: process.env.ENVIRONMENT })
 * const customer = await clover.customers.create({ email: 'nora@example.com', source: 'clv_1…' })
 * ```
 */
export class Clover {
  /** The classes of errors, as `Clover.errors` of `clover-ecomm-sdk`. */
  static readonly errors = cloverErrors
  readonly errors = cloverErrors
  readonly customers: EcommerceCustomers
  readonly charges: Charges
  readonly orders: EcommerceOrders
  readonly refunds: EcommerceRefunds
  readonly tokens: Tokens
  readonly apikey: ApiKeys

  /**
   * @param accessToken an OAuth access token, or the merchant's private Ecommerce token [D]
   * @throws CloverUsageError no token, an unknown environment, or a region without Ecommerce API
   */
  constructor(accessToken: AccessToken | undefined, options: CloverOptions = {}) {
    if (accessToken === undefined || accessToken === null || accessToken === '') {
      throw new CloverUsageError('missing', 'accessToken', 'new Clover needs an access token')
    }
    const place = { ...options, environment: environmentOf(options.environment) }
    const caller = ecommerceCaller(createSender(accessToken, place), hostOf('ecommerce', place))
    this.customers = ecommerceCustomers(caller)
    this.charges = charges(caller)
    this.orders = ecommerceOrders(caller)
    this.refunds = ecommerceRefunds(caller)
    const isSandbox = place.environment === 'sandbox'
    this.tokens = cardTokens(caller, createSender(null, place), () => hostOf('token', place), isSandbox)
    this.apikey = apiKeys(caller)
  }
}
