/** What Clover names in `error.code`, as far as it is documented; a code that is added later is a string like any other. */
export type CloverErrorCode =
  | 'amount_too_large'
  | 'card_declined'
  | 'card_on_file_missing'
  | 'charge_already_captured'
  | 'charge_already_refunded'
  | 'email_invalid'
  | 'expired_card'
  | 'incorrect_cvc'
  | 'incorrect_number'
  | 'invalid_card_type'
  | 'invalid_charge_amount'
  | 'invalid_cvc'
  | 'invalid_expiry_month'
  | 'invalid_expiry_year'
  | 'invalid_number'
  | 'invalid_request'
  | 'invalid_tax_amount'
  | 'invalid_tip_amount'
  | 'missing'
  | 'order_already_paid'
  | 'processing_error'
  | 'rate_limit'
  | 'resource_missing'
  | 'token_already_used'
  | (string & Record<never, never>)

/** All that is known of a refusal. Nothing here holds a token or a card number. */
export interface ErrorFacts {
  /** HTTP status; 0 where no reply came. */
  statusCode: number
  /** Ecommerce: `error.code`. Platform: none. */
  code?: CloverErrorCode | undefined
  /** Ecommerce: `error.type` as Clover sent it; it may be missing. */
  rawType?: string | undefined
  /** The field that is wrong. */
  param?: string | undefined
  /** The bank's own reason, where a card was declined. */
  declineCode?: string | undefined
  /** The charge that failed. */
  charge?: string | undefined
  docUrl?: string | undefined
  /** Platform: `details`, e.g. `Customer not found`. */
  detail?: string | undefined
  /** `X-Clover-Request-Id`: what Clover's support asks for. */
  requestId?: string | undefined
  /** Method and path, without the query. */
  request?: string | undefined
  /** Milliseconds after which Clover lets us try again; calling earlier makes the wait longer. [D] */
  retryAfter?: number | undefined
  /** The reply's body as text, at most 2,000 characters, card numbers masked. */
  body?: string | undefined
}

/** Anything that went wrong between a program and Clover. The subclasses are those of `clover-ecomm-sdk`, and three more. */
export class CloverError extends Error {
  override readonly name: string = 'CloverError'
  readonly statusCode: number
  readonly code: CloverErrorCode | undefined
  readonly rawType: string | undefined
  readonly param: string | undefined
  readonly declineCode: string | undefined
  readonly charge: string | undefined
  readonly docUrl: string | undefined
  readonly detail: string | undefined
  readonly requestId: string | undefined
  readonly request: string | undefined
  readonly retryAfter: number | undefined
  readonly body: string | undefined

  constructor(message: string, facts: ErrorFacts = { statusCode: 0 }, options?: { cause?: unknown }) {
    super(message, options)
    this.statusCode = facts.statusCode
    this.code = facts.code
    this.rawType = facts.rawType
    this.param = facts.param
    this.declineCode = facts.declineCode
    this.charge = facts.charge
    this.docUrl = facts.docUrl
    this.detail = facts.detail
    this.requestId = facts.requestId
    this.request = facts.request
    this.retryAfter = facts.retryAfter
    this.body = facts.body
  }

  /** The name of the class, as in `clover-ecomm-sdk`: `error.type === 'CloverCardError'`. */
  get type(): string {
    return this.name
  }
}

/** The card was refused. Do not try again with the same card. */
export class CloverCardError extends CloverError {
  override readonly name = 'CloverCardError'
}

/** Clover does not take the request as it is: a field, an id, a verb. 400, 404, 405, 409. */
export class CloverInvalidRequestError extends CloverError {
  override readonly name = 'CloverInvalidRequestError'
}

/** Clover is in trouble: 5xx, or an error of which it says no more. */
export class CloverAPIError extends CloverError {
  override readonly name = 'CloverAPIError'
}

/** 401. Clover does not tell a bad token, a missing permission and another merchant's id apart. [D] */
export class CloverAuthenticationError extends CloverError {
  override readonly name = 'CloverAuthenticationError'
}

/** 403: never seen on the Platform API [U]; treated as a missing permission. */
export class CloverPermissionError extends CloverError {
  override readonly name = 'CloverPermissionError'
}

/** 429, after all tries. `retryAfter` says when the next may come. */
export class CloverRateLimitError extends CloverError {
  override readonly name = 'CloverRateLimitError'
}

/** No reply came. For a write without idempotency key it is not known whether Clover did it: look before you repeat. */
export class CloverConnectionError extends CloverError {
  override readonly name = 'CloverConnectionError'
}

/** An idempotency key was used again for something else. */
export class CloverIdempotencyError extends CloverError {
  override readonly name = 'CloverIdempotencyError'
}

/** An OAuth code or refresh token is spent, expired, or not ours. */
export class CloverInvalidGrantError extends CloverError {
  override readonly name = 'CloverInvalidGrantError'
}

/** Clover answered with something else than it documents. */
export class CloverProtocolError extends CloverError {
  override readonly name = 'CloverProtocolError'
}

/** What was wrong with a call that was therefore never made. */
export type UsageCode =
  | 'missing'
  | 'card_number_refused'
  | 'unknown_field'
  | 'unknown_environment'
  | 'unknown_host'
  | 'not_writable'
  | 'out_of_range'

/** The call was wrong and nothing was sent; `param` names the field. */
export class CloverUsageError extends CloverError {
  override readonly name = 'CloverUsageError'
  declare readonly code: UsageCode
  declare readonly param: string
  constructor(code: UsageCode, param: string, message: string) {
    super(message, { statusCode: 0, code, param })
  }
}
