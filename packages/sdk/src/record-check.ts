import type { Json, JsonObject } from './json.ts'

/** One thing that must be true of a record before it can go out well, and whether it is. */
export interface RecordCheck {
  /** Stable: 'email_or_phone'. */
  code: string
  /** What is asked: "An e-mail address, or a phone number in E.164 form". */
  title: string
  passed: boolean
  /** What was found and, where it failed, what to do about it; without personal data. */
  says: string
}

/** A record on its way out, as a connector is shown it to judge. */
export interface CheckedRecord {
  /** The hub's record, with its id. */
  record: JsonObject
  /** What the mapping made of it; null: it made nothing, for this reason. */
  output: JsonObject | null
  reason: string | null
  /** The vendor's id by the hub's link. */
  externalId: string | null
  /** Every destination field that some mapping of the flow fills, with its static value where it has one. */
  fields: { name: string; value?: Json }[]
}
