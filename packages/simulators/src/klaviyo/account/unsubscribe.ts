import type { Account, Actor } from './account.ts'
import { recordEvent } from './events.ts'
import { type List, removeFromList } from './lists.ts'
import type { Profile } from './profile.ts'
import { marketing } from './subscribe.ts'
import { type Channel, type ChannelConsent, subscriptionsOf } from './subscriptions.ts'

/**
 * Takes consent back. With a list of which the person is a member: from that list only. Without one, or with a list
 * that the person is not on: from everything. [U]: a no to text messages by a list. There is no list suppression of
 * SMS, so here it is from everything, rather than from nothing.
 */
export function unsubscribe(
  account: Account,
  actor: Actor,
  profile: Profile,
  from: { channels: readonly Channel[]; list?: List | undefined },
): void {
  const { channels, list } = from
  const isMember = list?.members.has(profile.id) === true
  const isScoped = isMember && account.settings.assumptions.listUnsubscribe === 'list'
  for (const channel of channels) {
    if (isScoped && channel === 'email') suppressForList(account, actor, profile, list)
    else unsubscribeEverywhere(account, actor, profile, channel)
  }
  if (isMember) removeFromList(account, actor, list, profile)
}

function unsubscribeEverywhere(account: Account, actor: Actor, profile: Profile, channel: Channel): void {
  const subscriptions = subscriptionsOf(profile)
  const consent = subscriptions[channel]
  if (consent.state === 'UNSUBSCRIBED') return
  const now = account.seconds()
  const { method, methodDetail } = actor
  Object.assign(consent, {
    state: 'UNSUBSCRIBED',
    at: now,
    recorded: now,
    method,
    methodDetail,
  } satisfies Partial<ChannelConsent>)
  if (channel === 'email' && !subscriptions.suppressions.some(({ reason }) => reason === 'UNSUBSCRIBE')) {
    subscriptions.suppressions.push({ reason: 'UNSUBSCRIBE', timestamp: now })
  }
  profile.updated = now
  account.effects.record('consent.unsubscribe', profile.id, actor.by, { channel })
  recordEvent(account, actor, profile, { metric: `Unsubscribed from ${marketing[channel]}`, integration: 'Klaviyo' })
}

/** [U]: how leaving one list shows. Here as a list suppression; the consent stays. */
function suppressForList(account: Account, actor: Actor, profile: Profile, list: List): void {
  const { listSuppressions } = subscriptionsOf(profile)
  if (listSuppressions.some(({ listId }) => listId === list.id)) return
  listSuppressions.push({ listId: list.id, reason: 'UNSUBSCRIBE', timestamp: account.seconds() })
  profile.updated = account.seconds()
  account.effects.record('consent.unsubscribe', profile.id, actor.by, { channel: 'email', list: list.id })
}
