import type { Account, Actor } from './account.ts'
import { freeIdentifiers } from './find-or-create.ts'
import { mergeInto } from './merge-profiles.ts'
import type { Profile, ProfileAttributes, ProfileMeta } from './profile.ts'
import { hasIdentifier, resolveLate } from './resolve-profile.ts'
import { createProfile, updateProfile } from './write-profile.ts'

/**
 * The profile that an event speaks of, made or updated by it; nothing where only the id of one that is gone says who. An event that links an e-mail and a phone of two
 * profiles merges them; two different e-mails never are, and the external id takes no part in merging.
 */
export function identifyForEvent(
  account: Account,
  actor: Actor,
  given: { id?: string | null | undefined; attributes: ProfileAttributes; meta?: ProfileMeta | null | undefined },
): Profile | undefined {
  const { id, attributes, meta } = given
  const { profile, others } = resolveLate(account, id, attributes)
  const write = { meta, nulls: 'clear', via: 'event' } as const
  if (profile === undefined) {
    return hasIdentifier(attributes) ? createProfile(account, actor, { attributes, ...write }) : undefined
  }
  for (const other of others) {
    const isLinked = other.phone_number !== null && other.phone_number === attributes.phone_number
    if (isLinked && other.email === null && profile.email !== null) mergeInto(account, actor, profile, other)
  }
  const { email, phone_number, external_id, ...rest } = attributes
  const free = freeIdentifiers(account, profile, attributes)
  updateProfile(account, actor, profile, { attributes: { ...rest, ...free }, ...write })
  return profile
}
