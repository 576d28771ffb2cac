import type { Account } from '../account/account.ts'
import { checkIdentifiers } from '../account/check-identifiers.ts'
import type { ProfileAttributes, ProfileMeta } from '../account/profile.ts'
import { hasIdentifier } from '../account/resolve-profile.ts'
import { invalid, type Problem } from '../wire/problem.ts'

/** A profile as it stands in the body of a write. */
export interface ProfileInput {
  id?: string | null
  attributes: ProfileAttributes
  meta?: ProfileMeta | null
}

/** What is left of the attributes after the vendor's checks, and what is wrong with them. */
export interface CheckedAttributes {
  attributes: ProfileAttributes
  problems: Problem[]
  droppedPhone: boolean
}

/** The vendor's checks beyond the schema. `mustIdentify`: the body itself has to say who is meant. */
export function checkAttributes(
  account: Account,
  { id, attributes: given, meta }: ProfileInput,
  { at, dropsPhone, mustIdentify }: { at: string; dropsPhone: boolean; mustIdentify: boolean },
): CheckedAttributes {
  const checked = checkIdentifiers(account, given, { at, dropsPhone })
  const { attributes, problems } = checked
  if (mustIdentify && typeof id !== 'string' && !hasIdentifier(attributes)) {
    problems.push(invalid(at, 'One of email, phone_number and external_id is required to identify a profile.'))
  }
  const { email, phone_number: phone, external_id: externalId } = attributes
  const isPhoneOnly = typeof phone === 'string' && email == null && externalId == null && typeof id !== 'string'
  if (mustIdentify && isPhoneOnly && account.settings.smsCountries.length === 0) {
    problems.push(invalid(`${at}/phone_number`, 'SMS is not set up: a profile needs another identifier than a phone.'))
  }
  if (meta?.patch_identifiers != null) {
    problems.push(
      invalid('/data/meta/patch_identifiers', 'This account has no profiles with several e-mail addresses.'),
    )
  }
  return checked
}

/** [U]: an id that nobody has, where the work is only begun when the answer is given. */
export function unknownId(account: Account, id: string | null | undefined, at: string): Problem[] {
  if (typeof id !== 'string' || account.profiles.get(id) !== undefined) return []
  return [invalid(at, `A profile with id ${id} does not exist.`)]
}

/** The only sign of a phone that was dropped. */
export const partialFailure = { 'X-Klaviyo-Partial-Failure': 'phone_number' }
