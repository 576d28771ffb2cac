import type { UnknownFields } from './description/check-body.ts'

/**
 * What the vendor's pages leave open, or what integrators merely report. Each is our reading; each can be turned, so
 * that a connector can be tried against the other reading.
 */
export interface Assumptions {
  /** Attributes that the schema does not name. Refused in 2024 ("'last_name' is not a valid field …"), seen by integrators. */
  unknownFields: UnknownFields
  /** A clash of identifiers in profile-import: some report 409s, some that the profiles are merged. */
  importConflict: 'refuse' | 'merge'
  /** profile-import is not named among the calls that drop an invalid phone and go on. */
  importDropsInvalidPhone: boolean
  /** Whether e-mails are lower-cased when they are stored. They are matched without regard to case in any case. */
  lowercaseEmails: boolean
  /** What `null` does to a custom property in import and patch. */
  nullProperty: 'stored' | 'unset'
  /** How leaving one list shows: as a list suppression, or as a global unsubscribe (an account setting decides). */
  listUnsubscribe: 'list' | 'global'
  /** Minutes after a subscription in which another one, after an unsubscribe, has no effect; 0 for no such rule. */
  resubscribeMinutes: number
  /** What the last page's `links.next` is: both are said. */
  lastPageLink: 'null' | 'absent'
  /** Days for which an import job can be read back. The simulator keeps it for good and only writes `expires_at`. */
  importJobDays: number
  /** Whether an unknown list in a job's relationship is a missing resource or an invalid input. */
  unknownListStatus: 404 | 400
  /** The status for a body above the size limit. */
  tooLargeStatus: 413 | 400
}

export const assumptions: Assumptions = {
  unknownFields: 'reject',
  importConflict: 'refuse',
  importDropsInvalidPhone: false,
  lowercaseEmails: true,
  nullProperty: 'stored',
  listUnsubscribe: 'list',
  resubscribeMinutes: 30,
  lastPageLink: 'null',
  importJobDays: 7,
  unknownListStatus: 404,
  tooLargeStatus: 413,
}
