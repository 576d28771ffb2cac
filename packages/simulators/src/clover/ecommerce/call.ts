import { isObject, parsedBody, type SimReply, type SimRequest } from '../../server/exchange.ts'
import type { Key, KeyKind } from '../keys/keyring.ts'
import type { CardFile } from '../shop/card-file.ts'
import type { Shop } from '../shop/shop.ts'
import { invalid } from './problem.ts'

/** One call of the Ecommerce API that has passed the door. The merchant comes from the key. */
export interface EcommerceCall {
  shop: Shop
  file: CardFile
  key: Key
  request: SimRequest
  params: Record<string, string>
}

/** What a route answers, and to which kinds of keys. */
export interface EcommerceRoute {
  /** Default: the Bearer token of an app or the merchant's private key. */
  opensTo?: readonly KeyKind[]
  /** Whether an `idempotency-key` makes a second call a repetition of the first. */
  repeatable?: true
  answer(call: EcommerceCall): SimReply
}

export type Body = Record<string, unknown>

export function bodyOf({ request }: EcommerceCall): Body {
  const body = parsedBody(request)
  if (!isObject(body)) throw invalid('invalid_request', 'The body must be a JSON object.')
  return body
}

/** A text that may be missing; an empty one is taken as missing. */
export function textOf(body: Body, name: string): string | undefined {
  const value = body[name]
  if (value === undefined || value === null || value === '') return undefined
  if (typeof value !== 'string') throw invalid('invalid_request', `${name} must be a text.`, name)
  return value
}

/** Cents that may be missing; `code` is what the vendor calls a bad value. */
export function centsOf(body: Body, name: string, code: string): number | undefined {
  const value = body[name]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) {
    throw invalid(code, `${name} must be a whole number of cents.`, name)
  }
  return value
}
