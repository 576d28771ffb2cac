import { type Account, person } from './account/account.ts'
import { bounce } from './account/bounce.ts'
import { checkIdentifiers } from './account/check-identifiers.ts'
import type { PersonEvent } from './account/events.ts'
import { createList, type OptInProcess } from './account/lists.ts'
import { mergeInto } from './account/merge-profiles.ts'
import type { Profile, ProfileAttributes } from './account/profile.ts'
import { removeProfile } from './account/remove-profile.ts'
import { resolve } from './account/resolve-profile.ts'
import { signUp } from './account/subscribe.ts'
import { suppress } from './account/suppression-job.ts'
import { unsubscribe } from './account/unsubscribe.ts'
import { createProfile, updateProfile } from './account/write-profile.ts'
import { type ProfileTruth, profileTruth } from './profile-truth.ts'

/** The profiles as the shop's people see them in the vendor's console, and as the person behind one may act. */
export interface ProfileDrawer {
  list(): ProfileTruth[]
  /** A part of the list, in the order in which the profiles were made. */
  slice(offset: number, limit: number): ProfileTruth[]
  get(id: string): ProfileTruth | undefined
  findByEmail(email: string): ProfileTruth | undefined
  create(attributes: ProfileAttributes): ProfileTruth
  update(id: string, attributes: ProfileAttributes): ProfileTruth
  /** Somebody deletes the profile: its id is unknown from then on. */
  remove(emailOrId: string): void
  /** The person follows the link in a mail: from everything, by e-mail. Or answers STOP to a text message. */
  unsubscribe(emailOrId: string, channels?: readonly ('email' | 'sms')[]): void
  /** The person fills in a form of the shop's own pages, which asks for nothing more. */
  signUp(emailOrId: string, channels?: readonly ('email' | 'sms')[]): void
  /** Mail to the address comes back for good. */
  bounce(emailOrId: string): void
  /** Somebody suppresses the address by hand. */
  suppress(emailOrId: string): void
  /** Somebody merges the second profile into the first, for good. */
  merge(emailOrId: string, source: string): void
}

/** The lists as the console shows them. */
export interface ListDrawer {
  list(): { id: string; name: string; opt_in_process: OptInProcess; members: number }[]
  create(name: string, optInProcess?: OptInProcess): { id: string; name: string }
  rename(nameOrId: string, name: string): void
  remove(nameOrId: string): void
  /** The e-mails, or ids where there is none, of a list's members. */
  members(nameOrId: string): string[]
}

/** What people did, the oldest first, as the console shows it. */
export interface EventDrawer {
  list(metric?: string): EventTruth[]
}

/** One event in the plain shape in which tests and people look at it. */
export interface EventTruth {
  metric: string
  uniqueId: string
  /** The e-mail of the person, or the profile's id where there is none. */
  who: string
  /** ISO 8601. */
  at: string
  value: number | null
  currency: string | null
  /** History, which starts no flow. */
  backfill: boolean
  properties: Record<string, unknown>
}

export function openEvents({ events, profiles }: Account): EventDrawer {
  const show = ({ metricId, uniqueId, profileId, timestamp, value, currency, backfill, properties }: PersonEvent) => ({
    metric: events.metrics.get(metricId)?.name ?? metricId,
    uniqueId,
    who: profiles.get(profileId)?.email ?? profileId,
    at: new Date(timestamp * 1000).toISOString(),
    value,
    currency,
    backfill,
    properties: { ...properties },
  })
  return {
    list: (metric) => events.all.map(show).filter((event) => metric === undefined || event.metric === metric),
  }
}

export function openProfiles(account: Account): ProfileDrawer {
  const { profiles } = account
  const show = (profile: Profile) => profileTruth(account, profile)
  const find = (emailOrId: string) => profiles.find('email', emailOrId) ?? profiles.get(emailOrId)
  const named = (emailOrId: string) => {
    const profile = find(emailOrId)
    if (profile === undefined) throw new Error(`no profile has the e-mail or id ${emailOrId}`)
    return profile
  }
  const checked = (attributes: ProfileAttributes, self?: Profile) => {
    const { problems } = checkIdentifiers(account, attributes, { at: '', dropsPhone: false })
    const [holder] = resolve(account, self?.id ?? 'nobody', attributes).others
    if (problems[0] !== undefined) throw new Error(`${problems[0].source.pointer}: ${problems[0].detail}`)
    if (holder !== undefined) throw new Error(`profile ${holder.id} has one of these identifiers`)
    return { attributes, nulls: 'clear', via: 'console' } as const
  }
  return {
    list: () => profiles.inOrder().map(show),
    slice: (offset, limit) =>
      profiles
        .inOrder()
        .slice(offset, offset + limit)
        .map(show),
    get: (id) => {
      const profile = profiles.get(id)
      return profile === undefined ? undefined : show(profile)
    },
    findByEmail: (email) => {
      const profile = profiles.find('email', email)
      return profile === undefined ? undefined : show(profile)
    },
    create: (attributes) => show(createProfile(account, person, checked(attributes))),
    update: (id, attributes) => {
      const profile = named(id)
      updateProfile(account, person, profile, checked(attributes, profile))
      return show(profile)
    },
    remove: (emailOrId) => removeProfile(account, person, named(emailOrId)),
    unsubscribe: (emailOrId, channels = ['email']) => unsubscribe(account, person, named(emailOrId), { channels }),
    signUp: (emailOrId, channels = ['email']) =>
      signUp(account, { ...person, method: 'FORM' }, named(emailOrId), channels),
    bounce: (emailOrId) => bounce(account, named(emailOrId)),
    suppress: (emailOrId) => void suppress(account, person, named(emailOrId)),
    merge: (emailOrId, source) => mergeInto(account, person, named(emailOrId), named(source)),
  }
}

export function openLists(account: Account): ListDrawer {
  const all = () => [...account.lists.values()]
  const named = (nameOrId: string) => {
    const list = all().find(({ id, name }) => id === nameOrId || name === nameOrId)
    if (list === undefined) throw new Error(`no list is called ${nameOrId}`)
    return list
  }
  return {
    list: () =>
      all().map(({ id, name, optInProcess, members }) => {
        return { id, name, opt_in_process: optInProcess, members: members.size }
      }),
    create: (name, optInProcess) => {
      const { id } = createList(account, person, name, optInProcess)
      return { id, name }
    },
    rename: (nameOrId, name) => {
      const list = named(nameOrId)
      Object.assign(list, { name, updated: account.seconds() })
      account.effects.record('list.update', list.id, person.by, { name })
    },
    remove: (nameOrId) => {
      const { id } = named(nameOrId)
      account.lists.delete(id)
      account.effects.record('list.delete', id, person.by)
    },
    members: (nameOrId) => {
      const list = named(nameOrId)
      return [...list.members.keys()].map((id) => account.profiles.get(id)?.email ?? id)
    },
  }
}
