import type { Account } from '../account/account.ts'
import { canText, checkIdentifiers } from '../account/check-identifiers.ts'
import { findOrCreate } from '../account/find-or-create.ts'
import { type SubscribeWish, subscribe } from '../account/subscribe.ts'
import type { Channel } from '../account/subscriptions.ts'
import { unsubscribe } from '../account/unsubscribe.ts'
import { bodyCheck } from '../description/check-body.ts'
import { invalid, type Problem, refuse } from '../wire/problem.ts'
import { nothing } from '../wire/reply.ts'
import { bodyOf, type Call, type Endpoint, limitCount, listRelated } from './call.ts'
import { partialFailure, unknownId } from './write-attributes.ts'

interface Asked {
  consent: string
  consented_at?: string | null
}

/** The channels that a body names; only these are touched. */
interface Channels {
  email?: { marketing?: Asked | null; open_tracking?: unknown } | null
  sms?: { marketing?: Asked | null; transactional?: Asked | null } | null
  whatsapp?: unknown
  push?: unknown
}

interface Person {
  id?: string | null
  attributes: { email?: string | null; phone_number?: string | null; subscriptions: Channels }
}

interface ConsentBody {
  data: {
    attributes: {
      profiles: { data: Person[] }
      custom_source?: string | null
      historical_import?: boolean | null
    }
    relationships?: { list?: { data?: { id: string } } }
  }
}

const at = '/data/attributes/profiles/data'
const subscribeBody = bodyCheck<ConsentBody>('bulk_subscribe_profiles')
const unsubscribeBody = bodyCheck<ConsentBody>('bulk_unsubscribe_profiles')

/** POST /api/profile-subscription-bulk-create-jobs: nothing comes back by which the job could be asked after. */
export const postSubscribe: Endpoint = (call) => {
  const { account, actor } = call
  const { data } = bodyOf(call, subscribeBody)
  const { profiles, custom_source: customSource, historical_import: historical } = data.attributes
  limitCount(profiles.data, 1000, at)
  const list = relatedList(call, data)
  const problems: Problem[] = []
  let droppedPhone = false
  const wishes = profiles.data.map((person, index): SubscribeWish => {
    const checked = checkPerson(account, person, `${at}/${index}/attributes`)
    droppedPhone ||= checked.droppedPhone
    problems.push(...checked.problems, ...datesProblems(call, checked.asked, historical === true, index))
    problems.push(...unknownId(account, person.id, `${at}/${index}/id`))
    const channels = checked.asked.map(({ channel, consented_at: text }) => {
      return { channel, consentedAt: typeof text === 'string' ? Math.floor(Date.parse(text) / 1000) : undefined }
    })
    const { identifiers } = checked
    const shared = { list, customSource: customSource ?? null, historical: historical === true }
    return { id: person.id, identifiers, channels, ...shared }
  })
  refuse(...problems)
  for (const wish of wishes) account.subscribeWishes.push(wish)
  account.later.add(() => {
    for (const wish of wishes) subscribe(account, actor, wish)
  })
  return nothing(202, droppedPhone ? partialFailure : {})
}

/** POST /api/profile-subscription-bulk-delete-jobs */
export const postUnsubscribe: Endpoint = (call) => {
  const { account, actor } = call
  const { data } = bodyOf(call, unsubscribeBody)
  const people = data.attributes.profiles.data
  limitCount(people, 100, at)
  const list = relatedList(call, data)
  const checked = people.map((person, index) => checkPerson(account, person, `${at}/${index}/attributes`, false))
  refuse(...checked.flatMap(({ problems }) => problems))
  account.later.add(() => {
    for (const { identifiers, asked } of checked) {
      const profile = findOrCreate(account, actor, null, identifiers, 'unsubscribe')
      if (profile !== undefined)
        unsubscribe(account, actor, profile, { channels: asked.map(({ channel }) => channel), list })
    }
  })
  return nothing(202)
}

function relatedList(call: Call, data: ConsentBody['data']) {
  const id = data.relationships?.list?.data?.id
  return id === undefined ? undefined : listRelated(call.account, id, '/data/relationships/list/data/id')
}

type AskedChannel = Asked & { channel: Channel; field: string }

function checkPerson(account: Account, { id, attributes }: Person, pointer: string, isSubscribe = true) {
  const { subscriptions, ...given } = attributes
  const checked = checkIdentifiers(account, given, { at: pointer, dropsPhone: isSubscribe })
  const { droppedPhone } = checked
  const identifiers = {
    ...(typeof checked.attributes.email === 'string' ? { email: checked.attributes.email } : {}),
    ...(typeof checked.attributes.phone_number === 'string' ? { phone_number: checked.attributes.phone_number } : {}),
  }
  const problems = [...checked.problems]
  const named = namedChannels(subscriptions)
  for (const channel of ['email', 'sms'] as const) {
    const field = channel === 'email' ? 'email' : 'phone_number'
    const isEmpty = typeof given[field] !== 'string'
    if (!isEmpty || !named.some((one) => one.field === channel)) continue
    const detail = `'${field}' must not be empty when the ${channel} channel is included in 'subscriptions'.`
    problems.push(invalid(`${pointer}/${field}`, detail))
  }
  const phone = identifiers.phone_number
  if (isSubscribe && phone !== undefined && named.some(({ field }) => field === 'sms') && !canText(account, phone)) {
    problems.push(
      invalid(`${pointer}/phone_number`, 'This account has no sending number for the region of this phone.'),
    )
  }
  // [U]: the words; both need more set-up than a simulated account has.
  for (const channel of ['whatsapp', 'push'] as const) {
    if (subscriptions[channel] == null) continue
    problems.push(
      invalid(`${pointer}/subscriptions/${channel}`, `The ${channel} channel is not set up in this account.`),
    )
  }
  if (Object.keys(identifiers).length === 0 && typeof id !== 'string' && problems.length === 0) {
    problems.push(invalid(pointer, 'One of email and phone_number is required.'))
  }
  const asked = droppedPhone ? named.filter(({ field }) => field !== 'sms') : named
  return { identifiers, asked, problems, droppedPhone }
}

function namedChannels({ email, sms }: Channels): AskedChannel[] {
  const named: AskedChannel[] = []
  if (email?.marketing) named.push({ ...email.marketing, channel: 'email', field: 'email' })
  if (sms?.marketing) named.push({ ...sms.marketing, channel: 'sms', field: 'sms' })
  if (sms?.transactional) named.push({ ...sms.transactional, channel: 'smsTransactional', field: 'sms' })
  return named
}

/** With `historical_import` each channel needs a past `consented_at`, without it none may have one. */
function datesProblems({ account }: Call, asked: AskedChannel[], historical: boolean, index: number): Problem[] {
  return asked.flatMap(({ channel, field, consented_at: text }) => {
    const type = channel === 'smsTransactional' ? 'transactional' : 'marketing'
    const pointer = `${at}/${index}/attributes/subscriptions/${field}/${type}/consented_at`
    const isGiven = typeof text === 'string'
    if (!historical && isGiven) return [invalid(pointer, "'consented_at' is only allowed with 'historical_import'.")]
    if (!historical || (isGiven && Date.parse(text) <= account.milliseconds())) return []
    return [invalid(pointer, `A historical ${field} subscription does not have a valid consented_at timestamp.`)]
  })
}
