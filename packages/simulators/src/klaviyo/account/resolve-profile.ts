import type { Account } from './account.ts'
import { type Identifiers, identifierNames, type Profile } from './profile.ts'
import { holders } from './profile-shelf.ts'

/** Who is meant, and who else has one of the identifiers that were given. */
export interface Resolved {
  profile: Profile | undefined
  others: Profile[]
}

/**
 * Who a set of identifiers means: the profile with the id if one is given, else that with the e-mail, the phone, the
 * external id, in this order. [U]: the vendor speaks of an "identifier priority order" and does not publish it.
 */
export function resolve(account: Account, id: string | null | undefined, given: Partial<Identifiers>): Resolved {
  const found = holders(account.profiles, given)
  const profile = typeof id === 'string' ? account.profiles.get(id) : found[0]
  return { profile, others: found.filter((other) => other !== profile) }
}

/** After the answer: whoever had the id may be gone by then, and the identifiers may still mean somebody. */
export function resolveLate(account: Account, id: string | null | undefined, given: Partial<Identifiers>): Resolved {
  const isThere = typeof id === 'string' && account.profiles.get(id) !== undefined
  return resolve(account, isThere ? id : null, given)
}

export function hasIdentifier(given: Partial<Identifiers>): boolean {
  return identifierNames.some((name) => typeof given[name] === 'string' && given[name] !== '')
}
