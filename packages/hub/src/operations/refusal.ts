import type { JsonObject } from '@trefoil/sdk'

/**
 * Why the hub will not do what it was asked. The message says what was tried, on what, and what to do about it;
 * nothing has been written.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly kind: RefusalKind
  /** Stable and searchable, e.g. `flow_conflict`. */
  readonly code: string
  readonly facts: JsonObject
  /** Fields of the request that are to blame. */
  readonly problems: FieldProblem[]

  constructor(
    kind: RefusalKind,
    code: string,
    message: string,
    more: { facts?: JsonObject; problems?: FieldProblem[]; cause?: unknown } = {},
  ) {
    super(message, more.cause === undefined ? {} : { cause: more.cause })
    this.kind = kind
    this.code = code
    this.facts = more.facts ?? {}
    this.problems = more.problems ?? []
  }
}

/**
 * Badly asked, about something unknown, against the present state, turned down by the vendor or by a check, by somebody
 * who did not prove who they are, too soon, or made from what is no more.
 */
export type RefusalKind = 'invalid' | 'unknown' | 'conflict' | 'rejected' | 'unproved' | 'throttled' | 'overtaken'

export interface FieldProblem {
  /** A JSON pointer into the request: `/credentials/merchantId`. */
  pointer: string
  detail: string
  /** Stable and searchable, where each problem has its own. */
  code?: string
}
