import type { Account } from '../account/account.ts'
import { identifierNames, type Profile } from '../account/profile.ts'
import type { Suppression } from '../account/subscriptions.ts'
import type { Condition } from '../wire/filter-language.ts'
import type { Place } from '../wire/paging.ts'
import { invalidParameter, Refusal } from '../wire/problem.ts'
import { filterInstant } from '../wire/read-filter.ts'

const globalField = 'subscriptions.email.marketing.suppression.'
const listField = 'subscriptions.email.marketing.list_suppressions.'

/** The profiles that keep every condition; those on identifiers are answered from the indexes. */
export function findProfiles(account: Account, conditions: Condition[]): readonly Profile[] {
  checkSuppressionRules(conditions)
  let found: readonly Profile[] | undefined
  for (const condition of conditions) {
    const named = namedBy(account, condition)
    if (named !== undefined) found = found === undefined ? [...named] : found.filter((profile) => named.has(profile))
  }
  const dates = conditions.filter(({ field }) => field === 'created' || field === 'updated')
  const suppressed = conditions.filter(({ field }) => field.startsWith('subscriptions.'))
  const kept = found ?? account.profiles.inOrder()
  if (dates.length === 0 && suppressed.length === 0) return kept
  return kept.filter((profile) => {
    const isInTime = dates.every((condition) =>
      holds(condition, profile[condition.field === 'created' ? 'created' : 'updated']),
    )
    return isInTime && (suppressed.length === 0 || isSuppressed(profile, suppressed))
  })
}

/** How the profiles of a collection are ordered; by id unless `sort` says otherwise. */
export function orderOf(sort: string | undefined): { placeOf: (profile: Profile) => Place; descending: boolean } {
  const descending = sort?.startsWith('-') === true
  const placeOf = places[descending ? (sort?.slice(1) ?? 'id') : (sort ?? 'id')]
  if (placeOf === undefined) throw new Refusal([invalidParameter('sort', `'${sort}' is not a valid sort.`)])
  return { placeOf, descending }
}

/** Whether a moment, in seconds, keeps a condition. */
export function holds({ operator, values: [text = ''] }: Condition, seconds: number, boundOf = filterInstant): boolean {
  const bound = boundOf(text)
  if (operator === 'greater-than') return seconds > bound
  if (operator === 'greater-or-equal') return seconds >= bound
  if (operator === 'less-than') return seconds < bound
  return seconds <= bound
}

const places: Record<string, (profile: Profile) => Place> = {
  id: ({ id }) => ['', id],
  created: ({ created, id }) => [created, id],
  updated: ({ updated, id }) => [updated, id],
  email: ({ email, id }) => [email ?? '', id],
  [`${globalField}timestamp`]: ({ subscriptions, id }) => [latest(subscriptions?.suppressions), id],
  [`${listField}timestamp`]: ({ subscriptions, id }) => [latest(subscriptions?.listSuppressions), id],
}

function latest(suppressions: Suppression[] = []): number {
  return Math.max(0, ...suppressions.map(({ timestamp }) => timestamp))
}

function namedBy(account: Account, { field, values }: Condition): Set<Profile> | undefined {
  const { profiles } = account
  const present = (found: (Profile | undefined)[]) => new Set(found.filter((profile) => profile !== undefined))
  if (field === 'id') return present(values.map((id) => profiles.get(id)))
  // Web tracking hands out exchange ids; nothing does so here.
  if (field === '_kx' || field === 'push_token') return new Set()
  const name = identifierNames.find((known) => known === field)
  return name === undefined ? undefined : present(values.map((value) => profiles.find(name, value)))
}

/** One and the same suppression must keep all of the conditions. */
function isSuppressed({ subscriptions }: Profile, conditions: Condition[]): boolean {
  const isListed = conditions[0]?.field.startsWith(listField) === true
  if (isListed) {
    return (subscriptions?.listSuppressions ?? []).some((one) =>
      conditions.every((condition) => suppressionKeeps(one, condition, one.listId)),
    )
  }
  return (subscriptions?.suppressions ?? []).some((one) =>
    conditions.every((condition) => suppressionKeeps(one, condition, '')),
  )
}

/** The schema, its prose and the filter's own page spell the reasons differently: all spellings are taken. */
const spellings: Record<string, string> = {
  SPAM_REPORT: 'SPAM_COMPLAINT',
  BOUNCE: 'HARD_BOUNCE',
  USER_INITIATED: 'USER_SUPPRESSED',
}

function suppressionKeeps(one: Suppression, condition: Condition, listId: string): boolean {
  const [value = ''] = condition.values
  if (condition.field.endsWith('.timestamp')) return holds(condition, one.timestamp)
  if (condition.field.endsWith('.list_id')) return listId === value
  return one.reason === (spellings[value] ?? value)
}

function checkSuppressionRules(conditions: Condition[]): void {
  const refuse = (detail: string) => {
    throw new Refusal([invalidParameter('filter', detail)])
  }
  const listed = conditions.filter(({ field }) => field.startsWith(listField))
  const global = conditions.filter(({ field }) => field.startsWith(globalField))
  if (listed.length > 0 && global.length > 0) refuse('List suppressions and global ones cannot be filtered together.')
  if (listed.length > 0 && !listed.some(({ field }) => field.endsWith('.list_id'))) {
    refuse('A filter on list suppressions must name the list_id.')
  }
  const dates = [...listed, ...global].filter(({ field }) => field.endsWith('.timestamp'))
  if (dates.length > 1) refuse('Only one date filter on suppressions is allowed.')
}
