import { type Account, type Actor, person } from './account/account.ts'
import { addToList, createList } from './account/lists.ts'
import { type Channel, type ChannelConsent, subscriptionsOf } from './account/subscriptions.ts'
import { createProfile } from './account/write-profile.ts'
import type { KlaviyoOptions, SeedProfile } from './options.ts'

/** Fills an account before it is opened. */
export function seed(account: Account, { lists, profiles }: KlaviyoOptions): void {
  const usual = [
    { name: 'Newsletter', optInProcess: 'double_opt_in' },
    { name: 'Sms Subscribers', optInProcess: 'double_opt_in' },
    { name: 'POS customers', optInProcess: 'single_opt_in' },
  ] as const
  for (const { name, optInProcess } of lists ?? usual) createList(account, person, name, optInProcess)
  for (const profile of profiles ?? []) seedProfile(account, person, profile)
}

function seedProfile(account: Account, actor: Actor, wanted: SeedProfile): void {
  const { email_consent: email, sms_consent: sms, lists, ...attributes } = wanted
  const profile = createProfile(account, actor, { attributes, nulls: 'clear', via: 'seed' })
  for (const name of lists ?? []) {
    const list = [...account.lists.values()].find((one) => one.name === name) ?? createList(account, actor, name)
    addToList(account, actor, list, profile)
  }
  const consents: [Channel, SeedProfile['email_consent']][] = [
    ['email', email],
    ['sms', sms],
  ]
  for (const [channel, state] of consents) {
    if (state === undefined) continue
    const subscriptions = subscriptionsOf(profile)
    const at = account.seconds()
    const said = { state, at, recorded: at, method: actor.method, methodDetail: '' } satisfies Partial<ChannelConsent>
    Object.assign(subscriptions[channel], said)
    if (channel === 'email' && state === 'UNSUBSCRIBED') {
      subscriptions.suppressions.push({ reason: 'UNSUBSCRIBE', timestamp: at })
    }
  }
}
