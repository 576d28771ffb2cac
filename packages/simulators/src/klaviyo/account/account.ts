import type { EffectLog } from '../../server/effects.ts'
import type { Settings } from '../options.ts'
import { createEventShelf, type EventShelf } from './events.ts'
import { createIds, type Ids } from './ids.ts'
import type { ImportJob } from './import-job.ts'
import { createLater, type Later } from './later.ts'
import type { List } from './lists.ts'
import { createProfileShelf, type ProfileShelf } from './profile-shelf.ts'
import type { SubscribeWish, WaitingOptIn } from './subscribe.ts'
import type { SuppressionJob } from './suppression-job.ts'

/** Everything that one pretend Klaviyo account holds and goes by. */
export interface Account {
  id: string
  settings: Settings
  /** Whole seconds since 1970: the vendor shows no finer. */
  seconds(): number
  milliseconds(): number
  ids: Ids
  later: Later
  profiles: ProfileShelf
  lists: Map<string, List>
  events: EventShelf
  importJobs: Map<string, ImportJob>
  suppressionJobs: Map<string, SuppressionJob>
  /** Confirmations that were sent and not yet answered; the API shows nothing of them. */
  waitingOptIns: WaitingOptIn[]
  /** Everybody whom the API was asked to subscribe, whatever came of it. */
  subscribeWishes: SubscribeWish[]
  effects: EffectLog
}

/** Who changes something, as the consent records and the effect log tell it. */
export interface Actor {
  by: 'api' | 'person'
  /** The vendor's `method` of a consent record. */
  method: string
  methodDetail: string
}

/** A person in the vendor's console or on the preference page. */
export const person: Actor = { by: 'person', method: 'PREFERENCE_PAGE', methodDetail: '' }

export function createAccount(parts: {
  settings: Settings
  seed: number
  now: () => Date
  effects: EffectLog
}): Account {
  const { settings, seed, now, effects } = parts
  const ids = createIds(seed)
  return {
    id: ids.short(() => false),
    settings,
    seconds: () => Math.floor(now().getTime() / 1000),
    milliseconds: () => now().getTime(),
    ids,
    later: createLater(settings.asyncDelay),
    profiles: createProfileShelf(settings.assumptions.lowercaseEmails),
    lists: new Map(),
    events: createEventShelf(),
    importJobs: new Map(),
    suppressionJobs: new Map(),
    waitingOptIns: [],
    subscribeWishes: [],
    effects,
  }
}
