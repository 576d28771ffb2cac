import type { JsonObject } from './json.ts'

/** The kinds of message that a person is asked about apart. */
export type ConsentChannel = 'email' | 'sms'

/** What a source knows of a person's consent to be written to. */
export interface ConsentStatement {
  channel: ConsentChannel
  state: 'given' | 'withdrawn'
  /** When it came to be, ISO 8601. */
  at: string
  /**
   * What the person themself did, e.g. 'confirmed by e-mail'; null: somebody else set it, or nobody knows who.
   * Consent that was withdrawn is raised by nothing else.
   */
  act: string | null
  /** What the vendor keeps beside it, so that somebody can check it later. */
  proof: JsonObject
}
