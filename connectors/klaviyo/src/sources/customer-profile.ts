import type { ConsentStatement } from '@trefoil/sdk'
import { z } from 'zod'

const text = z.string().nullish()
const properties = z.record(z.string(), z.unknown())
const suppression = z.object({ reason: text, timestamp: text })

const marketing = z.object({
  consent: text,
  consent_timestamp: text,
  last_updated: text,
  method: text,
  method_detail: text,
  custom_method_detail: text,
  double_optin: z.boolean().nullish(),
  suppression: z.array(suppression).nullish(),
  list_suppressions: z.array(suppression.extend({ list_id: text })).nullish(),
})

export const ProfileRow = z.object({
  id: z.string(),
  attributes: z.object({
    email: text,
    phone_number: text,
    external_id: text,
    first_name: text,
    last_name: text,
    organization: text,
    locale: text,
    title: text,
    created: text,
    updated: text,
    last_event_date: text,
    location: z
      .object({ address1: text, address2: text, city: text, country: text, region: text, zip: text, timezone: text })
      .nullish(),
    properties: properties.nullish(),
    subscriptions: z
      .object({
        email: z.object({ marketing: marketing.nullish() }).nullish(),
        sms: z.object({ marketing: marketing.nullish() }).nullish(),
      })
      .nullish(),
  }),
})

/** What is asked for, so that an answer says no more than is read. */
export const profileFields = (
  'email phone_number external_id first_name last_name organization locale title created updated last_event_date ' +
  'location properties subscriptions'
).replaceAll(' ', ',')

const consent = z.object({
  /** SUBSCRIBED, UNSUBSCRIBED, NEVER_SUBSCRIBED. */
  state: text,
  /** When the person said so. */
  at: text,
  /** When Klaviyo last changed what it keeps of it. */
  changed: text,
  method: text,
  detail: text,
  confirmed: z.boolean().nullish(),
  suppressions: z.array(suppression),
})

/** A profile as the flows into the hub see it. */
export const customerProfile = z.object({
  id: z.string(),
  email: text,
  phoneNumber: text,
  externalId: text,
  firstName: text,
  lastName: text,
  organization: text,
  locale: text,
  title: text,
  created: text,
  updated: text,
  lastEventDate: text,
  address1: text,
  address2: text,
  city: text,
  country: text,
  region: text,
  zip: text,
  timezone: text,
  /** The account's own properties, by their names. */
  properties,
  emailConsent: consent.nullable(),
  smsConsent: consent.nullable(),
})

export type CustomerProfile = z.infer<typeof customerProfile>
type Consent = z.infer<typeof consent>

export function readProfile({ id, attributes }: z.infer<typeof ProfileRow>): CustomerProfile {
  const { location, subscriptions } = attributes
  return {
    id,
    email: attributes.email,
    phoneNumber: attributes.phone_number,
    externalId: attributes.external_id,
    firstName: attributes.first_name,
    lastName: attributes.last_name,
    organization: attributes.organization,
    locale: attributes.locale,
    title: attributes.title,
    created: attributes.created,
    updated: attributes.updated,
    lastEventDate: attributes.last_event_date,
    address1: location?.address1,
    address2: location?.address2,
    city: location?.city,
    country: location?.country,
    region: location?.region,
    zip: location?.zip,
    timezone: location?.timezone,
    properties: attributes.properties ?? {},
    emailConsent: readConsent(subscriptions?.email?.marketing),
    smsConsent: readConsent(subscriptions?.sms?.marketing),
  }
}

function readConsent(from: z.infer<typeof marketing> | null | undefined): Consent | null {
  if (from === null || from === undefined) return null
  return {
    state: from.consent,
    at: from.consent_timestamp,
    changed: from.last_updated,
    method: from.method,
    detail: from.custom_method_detail ?? from.method_detail,
    confirmed: from.double_optin,
    suppressions: from.suppression ?? [],
  }
}

/** What Klaviyo knows of the person's will, for the hub's ledger. */
export function statementsOf(profile: CustomerProfile): ConsentStatement[] {
  return [...channelStatements(profile, 'email'), ...channelStatements(profile, 'sms')]
}

function channelStatements(profile: CustomerProfile, channel: 'email' | 'sms'): ConsentStatement[] {
  const consent = channel === 'email' ? profile.emailConsent : profile.smsConsent
  if (consent === null) return []
  const { state, method, detail, confirmed } = consent
  const proof = { vendor: 'klaviyo', method: method ?? null, detail: detail ?? null, confirmed: confirmed ?? null }
  const at = consent.at ?? consent.changed ?? profile.updated ?? ''
  const said: ConsentStatement[] = []
  if (state === 'SUBSCRIBED') said.push({ channel, state: 'given', at, act: actOf(consent), proof })
  if (state === 'UNSUBSCRIBED') said.push({ channel, state: 'withdrawn', at, act: method ?? null, proof })
  for (const { reason, timestamp } of consent.suppressions) {
    if (isOfTheMailbox(reason)) continue
    said.push({
      channel,
      state: 'withdrawn',
      at: timestamp ?? at,
      act: null,
      proof: { ...proof, reason: reason ?? null },
    })
  }
  return said
}

/**
 * Only what the person did themself: confirmed by mail, or filled in a form of Klaviyo's. Whatever came by API, file or
 * by a colleague's hand (ours included) is not their act, whatever it claims. Nor is what bears no time of its own: under
 * a borrowed one it would come after a withdrawal that it went before.
 */
function actOf({ at, confirmed, method }: Consent): string | null {
  if (at === null || at === undefined) return null
  if (confirmed === true) return 'confirmed by e-mail'
  return method !== null && method !== undefined && ownActs.has(method) ? method.toLowerCase() : null
}

const ownActs = new Set(['PREFERENCE_PAGE', 'FORM', 'CONSENT_FORM', 'INBOUND_MESSAGE'])
const ofTheMailbox = new Set(['HARD_BOUNCE', 'BOUNCE', 'INVALID_EMAIL'])

/** Says something of the mailbox and nothing of the person's will. Klaviyo spells its other reasons in several ways. */
export function isOfTheMailbox(reason: string | null | undefined): boolean {
  return ofTheMailbox.has(reason ?? '')
}
