import type { SimReply } from '../../server/exchange.ts'
import { mediaType } from '../description/openapi.ts'
import type { Problem } from './problem.ts'

/** A reply in the vendor's media type. */
export function document(status: number, body: unknown, headers: Record<string, string> = {}): SimReply {
  return { status, headers: { 'content-type': mediaType, ...headers }, body: JSON.stringify(body) }
}

/** The empty reply of 202 and 204. */
export function nothing(status: 202 | 204, headers: Record<string, string> = {}): SimReply {
  return { status, headers }
}

/** The vendor's error envelope, in the shape of 2024 and later (with `status`, `links` and `meta`). */
export function errorReply(problems: Problem[], newId: () => string, headers: Record<string, string> = {}): SimReply {
  const errors = problems.map(({ status, code, title, detail, source, meta }) => {
    return { id: newId(), status, code, title, detail, source, links: {}, meta: meta ?? {} }
  })
  return document(problems[0]?.status ?? 400, { errors }, headers)
}

/** The vendor's way to write an instant: seconds, and the offset spelled out. */
export function stamp(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}+00:00`
}

export function stampOrNull(seconds: number | null): string | null {
  return seconds === null ? null : stamp(seconds)
}
