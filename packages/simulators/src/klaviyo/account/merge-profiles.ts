import type { Account, Actor } from './account.ts'
import { identifierNames, type Profile, textNames } from './profile.ts'

/**
 * Puts `source` into `target` and removes it. [U]: which field survives; here the target's own values stay, and
 * the source fills the gaps.
 */
export function mergeInto(account: Account, actor: Actor, target: Profile, source: Profile): void {
  const taken = { email: source.email, phone_number: source.phone_number, external_id: source.external_id }
  account.profiles.remove(source)
  for (const name of identifierNames) {
    if (target[name] === null) account.profiles.identify(target, name, taken[name])
  }
  for (const name of textNames) target[name] ??= source[name]
  target.location = { ...source.location, ...target.location }
  target.properties = { ...source.properties, ...target.properties }
  if (source.subscriptions !== undefined) target.subscriptions ??= source.subscriptions
  for (const list of account.lists.values()) {
    const joined = list.members.get(source.id)
    if (joined === undefined) continue
    list.members.delete(source.id)
    if (!list.members.has(target.id)) list.members.set(target.id, joined)
  }
  account.events.move(source.id, target.id)
  target.updated = account.seconds()
  account.effects.record('profile.merge', target.id, actor.by, { source: source.id })
}
