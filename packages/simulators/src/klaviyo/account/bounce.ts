import { type Account, person } from './account.ts'
import { recordEvent } from './events.ts'
import type { Profile } from './profile.ts'
import { subscriptionsOf } from './subscriptions.ts'

/** Mail to the address comes back for good: it is suppressed, and what the person said stays as it was. */
export function bounce(account: Account, profile: Profile): void {
  const { suppressions } = subscriptionsOf(profile)
  if (suppressions.some(({ reason }) => reason === 'HARD_BOUNCE')) return
  suppressions.push({ reason: 'HARD_BOUNCE', timestamp: account.seconds() })
  profile.updated = account.seconds()
  account.effects.record('consent.bounce', profile.id, person.by)
  recordEvent(account, person, profile, { metric: 'Bounced Email', integration: 'Klaviyo' })
}
