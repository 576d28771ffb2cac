import type { Session } from '@trefoil/sdk'
import { type Found, readProfiles } from '../profiles/read-profiles.ts'
import { isOfTheMailbox } from '../sources/customer-profile.ts'

/** What a person has said about mail and messages, as Klaviyo knows it now. */
export interface Standing {
  email: string | null
  phone: string | null
  emailConsent: string | null
  /** Withdrawn for all e-mail. */
  emailWithdrawn: boolean
  /** The mailbox does not take mail: nobody is asked there. */
  emailDead: boolean
  /** Withdrawn for these lists. */
  listsWithdrawn: Set<string>
  smsConsent: string | null
}

/** Of the subscriptions only what is looked at: whole, they are most of a reply. */
export const standingFields = [
  'email',
  'phone_number',
  'external_id',
  'subscriptions.email.marketing.consent',
  'subscriptions.email.marketing.suppression',
  'subscriptions.email.marketing.list_suppressions',
  'subscriptions.sms.marketing.consent',
]

export async function readStandings(session: Session, ids: string[]): Promise<Map<string, Standing>> {
  if (ids.length === 0) return new Map()
  return standingsOf(await readProfiles(session, 'id', ids, standingFields))
}

/** Profiles that came without their subscriptions have no standing: what was not read is not known. */
export function standingsOf(found: Found[]): Map<string, Standing> {
  return new Map(
    found.flatMap(({ id, attributes }) => {
      const { email, phone_number: phone, subscriptions } = attributes
      if (subscriptions === null || subscriptions === undefined) return []
      const marketing = subscriptions.email?.marketing
      const standing: Standing = {
        email: email ?? null,
        phone: phone ?? null,
        emailConsent: marketing?.consent ?? null,
        emailWithdrawn: marketing?.consent === 'UNSUBSCRIBED' || (marketing?.suppression ?? []).some(isTheirs),
        emailDead: (marketing?.suppression ?? []).some((entry) => !isTheirs(entry)),
        listsWithdrawn: new Set(
          (marketing?.list_suppressions ?? []).filter(isTheirs).map((entry) => entry.list_id ?? ''),
        ),
        smsConsent: subscriptions.sms?.marketing?.consent ?? null,
      }
      return [[id, standing] as const]
    }),
  )
}

// The vendor spells its reasons in several ways (SPAM_COMPLAINT, SPAM_REPORT, USER_SUPPRESSED, USER_INITIATED), so
// that all but those of the mailbox count as a no.
function isTheirs(entry: { reason?: string | null | undefined }): boolean {
  return !isOfTheMailbox(entry.reason)
}
