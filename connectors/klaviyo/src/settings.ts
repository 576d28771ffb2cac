import type { Session } from '@trefoil/sdk'
import { z } from 'zod'

export const Credentials = z.object({
  apiKey: z
    .string()
    .trim()
    .min(1)
    .meta({ secret: true, title: 'Private API key', description: 'Klaviyo: Settings, API keys. Begins with pk_.' }),
})

export type Credentials = z.infer<typeof Credentials>

/** A private key, or what signing in gave. */
const Access = z.union([Credentials, z.object({ accessToken: z.string() })])

/** How a request says who asks, and whether that is somebody who signed in. */
export function authorization(credentials: unknown): { header: string; isSignedIn: boolean } {
  const access = Access.parse(credentials)
  return 'apiKey' in access
    ? { header: `Klaviyo-API-Key ${access.apiKey}`, isSignedIn: false }
    : { header: `Bearer ${access.accessToken}`, isSignedIn: true }
}

export const Settings = z.object({
  revision: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}(\.pre)?$/)
    .default('2026-07-15')
    .meta({ title: 'API revision' }),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default('US')
    .meta({ title: 'Country', description: 'For phone numbers that come without a country; two letters, as in US.' }),
  strict: z.boolean().default(false).meta({
    title: 'Strict',
    description:
      'Refuse a person whose phone, postal code, country, name or city is missing or wrong, instead of leaving that part out.',
  }),
  sms: z.boolean().default(false).meta({
    title: 'SMS consent',
    description: 'Subscribe valid phone numbers to SMS as well. The account needs a sending number in their country.',
  }),
  optIn: z
    .enum(['double', 'single'])
    .default('double')
    .meta({
      title: 'Opt-in of the account',
      labels: { double: 'Double: confirmed by mail', single: 'Single' },
      description:
        'Klaviyo: Settings, Email, Consent; its API does not tell. With double, somebody who is asked to confirm a list gets no second mail to confirm the subscription.',
    }),
  emailCase: z
    .enum(['keep', 'lower'])
    .default('keep')
    .meta({
      title: 'Case of e-mail addresses',
      labels: { keep: 'As they are', lower: 'All in small letters' },
    }),
})

export type Settings = z.infer<typeof Settings>

/** The hub stores settings as plain data; this is the door at which they become ours. */
export function settingsOf(session: Session): Settings {
  return Settings.parse(session.settings ?? {})
}
