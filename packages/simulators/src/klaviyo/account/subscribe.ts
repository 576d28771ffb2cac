import { type Account, type Actor, person } from './account.ts'
import { recordEvent } from './events.ts'
import { findOrCreate } from './find-or-create.ts'
import { addToList, type List } from './lists.ts'
import type { Identifiers, Profile } from './profile.ts'
import { type Channel, type ChannelConsent, subscriptionsOf } from './subscriptions.ts'

/** One person who is to be subscribed. */
export interface SubscribeWish {
  id?: string | null | undefined
  identifiers: Partial<Identifiers>
  /** Each channel with the second of consent, if it was given in the past. */
  channels: { channel: Channel; consentedAt: number | undefined }[]
  list: List | undefined
  customSource: string | null
  /** Past consent: no confirmation is asked for. */
  historical: boolean
}

/** A confirmation message that nobody has answered yet. */
export interface WaitingOptIn {
  actor: Actor
  wish: SubscribeWish
}

/** With a list its own process decides, without one that of the account. */
export function subscribe(account: Account, actor: Actor, wish: SubscribeWish): void {
  const process = wish.list?.optInProcess ?? (account.settings.doubleOptIn ? 'double_opt_in' : 'single_opt_in')
  if (process === 'single_opt_in' || wish.historical) {
    carryOut(account, actor, wish, false)
    return
  }
  // Until the person confirms nothing else changes: not even the profile is made.
  account.waitingOptIns.push({ actor, wish })
  const { email, phone_number: phone } = wish.identifiers
  const id = wish.id ?? email ?? phone ?? ''
  account.effects.record('consent.ask', id, actor.by, { channels: channelNames(wish), list: wish.list?.id })
}

/**
 * The person follows the link in the mail, or answers the text message. A text message confirms both channels if both
 * were asked for, an e-mail only e-mail: the text message can still be answered. True if there was something to confirm.
 */
export function confirmOptIn(account: Account, address: string): boolean {
  const asked = account.waitingOptIns
  account.waitingOptIns = asked.flatMap((waiting) => leaving(waiting, confirmedBy(waiting.wish, address)))
  const confirmed = asked.filter(({ wish }) => confirmedBy(wish, address).length > 0)
  for (const { actor, wish } of confirmed) {
    const channels = confirmedBy(wish, address)
    carryOut(account, { ...actor, by: person.by }, { ...wish, channels }, true)
  }
  return confirmed.length > 0
}

/** What an answer from this address confirms. A channel that was not asked for was sent no message to answer. */
function confirmedBy({ identifiers, channels }: SubscribeWish, address: string): SubscribeWish['channels'] {
  const isTexted = channels.some(({ channel }) => channel !== 'email')
  if (isTexted && identifiers.phone_number === address) return channels
  const isMailed = identifiers.email?.toLowerCase() === address.toLowerCase()
  return isMailed ? channels.filter(({ channel }) => channel === 'email') : []
}

/** What of a confirmation stays open. */
function leaving({ actor, wish }: WaitingOptIn, confirmed: SubscribeWish['channels']): WaitingOptIn[] {
  const channels = wish.channels.filter((one) => !confirmed.includes(one))
  return channels.length === 0 ? [] : [{ actor, wish: { ...wish, channels } }]
}

/** The person fills in a form of the shop's own: nothing more is asked. */
export function signUp(account: Account, actor: Actor, profile: Profile, channels: readonly Channel[]): void {
  const wish: SubscribeWish = {
    id: profile.id,
    identifiers: { email: profile.email, phone_number: profile.phone_number },
    channels: channels.map((channel) => ({ channel, consentedAt: undefined })),
    list: undefined,
    customSource: null,
    historical: false,
  }
  carryOut(account, actor, wish, false)
}

function carryOut(account: Account, actor: Actor, wish: SubscribeWish, isConfirmed: boolean): void {
  const profile = findOrCreate(account, actor, wish.id, wish.identifiers, 'subscribe')
  if (profile === undefined) return
  const heard = wish.channels.filter(({ channel, consentedAt }) =>
    subscribeChannel(account, actor, profile, { wish, channel, consentedAt, isConfirmed }),
  )
  const { list } = wish
  if (heard.length === 0 || list === undefined || list.members.has(profile.id)) return
  addToList(account, actor, list, profile)
  recordEvent(account, actor, profile, {
    metric: 'Subscribed to List',
    integration: 'Klaviyo',
    properties: { List: list.name },
  })
}

interface ChannelWish {
  wish: SubscribeWish
  channel: Channel
  consentedAt: number | undefined
  isConfirmed: boolean
}

/** False if the vendor turns a deaf ear: subscribe, unsubscribe, subscribe within half an hour. */
function subscribeChannel(account: Account, actor: Actor, profile: Profile, asked: ChannelWish): boolean {
  const { wish, channel, consentedAt, isConfirmed } = asked
  const subscriptions = subscriptionsOf(profile)
  const consent = subscriptions[channel]
  const now = account.seconds()
  const deafFor = account.settings.assumptions.resubscribeMinutes * 60
  const isSoon = consent.lastSubscribed !== null && now - consent.lastSubscribed < deafFor
  if (consent.state === 'UNSUBSCRIBED' && isSoon && !wish.historical) return false
  const isFreed = channel === 'email' && liftSuppressions(profile, wish.list)
  if (consent.state === 'SUBSCRIBED' && !isFreed) return true
  Object.assign(consent, {
    state: 'SUBSCRIBED',
    at: consentedAt ?? now,
    recorded: now,
    method: actor.method,
    methodDetail: actor.methodDetail,
    customMethodDetail: wish.customSource,
    doubleOptIn: isConfirmed,
    lastSubscribed: now,
  } satisfies ChannelConsent)
  profile.updated = now
  account.effects.record('consent.subscribe', profile.id, actor.by, { channel, list: wish.list?.id })
  recordEvent(account, actor, profile, { metric: `Subscribed to ${marketing[channel]}`, integration: 'Klaviyo' })
  return true
}

/** How the vendor's own metrics name the channels. */
export const marketing: Record<Channel, string> = {
  email: 'Email Marketing',
  sms: 'SMS Marketing',
  smsTransactional: 'SMS Transactional',
}

/** Subscribing undoes unsubscribes, complaints and manual suppressions; bounces and invalid addresses stay. */
function liftSuppressions(profile: Profile, list: List | undefined): boolean {
  const subscriptions = subscriptionsOf(profile)
  const { suppressions, listSuppressions } = subscriptions
  subscriptions.suppressions = suppressions.filter(
    ({ reason }) => reason === 'HARD_BOUNCE' || reason === 'INVALID_EMAIL',
  )
  subscriptions.listSuppressions = listSuppressions.filter(({ listId }) => listId !== list?.id)
  return (
    subscriptions.suppressions.length < suppressions.length ||
    subscriptions.listSuppressions.length < listSuppressions.length
  )
}

function channelNames(wish: SubscribeWish): Channel[] {
  return wish.channels.map(({ channel }) => channel)
}
