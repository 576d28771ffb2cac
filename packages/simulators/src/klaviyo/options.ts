import type { SimulatorOptions } from '../server/simulator.ts'
import type { OptInProcess } from './account/lists.ts'
import type { ProfileAttributes } from './account/profile.ts'
import { type Assumptions, assumptions } from './assumptions.ts'

/** A profile that is there when the simulator starts. */
export interface SeedProfile extends ProfileAttributes {
  /** E-mail consent; nothing means never asked. */
  email_consent?: 'SUBSCRIBED' | 'UNSUBSCRIBED'
  sms_consent?: 'SUBSCRIBED' | 'UNSUBSCRIBED'
  /** Names of lists; those that are not there are made. */
  lists?: string[]
}

/** What a pretend Klaviyo can be told. */
export interface KlaviyoOptions extends SimulatorOptions {
  /** Default: an obviously fake one, made from the seed. */
  apiKey?: string
  /** The scopes of `apiKey`; default all. */
  scopes?: string[]
  /** More keys and their scopes. */
  keys?: Record<string, string[]>
  profiles?: SeedProfile[]
  /** Default: `Newsletter` and `Sms Subscribers` with double opt-in, `POS customers` with single. */
  lists?: { name: string; optInProcess?: OptInProcess }[]
  /** Milliseconds between an answer and the work that it promised; 'manual': only `settle()` does it. Default 20. */
  asyncDelay?: number | 'manual'
  /** The account's own setting, for subscriptions without a list and for new lists; default true, as with the vendor. */
  doubleOptIn?: boolean
  /** Countries with a sending number (`['ES', 'US']`), or 'all', or none at all when SMS is not set up. Default 'all'. */
  smsCountries?: string[] | 'all'
  /** An import row that is to fail after the request was accepted: return the reason. */
  failImport?: (attributes: ProfileAttributes) => string | undefined
  /** Where `links` point. The official SDK takes a cursor only from an https link. */
  linkBase?: string
  assumptions?: Partial<Assumptions>
}

/** The options with nothing left open. */
export interface Settings {
  asyncDelay: number | 'manual'
  doubleOptIn: boolean
  smsCountries: string[] | 'all'
  failImport: (attributes: ProfileAttributes) => string | undefined
  linkBase: string
  assumptions: Assumptions
}

export function settingsOf(options: KlaviyoOptions): Settings {
  return {
    asyncDelay: options.asyncDelay ?? 20,
    doubleOptIn: options.doubleOptIn ?? true,
    smsCountries: options.smsCountries ?? 'all',
    failImport: options.failImport ?? (() => undefined),
    linkBase: options.linkBase ?? 'https://a.klaviyo.com',
    assumptions: { ...assumptions, ...options.assumptions },
  }
}
