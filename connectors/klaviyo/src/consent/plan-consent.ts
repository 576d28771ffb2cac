import type { List } from '../lists.ts'
import type { Standing } from './standing.ts'
import type { ListWish, Wishes } from './wishes.ts'

/** One person who asks for something, with the profile that was written. */
export interface Member {
  /** The caller's own handle. */
  key: number
  id: string
  wishes: Wishes
  standing: Standing
}

export interface Subscriber {
  key: number
  id: string
  email: string | null
  phone: string | null
  /** Subscribed by e-mail already: only the phone is left. */
  isMailed?: true
  /** Only where consent of the past is entered. */
  consentedAt?: string
}

/** The calls that consent and lists need. */
export interface ConsentPlan {
  unsubscribe: Subscriber[]
  /** By list id; '' is without a list. */
  subscribe: Map<string, Subscriber[]>
  /** By list id: put on the list without a word about consent. */
  add: Map<string, { key: number; id: string }[]>
  /** By list id: taken off it without a word about consent. */
  leave: Map<string, { key: number; id: string }[]>
  warnings: Map<number, string[]>
}

/** By what a plan is made, beside what each record asks for. */
export interface ConsentTerms {
  lists: Map<string, List>
  sms: boolean
  /** Profiles that were unsubscribed just now. */
  withdrawn: ReadonlySet<string>
  /** Whether the account itself has everybody confirm. */
  confirms: boolean
  /** Lists that asked all of them already, and do not ask twice; '' is the account. */
  asked?: ReadonlySet<string> | undefined
}

/**
 * Decides without a call. The rule of the house: consent that a person withdrew is never raised from here, neither by
 * the record that asks nor by another record of the same person in the same batch (`withdrawn` holds the profiles
 * that were unsubscribed by this very session, which the vendor may not show yet).
 */
export function planConsent(members: Member[], options: ConsentTerms): ConsentPlan {
  const plan: ConsentPlan = {
    unsubscribe: [],
    subscribe: new Map(),
    add: new Map(),
    leave: new Map(),
    warnings: new Map(),
  }
  const leaving = new Set(options.withdrawn)
  const textless = new Set<string>()
  const hasAsked = (list: string) => options.asked?.has(list) === true
  for (const { id, wishes } of members) {
    if (wishes.subscribe === false || wishes.withdrawn.includes('email')) leaving.add(id)
    if (wishes.withdrawn.includes('sms')) textless.add(id)
  }
  for (const member of members) {
    const warn = (text: string) => plan.warnings.set(member.key, [...(plan.warnings.get(member.key) ?? []), text])
    const desk: Desk = { plan, member, leaving, textless, sms: options.sms, warn }
    if (member.wishes.subscribe === false) planLeaving(desk)
    if (member.wishes.subscribe === true && !hasAsked('') && !isAskedByList(member, options)) {
      planSubscribing(desk, null, { field: 'subscribeProfile', confirm: false })
    }
    for (const wish of member.wishes.lists) {
      const list = options.lists.get(wish.name)
      if (list !== undefined && !hasAsked(list.id)) planList(desk, wish, list)
    }
  }
  return plan
}

/** Whoever confirms a list is subscribed by it: a second mail would ask for the same. */
function isAskedByList({ wishes }: Member, { lists, confirms }: ConsentTerms): boolean {
  if (!confirms || wishes.consentedAt !== null) return false
  return wishes.lists.some(
    ({ name, confirm, leaves }) => confirm && leaves !== true && lists.get(name)?.confirms === true,
  )
}

interface Desk {
  plan: ConsentPlan
  member: Member
  leaving: ReadonlySet<string>
  /** Those who withdrew text messages, by what some record of theirs says. */
  textless: ReadonlySet<string>
  sms: boolean
  warn(text: string): void
}

function planLeaving({ plan, member: { key, id, standing }, sms, warn }: Desk): void {
  if (standing.email === null) warn('subscribeProfile: the profile has no e-mail address to unsubscribe')
  const email = standing.emailConsent === 'UNSUBSCRIBED' ? null : standing.email
  const phone = sms && standing.smsConsent !== 'UNSUBSCRIBED' ? standing.phone : null
  if (email !== null || phone !== null) plan.unsubscribe.push({ key, id, email, phone })
}

function planList(desk: Desk, wish: ListWish, list: List): void {
  const { key, id } = desk.member
  if (wish.leaves === true) {
    grouped(desk.plan.leave, list.id).push({ key, id })
    return
  }
  if (wish.confirm || !list.confirms) {
    if (wish.confirm && !list.confirms) desk.warn(`${wish.field}: ${isSingle}`)
    planSubscribing(desk, list, wish)
    return
  }
  grouped(desk.plan.add, list.id).push({ key, id })
  desk.warn(`${wish.field}: ${isDouble}`)
}

const isSingle = 'the list is single opt-in, so Klaviyo sends no mail to confirm'
const isDouble =
  'the list is double opt-in, so the person was added to it without consent; make it single opt-in, or use LIST_'

function planSubscribing(
  { plan, member, leaving, textless, sms, warn }: Desk,
  list: List | null,
  { field, confirm }: Pick<ListWish, 'field' | 'confirm'>,
): void {
  const { key, id, standing, wishes } = member
  const listWithdrawn = list === null ? standing.listsWithdrawn.size > 0 : standing.listsWithdrawn.has(list.id)
  if (leaving.has(id) || standing.emailWithdrawn || listWithdrawn) {
    // One who withdrew is not brought back by the other channel either.
    warn(`${field}: not subscribed, because the person withdrew consent; only the person can give it again`)
    return
  }
  const maySms = sms && standing.smsConsent !== 'UNSUBSCRIBED' && !textless.has(id)
  const textable = maySms ? standing.phone : null
  const mailable = standing.emailDead ? null : standing.email
  if (mailable === null && textable === null) {
    warn(`${field}: ${standing.emailDead ? bounced : 'the profile has no e-mail address to subscribe'}`)
    return
  }
  // Without a list there is nothing left to do for one who is subscribed already.
  const isMailed = list === null && mailable !== null && standing.emailConsent === 'SUBSCRIBED'
  const email = isMailed ? null : mailable
  const phone = list === null && standing.smsConsent === 'SUBSCRIBED' ? null : textable
  if (email === null && phone === null) return
  // A list that asks is to ask, whatever was said long ago.
  const past = confirm || wishes.consentedAt === null ? {} : { consentedAt: wishes.consentedAt }
  grouped(plan.subscribe, list?.id ?? '').push({ key, id, email, phone, ...(isMailed ? { isMailed } : {}), ...past })
}

const bounced = 'not subscribed, because mail to the address comes back; correct the address'

function grouped<V>(groups: Map<string, V[]>, key: string): V[] {
  let group = groups.get(key)
  if (group === undefined) {
    group = []
    groups.set(key, group)
  }
  return group
}
