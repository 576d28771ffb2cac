import { json, type SimReply } from '../../server/exchange.ts'

const phrases: Record<number, string> = {
  400: '400 Bad Request',
  401: '401 Unauthorized',
  402: '402 Payment Required',
  404: '404 Not Found',
  409: '409 Conflict',
}

/** Thrown by whatever finds that the Ecommerce API cannot do as asked. */
export class EcommerceProblem extends Error {
  readonly reply: SimReply
  constructor(
    status: number,
    error: { code: string; message: string; type?: string; param?: string; charge?: string },
  ) {
    super(error.message)
    this.reply = json(status, { message: phrases[status] ?? String(status), error })
  }
}

/** The usual refusal of a field. */
export const invalid = (code: string, message: string, param?: string): EcommerceProblem =>
  new EcommerceProblem(400, { type: 'invalid_request_error', code, message, ...(param === undefined ? {} : { param }) })

/** Some refusals come without a `type`: a client that switches on it must cope. */
export const untyped = (code: string, message: string): EcommerceProblem => new EcommerceProblem(400, { code, message })

export const missing = (what: string, id: string, type = 'invalid_request_error'): EcommerceProblem =>
  new EcommerceProblem(404, { type, code: 'resource_missing', message: `No such ${what}: ${id}` })

/** Which status belongs to a refused card is not documented; 402 is in the vendor's list of statuses. */
export const cardProblem = (code: 'card_declined' | 'card_on_file_missing', message: string): EcommerceProblem =>
  new EcommerceProblem(402, { type: 'card_error', code, message })

/** Without the `error` that all others have. */
export const notLetIn = (): SimReply => json(401, { message: '401 Unauthorized' })

export const tooManyRequests = (headers: Record<string, string>): SimReply =>
  json(
    429,
    { message: '429 Too Many Requests', error: { type: 'rate_limit_error', code: 'rate_limit', message: 'Slow down' } },
    headers,
  )
