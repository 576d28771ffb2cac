import type { Account, Actor } from './account.ts'
import type { Profile } from './profile.ts'

/** The profile is gone, and with it its place on every list and what the person said about consent. */
export function removeProfile(account: Account, actor: Actor, profile: Profile): void {
  for (const list of account.lists.values()) list.members.delete(profile.id)
  account.profiles.remove(profile)
  account.effects.record('profile.delete', profile.id, actor.by)
}
