import type { JsonObject } from './json.ts'

/** The ten kinds of trouble. The hub decides what follows from each, in one table. */
export const faultKinds = [
  'credentials',
  'permission',
  'throttled',
  'invalid',
  'missing',
  'conflict',
  'ambiguous',
  'unavailable',
  'protocol',
  'bug',
] as const

export type FaultKind = (typeof faultKinds)[number]

export interface FaultDetails {
  cause?: unknown
  /** Stable and searchable, e.g. `DUPLICATE_EMAIL`: stands in the error catalogue. */
  code?: string
  /** The field that is to blame, as a path: `addresses.0.postalCode`. */
  field?: string
  /** Only for `throttled`: not before this instant. */
  retryAt?: Date
  /** Only for `ambiguous`: every external id that claims to be the record. */
  candidates?: string[]
  /** Only for `unavailable`: the request had left, so the vendor may have acted on it. */
  unclear?: boolean
  /** Only for `unavailable`: ids of the hub's records that have to be at the destination first. The hub sends them. */
  awaits?: number[]
  /** Facts for a person, without secrets and without personal data. */
  facts?: JsonObject
}

/**
 * Trouble that the hub knows how to treat. Its message says what was tried, on what, and what to do about it;
 * it never holds a secret or a customer's data.
 */
export class Fault extends Error {
  readonly kind: FaultKind
  readonly details: Omit<FaultDetails, 'cause'>

  constructor(kind: FaultKind, message: string, details: FaultDetails = {}) {
    const { cause, ...rest } = details
    super(message, cause === undefined ? {} : { cause })
    this.name = 'Fault'
    this.kind = kind
    this.details = rest
  }
}
