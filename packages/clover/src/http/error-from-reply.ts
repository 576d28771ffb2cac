import { maskCardNumbers } from '../card-number.ts'
import {
  CloverAPIError,
  CloverAuthenticationError,
  CloverCardError,
  type CloverError,
  CloverIdempotencyError,
  CloverInvalidGrantError,
  CloverInvalidRequestError,
  CloverPermissionError,
  CloverRateLimitError,
  type ErrorFacts,
} from '../errors.ts'
import type { TransportReply } from './transport.ts'

/** A reply that was read. */
export interface ReadReply {
  status: number
  headers: TransportReply['headers']
  text: string
}

type Kind = new (message: string, facts: ErrorFacts) => CloverError

const byType: Record<string, Kind> = {
  card_error: CloverCardError,
  invalid_request_error: CloverInvalidRequestError,
  validation_error: CloverInvalidRequestError,
  api_error: CloverAPIError,
  api_connection_error: CloverAPIError,
  authentication_error: CloverAuthenticationError,
  idempotency_error: CloverIdempotencyError,
  rate_limit_error: CloverRateLimitError,
  invalid_grant: CloverInvalidGrantError,
}

/** These three say more than any type in the body; so it is in `clover-ecomm-sdk`, too. */
const byStatus: Record<number, Kind> = {
  401: CloverAuthenticationError,
  403: CloverPermissionError,
  429: CloverRateLimitError,
}

/** Refusals are not always JSON: a wrong verb is told in plain text, and an edge speaks HTML. */
export function errorFromReply(request: string, reply: ReadReply): CloverError {
  const body = objectIn(reply.text)
  const error = asObject(body?.error)
  const rawType = textOf(error?.type)
  const { status } = reply
  const Refusal = byStatus[status] ?? byType[rawType ?? ''] ?? fallback(status)
  const said = textOf(error?.message) ?? textOf(body?.message) ?? reply.text.slice(0, 200).trim()
  const detail = textOf(body?.details)
  const words = [said === '' ? `HTTP ${status}` : said, ...(detail === undefined ? [] : [detail])].join(': ')
  return new Refusal(maskCardNumbers(`${request}: ${words}`), {
    statusCode: status,
    code: textOf(error?.code),
    rawType,
    param: textOf(error?.param),
    declineCode: textOf(error?.decline_code),
    charge: textOf(error?.charge),
    docUrl: textOf(error?.doc_url),
    detail,
    requestId: reply.headers.get('x-clover-request-id') ?? undefined,
    request,
    retryAfter: retryAfterOf(reply),
    body: maskCardNumbers(reply.text.slice(0, 2_000)),
  })
}

/** Milliseconds; Clover gives seconds. */
export function retryAfterOf({ headers }: Pick<ReadReply, 'headers'>): number | undefined {
  const seconds = headers.get('retry-after')
  return seconds !== null && /^\d+$/.test(seconds.trim()) ? Number(seconds) * 1_000 : undefined
}

function fallback(status: number): Kind {
  if (status === 402) return CloverCardError
  return status >= 500 ? CloverAPIError : CloverInvalidRequestError
}

function objectIn(text: string): Record<string, unknown> | undefined {
  try {
    return asObject(JSON.parse(text))
  } catch {
    // No JSON: the text itself is all that was said.
    return undefined
  }
}

function asObject(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : undefined
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
