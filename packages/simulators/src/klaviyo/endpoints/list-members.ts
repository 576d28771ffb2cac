import { addToList, type List, removeFromList } from '../account/lists.ts'
import type { Profile } from '../account/profile.ts'
import { bodyCheck } from '../description/check-body.ts'
import type { Condition } from '../wire/filter-language.ts'
import type { Place } from '../wire/paging.ts'
import { invalid, Refusal } from '../wire/problem.ts'
import { readFilter } from '../wire/read-filter.ts'
import { nothing, stamp } from '../wire/reply.ts'
import { bodyOf, type Call, type Endpoint, limitCount, listNamed } from './call.ts'
import { collection } from './documents.ts'
import { holds } from './find-profiles.ts'
import { profileView } from './show-profile.ts'

interface Member {
  profile: Profile
  joined: number
}

/** GET /api/lists/{id}/profiles */
export const getMembers: Endpoint = (call) => {
  const view = profileView(call, ['joined_group_at'])
  const show = ({ profile, joined }: Member) => view(profile, { joined_group_at: stamp(joined) })
  return collection(call, { ...membersAsked(call), size: 20, show })
}

/** GET /api/lists/{id}/relationships/profiles */
export const getMemberIds: Endpoint = (call) => {
  const show = ({ profile }: Member) => ({ type: 'profile', id: profile.id })
  return collection(call, { ...membersAsked(call), size: 20, show })
}

interface MembersBody {
  data: { type: 'profile'; id: string }[]
}

const addBody = bodyCheck<MembersBody>('add_profiles_to_list')
const removeBody = bodyCheck<MembersBody>('remove_profiles_from_list')

/** POST /api/lists/{id}/relationships/profiles */
export const addMembers: Endpoint = (call) => {
  const list = listNamed(call)
  for (const profile of namedProfiles(call, bodyOf(call, addBody))) addToList(call.account, call.actor, list, profile)
  return nothing(204)
}

/** DELETE /api/lists/{id}/relationships/profiles: no unsubscribe. */
export const removeMembers: Endpoint = (call) => {
  const list = listNamed(call)
  const named = namedProfiles(call, bodyOf(call, removeBody))
  for (const profile of named) removeFromList(call.account, call.actor, list, profile)
  return nothing(204)
}

/** One id that nobody has turns the whole call down. */
function namedProfiles(call: Call, { data }: MembersBody): Profile[] {
  limitCount(data, 1000, '/data')
  const profiles = data.map(({ id }) => call.account.profiles.get(id))
  const unknown = data.filter((_, index) => profiles[index] === undefined).map(({ id }) => id)
  if (unknown.length > 0) throw new Refusal([invalid('/data/', `Invalid profile IDs: ${unknown.join(', ')}`)])
  return profiles.filter((profile) => profile !== undefined)
}

function membersAsked(call: Call) {
  const conditions = readFilter(call.operation, call.query.text('filter'))
  const items = membersOf(call, listNamed(call)).filter((member) =>
    conditions.every((condition) => keeps(member, condition)),
  )
  const descending = call.query.text('sort')?.startsWith('-') === true
  const placeOf = ({ joined, profile }: Member): Place => [joined, profile.id]
  return { items, placeOf, descending }
}

function membersOf({ account }: Call, list: List): Member[] {
  return [...list.members].flatMap(([id, joined]) => {
    const profile = account.profiles.get(id)
    return profile === undefined ? [] : [{ profile, joined }]
  })
}

function keeps({ profile, joined }: Member, condition: Condition): boolean {
  if (condition.field === 'joined_group_at') return holds(condition, joined)
  const isSame = (value: string) => value.toLowerCase() === profile.email?.toLowerCase()
  if (condition.field === 'email') return condition.values.some(isSame)
  if (condition.field === 'phone_number') return condition.values.includes(profile.phone_number ?? '')
  return false
}
