import type { Account, Actor } from './account.ts'
import type { Profile } from './profile.ts'

/** A kind of event; made when it is first used. */
export interface Metric {
  readonly id: string
  name: string
  /** `API` for what integrations send, `Klaviyo` for what the vendor records itself. */
  integration: 'API' | 'Klaviyo'
  created: number
  updated: number
}

/** Something that a person did. */
export interface PersonEvent {
  readonly id: string
  uuid: string
  metricId: string
  profileId: string
  uniqueId: string
  timestamp: number
  properties: Record<string, unknown>
  value: number | null
  currency: string | null
  /** History: it starts no flow. */
  backfill: boolean
}

/**
 * What is recorded about an event. `uniqueId` is the time in seconds unless the sender says otherwise; what the vendor
 * records itself is never taken for a repetition.
 */
export interface EventFacts {
  metric: string
  integration: Metric['integration']
  timestamp?: number | undefined
  uniqueId?: string | undefined
  properties?: Record<string, unknown> | undefined
  value?: number | null | undefined
  currency?: string | null | undefined
  backfill?: boolean | undefined
}

/** All events, and which unique ids were used for which profile and metric. */
export interface EventShelf {
  metrics: Map<string, Metric>
  all: PersonEvent[]
  /** True the first time: later ones with the same unique id are dropped. */
  claim(profileId: string, metricId: string, uniqueId: string): boolean
  /** After a merge. */
  move(fromProfile: string, toProfile: string): void
}

export function createEventShelf(): EventShelf {
  const all: PersonEvent[] = []
  const claimed = new Set<string>()
  const key = (profileId: string, metricId: string, uniqueId: string) => `${profileId}\n${metricId}\n${uniqueId}`
  return {
    metrics: new Map(),
    all,
    claim: (profileId, metricId, uniqueId) => {
      const before = claimed.size
      return claimed.add(key(profileId, metricId, uniqueId)).size > before
    },
    move: (fromProfile, toProfile) => {
      for (const event of all) {
        if (event.profileId !== fromProfile) continue
        event.profileId = toProfile
        claimed.add(key(toProfile, event.metricId, event.uniqueId))
      }
    },
  }
}

/** Records an event unless its unique id was used before. What the vendor records itself is no effect of its own. */
export function recordEvent(account: Account, actor: Actor, profile: Profile, facts: EventFacts): void {
  const metric = metricOf(account, facts.metric, facts.integration)
  const timestamp = facts.timestamp ?? account.seconds()
  const uniqueId = facts.uniqueId ?? (facts.integration === 'API' ? String(timestamp) : undefined)
  if (uniqueId !== undefined && !account.events.claim(profile.id, metric.id, uniqueId)) return
  const id = account.ids.ulid(account.milliseconds())
  const event: PersonEvent = {
    id,
    uuid: account.ids.uuid(),
    metricId: metric.id,
    profileId: profile.id,
    uniqueId: uniqueId ?? id,
    timestamp,
    properties: facts.properties ?? {},
    value: facts.value ?? null,
    currency: facts.currency ?? null,
    backfill: facts.backfill ?? false,
  }
  account.events.all.push(event)
  profile.lastEvent = Math.max(profile.lastEvent ?? 0, timestamp)
  profile.updated = account.seconds()
  if (facts.integration === 'Klaviyo') return
  account.effects.record('event.create', event.id, actor.by, {
    metric: metric.name,
    profile: profile.id,
    uniqueId: event.uniqueId,
  })
}

/** Names are told apart by case ([U] whether the vendor does). */
function metricOf(account: Account, name: string, integration: Metric['integration']): Metric {
  const { metrics } = account.events
  for (const metric of metrics.values()) {
    if (metric.name === name && metric.integration === integration) return metric
  }
  const id = account.ids.short((taken) => metrics.has(taken))
  const metric: Metric = { id, name, integration, created: account.seconds(), updated: account.seconds() }
  metrics.set(id, metric)
  return metric
}
