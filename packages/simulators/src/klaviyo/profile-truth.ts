import type { Account } from './account/account.ts'
import { listsOf } from './account/lists.ts'
import type { Profile } from './account/profile.ts'
import { showSubscriptions } from './endpoints/show-subscriptions.ts'
import { stamp, stampOrNull } from './wire/reply.ts'

/** The full truth about a profile, in the plain shape in which tests and people look at it. */
export type ProfileTruth = ReturnType<typeof profileTruth>

export function profileTruth(account: Account, profile: Profile) {
  const { subscriptions: _consent, created, updated, lastEvent, location, properties, ...attributes } = profile
  return {
    ...attributes,
    location: { ...location },
    properties: { ...properties },
    created: stamp(created),
    updated: stamp(updated),
    last_event_date: stampOrNull(lastEvent),
    subscriptions: showSubscriptions(profile),
    lists: listsOf(account, profile).map(({ name }) => name),
  }
}
