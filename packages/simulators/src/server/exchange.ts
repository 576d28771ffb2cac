import type { IncomingHttpHeaders } from 'node:http'

/** One request, read to its end. */
export interface SimRequest {
  method: string
  /** Without the query, still encoded. */
  path: string
  /** With the leading `?`, or empty. */
  search: string
  query: URLSearchParams
  headers: IncomingHttpHeaders
  body: string
}

/** One reply: what a handler gives back. */
export interface SimReply {
  status: number
  headers?: Record<string, string>
  body?: string | Buffer
}

export type Handler = (request: SimRequest) => SimReply | Promise<SimReply>

/** What a rate limit decided about a request, before anything else looks at it. */
export interface Admission {
  /** The reply to send instead of handling the request. */
  refusal?: SimReply
  /** Headers for the reply of an admitted request. */
  headers?: Record<string, string>
  /** Called once, when the connection is done with the request. */
  release?(): void
}

/** A reply in JSON. */
export function json(status: number, value: unknown, headers: Record<string, string> = {}): SimReply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  }
}

/** The body as JSON; `undefined` when it is not JSON (which JSON itself cannot say). */
export function parsedBody(request: SimRequest): unknown {
  try {
    return JSON.parse(request.body)
  } catch {
    return undefined
  }
}

/** A JSON object, as opposed to a list, null or a plain value. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
