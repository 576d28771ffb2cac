import { z } from 'zod'
import type { components } from '../generated/klaviyo.gen.ts'

const text = z.string().nullish()

/**
 * A profile as flows see it. Absent: leave alone; null: clear. Any name beside these is a custom property, except
 * `LIST_<name>` (a list entered by double opt-in) and `UCLIST_<name>` (a list entered without), which are true (enter), false (leave) or null.
 */
export const Profile = z.looseObject({
  type: z.literal('profile').nullish(),
  /** The profile's id where the flow itself looked it up; the hub's link comes first. */
  id: text,
  email: text,
  phoneNumber: text,
  externalId: z.union([z.string(), z.number()]).nullish(),
  firstName: text,
  lastName: text,
  organization: text,
  /** As in es-ES: the language in which Klaviyo writes to the person. */
  locale: text,
  title: text,
  /** Where a picture of the person lies. */
  image: text,
  address1: text,
  address2: text,
  city: text,
  country: text,
  region: text,
  zip: text,
  timezone: text,
  /** true: subscribe; false: unsubscribe; null or absent: say nothing about consent. */
  subscribeProfile: z.boolean().nullish(),
  /** When consent was given in the past: it is entered with that time, and no mail asks to confirm it. */
  consentedAt: z.iso.datetime({ offset: true }).nullish(),
})

export type Profile = z.infer<typeof Profile>

/** Fields that are one text, by their names here and at Klaviyo. */
export const plainNames = {
  email: 'email',
  phoneNumber: 'phone_number',
  externalId: 'external_id',
  firstName: 'first_name',
  lastName: 'last_name',
  organization: 'organization',
  locale: 'locale',
  title: 'title',
  image: 'image',
} as const

/** Fields of the address, which Klaviyo calls the same. */
export const locationNames = ['address1', 'address2', 'city', 'country', 'region', 'zip', 'timezone'] as const

/** One profile as the import calls take it. */
export type Row = components['schemas']['ProfileUpsertQueryResourceObject']

export type Attributes = Row['attributes']
