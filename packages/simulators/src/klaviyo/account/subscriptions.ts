import type { Profile } from './profile.ts'

type ConsentState = 'SUBSCRIBED' | 'UNSUBSCRIBED' | 'NEVER_SUBSCRIBED'

/** The kinds of message that a person can be asked about here. Push, WhatsApp and open tracking are not simulated. */
export const channels = ['email', 'sms', 'smsTransactional'] as const
export type Channel = (typeof channels)[number]

/** What a person said about one kind of message. */
export interface ChannelConsent {
  state: ConsentState
  /** When they said it. */
  at: number | null
  /** When it was written down. */
  recorded: number | null
  method: string | null
  methodDetail: string | null
  customMethodDetail: string | null
  doubleOptIn: boolean | null
  /** When the last subscription took effect: another one soon after has none. */
  lastSubscribed: number | null
}

type SuppressionReason = 'UNSUBSCRIBE' | 'SPAM_COMPLAINT' | 'HARD_BOUNCE' | 'INVALID_EMAIL' | 'USER_SUPPRESSED'

/** Why no marketing e-mail goes to a person, whatever their consent. */
export interface Suppression {
  reason: SuppressionReason
  timestamp: number
}

interface ListSuppression extends Suppression {
  listId: string
}

/** Consent per channel, and the suppressions, which only e-mail has. */
export interface Subscriptions extends Record<Channel, ChannelConsent> {
  suppressions: Suppression[]
  listSuppressions: ListSuppression[]
}

/** The subscriptions of a profile, to be written to. */
export function subscriptionsOf(profile: Profile): Subscriptions {
  profile.subscriptions ??= neverAsked()
  return profile.subscriptions
}

export function neverAsked(): Subscriptions {
  const silent: ChannelConsent = {
    state: 'NEVER_SUBSCRIBED',
    at: null,
    recorded: null,
    method: null,
    methodDetail: null,
    customMethodDetail: null,
    doubleOptIn: null,
    lastSubscribed: null,
  }
  return {
    email: { ...silent },
    sms: { ...silent },
    smsTransactional: { ...silent },
    suppressions: [],
    listSuppressions: [],
  }
}
