import type { Account, Actor } from './account.ts'
import type { Identifiers, Profile } from './profile.ts'
import { hasIdentifier, resolveLate } from './resolve-profile.ts'
import { createProfile, updateProfile } from './write-profile.ts'

/**
 * The profile that is meant, made if there is none; nothing where only the id of a profile that is gone says who. The
 * identifiers are written onto it, but none that another profile has: this happens after the answer, so there is
 * nobody to tell ([U] what the vendor does then).
 */
export function findOrCreate(
  account: Account,
  actor: Actor,
  id: string | null | undefined,
  identifiers: Partial<Identifiers>,
  via: string,
): Profile | undefined {
  const { profile } = resolveLate(account, id, identifiers)
  const write = { nulls: 'ignore', via } as const
  if (profile === undefined) {
    return hasIdentifier(identifiers) ? createProfile(account, actor, { attributes: identifiers, ...write }) : undefined
  }
  const attributes = freeIdentifiers(account, profile, identifiers)
  updateProfile(account, actor, profile, { attributes, ...write })
  return profile
}

/** Without those that another profile has. */
export function freeIdentifiers(account: Account, profile: Profile, given: Partial<Identifiers>): Partial<Identifiers> {
  const free: Partial<Identifiers> = {}
  for (const name of ['email', 'phone_number', 'external_id'] as const) {
    const value = given[name]
    if (value === undefined || value === null) continue
    const holder = account.profiles.find(name, value)
    if (holder === undefined || holder === profile) free[name] = value
  }
  return free
}
