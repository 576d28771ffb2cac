import type { Subscriptions } from './subscriptions.ts'

export const identifierNames = ['email', 'phone_number', 'external_id'] as const
export const textNames = ['first_name', 'last_name', 'organization', 'locale', 'title', 'image'] as const
export const locationNames = [
  'address1',
  'address2',
  'city',
  'country',
  'latitude',
  'longitude',
  'region',
  'zip',
  'timezone',
  'ip',
] as const

export type IdentifierName = (typeof identifierNames)[number]
type TextName = (typeof textNames)[number]
type LocationName = (typeof locationNames)[number]

/** What identifies a person. */
export type Identifiers = Record<IdentifierName, string | null>

/** Where a person is; absent means null. */
type Location = Partial<Record<LocationName, string | number | null>>

/** One person, as the vendor keeps them. Instants are whole seconds, as the vendor shows them. */
export interface Profile extends Identifiers, Record<TextName, string | null> {
  readonly id: string
  location: Location
  properties: Record<string, unknown>
  created: number
  updated: number
  lastEvent: number | null
  /** Missing until the person's consent is first spoken of. */
  subscriptions?: Subscriptions
}

/** Absent leaves a field alone, null clears it. */
export type ProfileAttributes = Partial<Identifiers> &
  Partial<Record<TextName, string | null>> & {
    _kx?: string | null
    location?: Location | null
    properties?: Record<string, unknown> | null
  }

/** Changes to single custom properties, by `data.meta.patch_properties`. */
export interface PatchProperties {
  append?: Record<string, unknown> | null
  unappend?: Record<string, unknown> | null
  unset?: string | string[] | null
}

export interface ProfileMeta {
  patch_properties?: PatchProperties | null
  patch_identifiers?: unknown
}

export function emptyProfile(id: string, at: number): Profile {
  return {
    id,
    email: null,
    phone_number: null,
    external_id: null,
    first_name: null,
    last_name: null,
    organization: null,
    locale: null,
    title: null,
    image: null,
    location: {},
    properties: {},
    created: at,
    updated: at,
    lastEvent: null,
  }
}
