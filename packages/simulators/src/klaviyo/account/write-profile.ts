import { isDeepStrictEqual } from 'node:util'
import { isObject } from '../../server/exchange.ts'
import type { Account, Actor } from './account.ts'
import {
  type Identifiers,
  identifierNames,
  locationNames,
  type PatchProperties,
  type Profile,
  type ProfileAttributes,
  type ProfileMeta,
  textNames,
} from './profile.ts'

/** What to write on a profile. */
export interface ProfileWrite {
  attributes: ProfileAttributes
  meta?: ProfileMeta | null | undefined
  /** Bulk import leaves a field alone where others clear it. */
  nulls: 'clear' | 'ignore'
  /** Named in the effect log: which door the write came through. */
  via: string
}

export function createProfile(account: Account, actor: Actor, write: ProfileWrite): Profile {
  const profile = account.profiles.create(account.ids.ulid(account.milliseconds()), account.seconds())
  apply(account, profile, write)
  account.effects.record('profile.create', profile.id, actor.by, { via: write.via, ...identifiersOf(profile) })
  return profile
}

/** Writes what differs; a write that changes nothing is no effect and does not move `updated`. */
export function updateProfile(account: Account, actor: Actor, profile: Profile, write: ProfileWrite): void {
  const changed = apply(account, profile, write)
  if (changed.length === 0) return
  profile.updated = account.seconds()
  account.effects.record('profile.update', profile.id, actor.by, { via: write.via, changed })
}

/** The identifiers that are set. */
function identifiersOf(profile: Identifiers): Partial<Identifiers> {
  const set: Partial<Identifiers> = {}
  for (const name of identifierNames) if (profile[name] !== null) set[name] = profile[name]
  return set
}

/** Returns the names of the fields that changed. */
function apply(account: Account, profile: Profile, { attributes, meta, nulls }: ProfileWrite): string[] {
  const isMeant = <T>(value: T | undefined): value is T => value !== undefined && (value !== null || nulls === 'clear')
  const changed: string[] = []
  for (const name of identifierNames) {
    const value = attributes[name]
    if (isMeant(value) && account.profiles.identify(profile, name, value)) changed.push(name)
  }
  for (const name of textNames) {
    const value = attributes[name]
    if (!isMeant(value) || profile[name] === value) continue
    profile[name] = value
    changed.push(name)
  }
  changed.push(...applyLocation(profile, attributes.location, isMeant))
  changed.push(...applyProperties(account, profile, attributes.properties, isMeant))
  if (isObject(meta?.patch_properties)) changed.push(...patch(profile, meta.patch_properties))
  return changed
}

/** Whether a value says something about its field: absent never does, null only where it clears. */
type IsMeant = <T>(value: T | undefined) => value is T

/** Null for the whole location clears each part of it. */
function applyLocation(profile: Profile, location: ProfileAttributes['location'], isMeant: IsMeant): string[] {
  const changed: string[] = []
  for (const name of locationNames) {
    const value = location === null ? null : location?.[name]
    if (!isMeant(value) || (profile.location[name] ?? null) === value) continue
    profile.location[name] = value
    changed.push(`location.${name}`)
  }
  return changed
}

/** Key by key: what is not named stays. Null for all of them clears them. */
function applyProperties(
  account: Account,
  profile: Profile,
  properties: ProfileAttributes['properties'],
  isMeant: IsMeant,
): string[] {
  if (properties === null) return isMeant(properties) ? unset(profile, Object.keys(profile.properties)) : []
  const changed: string[] = []
  const clears = account.settings.assumptions.nullProperty === 'unset'
  for (const [key, value] of Object.entries(properties ?? {})) {
    if (!isMeant(value)) continue
    if (value === null && clears) changed.push(...unset(profile, [key]))
    else if (setProperty(profile, key, value)) changed.push(`properties.${key}`)
  }
  return changed
}

/** [U]: what an append does to a value that is no list (it becomes the first entry) and to a double (nothing). */
function patch(profile: Profile, { append, unappend, unset: unwanted }: PatchProperties): string[] {
  const changed = unset(profile, typeof unwanted === 'string' ? [unwanted] : (unwanted ?? []))
  for (const [key, value] of Object.entries(append ?? {})) {
    const old = asList(profile.properties[key])
    const fresh = asList(value).filter((one) => !old.some((known) => isDeepStrictEqual(known, one)))
    if (fresh.length > 0 && setProperty(profile, key, [...old, ...fresh])) changed.push(`properties.${key}`)
  }
  for (const [key, value] of Object.entries(unappend ?? {})) {
    const old = profile.properties[key]
    if (!Array.isArray(old)) continue
    const left = old.filter((known) => !asList(value).some((one) => isDeepStrictEqual(known, one)))
    if (setProperty(profile, key, left)) changed.push(`properties.${key}`)
  }
  return changed
}

function asList(value: unknown): unknown[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value : [value]
}

function setProperty(profile: Profile, key: string, value: unknown): boolean {
  const old = profile.properties[key]
  if (old === value || (typeof value === 'object' && isDeepStrictEqual(old, value))) return false
  profile.properties[key] = value
  return true
}

function unset(profile: Profile, keys: string[]): string[] {
  const known = keys.filter((key) => Object.hasOwn(profile.properties, key))
  for (const key of known) delete profile.properties[key]
  return known.map((key) => `properties.${key}`)
}
