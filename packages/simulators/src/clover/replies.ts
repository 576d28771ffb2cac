import { json, type SimReply } from '../server/exchange.ts'

/** Thrown by whatever finds that a request cannot be answered as asked. */
export class Refusal extends Error {
  readonly reply: SimReply
  constructor(status: number, message: string, details?: string) {
    super(details ?? message)
    this.reply = json(status, details === undefined ? { message } : { message, details })
  }
}

/** One answer for a bad token, a missing permission, and another merchant's id: Clover does not tell them apart. */
export const unauthorized = (): SimReply => ({
  status: 401,
  headers: { 'content-type': 'application/json' },
  body: '{"message":"401 Unauthorized"}',
})

/** Never seen at the vendor; clients are to take it for a missing permission all the same. */
export const forbidden = (): SimReply => json(403, { message: '403 Forbidden' })

export const notFound = (details: string): Refusal => new Refusal(404, 'Not Found', details)

export const nothingThere = 'The requested resource could not be found.'

/** The texts of 400s about fields are not documented. */
export const badRequest = (details: string): Refusal => new Refusal(400, '400 Bad Request', details)

/** Plain text, and without the headers of the API. */
export function wrongMethod(method: string, allowed: readonly string[]): SimReply {
  const verbs = [...new Set([...allowed, 'OPTIONS'])].join(', ')
  return { status: 405, headers: { 'content-type': 'text/plain', allow: verbs }, body: `405 ${method} not allowed.` }
}
