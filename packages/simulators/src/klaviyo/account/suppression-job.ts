import type { Account, Actor } from './account.ts'
import { recordEvent } from './events.ts'
import { findOrCreate } from './find-or-create.ts'
import type { Profile } from './profile.ts'
import { subscriptionsOf } from './subscriptions.ts'

/** A bulk suppression, or the bulk lifting of one. */
export interface SuppressionJob {
  readonly id: string
  kind: 'create' | 'delete'
  status: 'queued' | 'processing' | 'complete'
  total: number
  completed: number
  skipped: number
  created: number
  completedAt: number | null
  listId: string | null
}

/** A person in the vendor's console, or a job, suppresses an address. False if it was suppressed so already. */
export function suppress(account: Account, actor: Actor, profile: Profile): boolean {
  const { suppressions } = subscriptionsOf(profile)
  if (suppressions.some(({ reason }) => reason === 'USER_SUPPRESSED')) return false
  suppressions.push({ reason: 'USER_SUPPRESSED', timestamp: account.seconds() })
  profile.updated = account.seconds()
  account.effects.record('consent.suppress', profile.id, actor.by)
  const metric = 'Manually Suppressed from Email Marketing'
  recordEvent(account, actor, profile, { metric, integration: 'Klaviyo' })
  return true
}

/** Lifts manual suppressions only: unsubscribes, bounces and invalid addresses stay. */
function unsuppress(account: Account, actor: Actor, profile: Profile): boolean {
  const subscriptions = subscriptionsOf(profile)
  const left = subscriptions.suppressions.filter(({ reason }) => reason !== 'USER_SUPPRESSED')
  if (left.length === subscriptions.suppressions.length) return false
  subscriptions.suppressions = left
  profile.updated = account.seconds()
  account.effects.record('consent.unsuppress', profile.id, actor.by)
  const metric = 'Manually Unsuppressed from Email Marketing'
  recordEvent(account, actor, profile, { metric, integration: 'Klaviyo' })
  return true
}

/** An unknown address is made into a suppressed profile, or ignored when a suppression is to be lifted. */
export function startSuppressionJob(
  account: Account,
  actor: Actor,
  wanted: { kind: SuppressionJob['kind']; emails: string[]; listId: string | null },
): SuppressionJob {
  const { kind, emails, listId } = wanted
  const id = account.ids.ulid(account.milliseconds())
  const created = account.seconds()
  const counts = { total: emails.length, completed: 0, skipped: 0 }
  const job: SuppressionJob = { id, kind, status: 'queued', created, completedAt: null, listId, ...counts }
  account.suppressionJobs.set(id, job)
  account.later.add(() => {
    for (const email of emails) {
      const known = account.profiles.find('email', email)
      const profile = kind === 'create' ? findOrCreate(account, actor, null, { email }, 'suppress') : known
      const isDone = profile !== undefined && (kind === 'create' ? suppress : unsuppress)(account, actor, profile)
      job[isDone ? 'completed' : 'skipped'] += 1
    }
    job.status = 'complete'
    job.completedAt = account.seconds()
  })
  return job
}
