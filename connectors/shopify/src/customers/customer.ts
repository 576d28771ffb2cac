import type { ConsentStatement } from '@trefoil/sdk'
import { z } from 'zod'
import { numberOf } from '../gid.ts'
import { address, text } from '../wire.ts'

const postal = z.looseObject({
  id: z.string(),
  ...{ firstName: text, lastName: text, company: text, address1: text, address2: text, city: text },
  ...{ zip: text, provinceCode: text, countryCode: text, phone: text },
  isDefault: z.boolean(),
})

/** A customer of the web shop as formulas see it. */
export const shopifyCustomer = z.looseObject({
  id: z.string(),
  ...{ firstName: text, lastName: text, emailAddress: text, phoneNumber: text, note: text, locale: text, state: text },
  tags: z.array(z.string()),
  /** ISO 8601, UTC. */
  createdAt: z.string(),
  updatedAt: z.string(),
  /** SUBSCRIBED, UNSUBSCRIBED, NOT_SUBSCRIBED, PENDING … */
  emailConsent: text,
  emailConsentAt: text,
  emailOptIn: text,
  smsConsent: text,
  smsConsentAt: text,
  smsOptIn: text,
  addresses: z.array(postal),
})

export type ShopifyCustomer = z.output<typeof shopifyCustomer>

export const wirePerson = z.object({
  id: z.string(),
  ...{ firstName: text, lastName: text, note: text, locale: text, state: text },
  tags: z.array(z.string()),
  createdAt: z.string(),
  updatedAt: z.string(),
  defaultEmailAddress: z
    .object({
      emailAddress: z.string(),
      marketingState: z.string(),
      marketingUpdatedAt: z.string().nullable(),
      marketingOptInLevel: z.string().nullable(),
    })
    .nullable(),
  defaultPhoneNumber: z
    .object({
      phoneNumber: z.string(),
      smsMarketingConsent: z.object({
        state: z.string(),
        updatedAt: z.string().nullable(),
        optInLevel: z.string().nullable(),
      }),
    })
    .nullable(),
  defaultAddress: z.object({ id: z.string() }).nullable(),
  addressesV2: z.object({ nodes: z.array(address) }),
})

export function customerOf(wire: z.output<typeof wirePerson>): ShopifyCustomer {
  const { id, defaultEmailAddress: email, defaultPhoneNumber: phone, defaultAddress, addressesV2, ...rest } = wire
  const sms = phone?.smsMarketingConsent
  return {
    id: numberOf(id),
    ...rest,
    emailAddress: email?.emailAddress ?? null,
    phoneNumber: phone?.phoneNumber ?? null,
    ...{ emailConsent: email?.marketingState ?? null, emailConsentAt: email?.marketingUpdatedAt ?? null },
    emailOptIn: email?.marketingOptInLevel ?? null,
    ...{ smsConsent: sms?.state ?? null, smsConsentAt: sms?.updatedAt ?? null, smsOptIn: sms?.optInLevel ?? null },
    addresses: addressesV2.nodes.map(({ id: gid, countryCodeV2, ...each }) => ({
      id: numberOf(gid),
      ...each,
      countryCode: countryCodeV2,
      isDefault: gid === defaultAddress?.id,
    })),
  }
}

/**
 * What the shop says of the person's consent. Who set it, the person or somebody in the admin, it does not say; only
 * that an opt-in was confirmed is the person's own act.
 */
export function consentIn(customer: ShopifyCustomer): ConsentStatement[] {
  return [
    ...statementOf('email', customer.emailConsent, customer.emailConsentAt, customer.emailOptIn),
    ...statementOf('sms', customer.smsConsent, customer.smsConsentAt, customer.smsOptIn),
  ]
}

type Said = string | null | undefined

function statementOf(channel: 'email' | 'sms', said: Said, at: Said, optIn: Said): ConsentStatement[] {
  const state = said === 'SUBSCRIBED' ? 'given' : said === 'UNSUBSCRIBED' ? 'withdrawn' : undefined
  if (state === undefined || typeof said !== 'string' || typeof at !== 'string') return []
  const isConfirmed = state === 'given' && optIn === 'CONFIRMED_OPT_IN'
  const proof = typeof optIn === 'string' ? { state: said, optInLevel: optIn } : { state: said }
  return [{ channel, state, at, act: isConfirmed ? 'confirmed the opt-in' : null, proof }]
}
