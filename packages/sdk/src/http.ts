import type { Json } from './json.ts'

/**
 * The only way from a connector to its vendor. The hub implements it: limits, time-outs, retries of reads,
 * redaction and fault injection live behind it.
 *
 * Every call throws `Fault` unless the status is 2xx or stands in `allow`: by `HttpProfile.fault` where the connector
 * knows its vendor's dialect, else 401 `credentials`, 403 `permission`, 404 and 410 `missing`, 409 `conflict`,
 * 429 `throttled`, other 4xx `invalid`, 5xx and network trouble `unavailable`, a body that is no JSON `protocol`.
 *
 * A body goes out as `JSON.stringify` writes it, so that it can be signed.
 */
export interface Http {
  get(path: string, options?: HttpOptions): Promise<HttpReply>
  post(path: string, body: Json, options?: HttpOptions): Promise<HttpReply>
  put(path: string, body: Json, options?: HttpOptions): Promise<HttpReply>
  patch(path: string, body: Json, options?: HttpOptions): Promise<HttpReply>
  delete(path: string, options?: HttpOptions & { body?: Json }): Promise<HttpReply>
}

export interface HttpOptions {
  /** Repeated names are sent as given; names and values are encoded by the hub. */
  query?: Record<string, string | number | boolean> | [name: string, value: string][]
  headers?: Record<string, string>
  /** Statuses outside 2xx that the caller wants to see instead of a Fault. */
  allow?: number[]
  /** Tokens that this call draws from each named bucket of `Connector.limits`; a bucket not named draws 1. */
  draws?: Record<string, number>
  /** The body, an object of texts, goes as a form instead of JSON, as token endpoints want it. */
  form?: boolean
  /** A POST that may be repeated without harm. Reads always may. */
  repeatable?: boolean
  /** The reply's body may be anything; `json` is undefined where it is none. */
  anyBody?: boolean
  /** Milliseconds; 15,000 unless told. */
  timeout?: number
}

export interface HttpReply {
  status: number
  /** Names in lower case. */
  headers: Record<string, string>
  /** The body as sent. */
  text: string
  /** The parsed body, or undefined where the body is empty. */
  json: unknown
}
