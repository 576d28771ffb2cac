import { isObject, json, parsedBody, type SimReply, type SimRequest } from '../../server/exchange.ts'
import type { Key } from '../keys/keyring.ts'
import { badRequest } from '../replies.ts'
import type { Shop } from '../shop/shop.ts'

/** One call that has passed the door. */
export interface Call {
  shop: Shop
  key: Key
  request: SimRequest
  /** From the path. */
  params: Record<string, string>
  /** `http://…/v3/merchants/{mId}`, by the host that was called. */
  base: string
}

/** What a route needs to be allowed, and what it answers. */
export interface CloverRoute {
  needs: string
  answer(call: Call): SimReply
}

/** A reply as the platform API sends it. */
export const reply = (value: unknown): SimReply => json(200, value)

/** The body of a write; `null` and lists are no objects. */
export function bodyOf(call: Call): Record<string, unknown> {
  const body = parsedBody(call.request)
  if (!isObject(body)) throw badRequest('The body must be a JSON object')
  return body
}
