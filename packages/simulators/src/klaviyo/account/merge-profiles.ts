import type { Account, Actor } from './account.ts'
import { identifierNames, locationNames, type Profile, textNames } from './profile.ts'
import { channels, subscriptionsOf } from './subscriptions.ts'

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
  for (const name of locationNames) target.location[name] ??= source.location[name] ?? null
  target.properties = { ...source.properties, ...target.properties }
  mergeConsent(target, source, target.email === taken.email)
  for (const list of account.lists.values()) {
    const joined = list.members.get(source.id)
    if (joined === undefined) continue
    list.members.delete(source.id)
    if (!list.members.has(target.id)) list.members.set(target.id, joined)
  }
  account.events.move(source.id, target.id)
  if (source.lastEvent !== null) target.lastEvent = Math.max(target.lastEvent ?? 0, source.lastEvent)
  target.updated = account.seconds()
  account.effects.record('profile.merge', target.id, actor.by, { source: source.id })
}

/** Channel by channel. A suppression by what the person said goes with it, one by the address only with the address. */
function mergeConsent(target: Profile, { subscriptions: gone }: Profile, hasAddress: boolean): void {
  if (gone === undefined) return
  const kept = subscriptionsOf(target)
  if (kept.email.state === 'NEVER_SUBSCRIBED') {
    const known = new Set(kept.suppressions.map(({ reason }) => reason))
    const isOfAddress = (reason: string) => reason === 'HARD_BOUNCE' || reason === 'INVALID_EMAIL'
    const moving = gone.suppressions.filter(({ reason }) => hasAddress || !isOfAddress(reason))
    kept.suppressions.push(...moving.filter(({ reason }) => !known.has(reason)))
    const lists = new Set(kept.listSuppressions.map(({ listId }) => listId))
    kept.listSuppressions.push(...gone.listSuppressions.filter(({ listId }) => !lists.has(listId)))
  }
  for (const channel of channels) if (kept[channel].state === 'NEVER_SUBSCRIBED') kept[channel] = gone[channel]
}
