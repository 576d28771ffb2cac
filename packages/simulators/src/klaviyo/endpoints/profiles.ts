import type { SimReply } from '../../server/exchange.ts'
import { listsOf } from '../account/lists.ts'
import { mergeInto } from '../account/merge-profiles.ts'
import type { Profile } from '../account/profile.ts'
import { resolve } from '../account/resolve-profile.ts'
import { createProfile, type ProfileWrite, updateProfile } from '../account/write-profile.ts'
import { bodyCheck } from '../description/check-body.ts'
import { duplicateProfile, invalid, notFound, Refusal, refuse } from '../wire/problem.ts'
import { readFilter } from '../wire/read-filter.ts'
import { bodyOf, type Call, type Endpoint, limitBytes, profileNamed, requireSameId } from './call.ts'
import { collection, linked, single } from './documents.ts'
import { findProfiles, orderOf } from './find-profiles.ts'
import { showList } from './show-list.ts'
import { profileView } from './show-profile.ts'
import { checkAttributes, type ProfileInput, partialFailure } from './write-attributes.ts'

const profileBytes = 100_000
const at = '/data/attributes'

/** GET /api/profiles */
export const getProfiles: Endpoint = (call) => {
  const items = findProfiles(call.account, readFilter(call.operation, call.query.text('filter')))
  const { placeOf, descending } = orderOf(call.query.text('sort'))
  const view = profileView(call)
  return collection(call, { items, placeOf, descending, size: 20, show: (profile) => view(profile) })
}

/** GET /api/profiles/{id} */
export const getProfile: Endpoint = (call) => {
  const profile = profileNamed(call)
  const include = call.query.names('include')
  if (include === undefined) return single(call, 200, profileView(call)(profile))
  const lists = include.includes('lists') ? listsOf(call.account, profile) : []
  const fields = call.query.names('fields[list]')
  return single(
    call,
    200,
    profileView(call)(profile),
    lists.map((list) => linked(call, showList(list, fields))),
  )
}

const createBody = bodyCheck<{ data: ProfileInput }>('create_profile')

/** POST /api/profiles */
export const postProfile: Endpoint = (call) => {
  limitBytes(call, profileBytes, 'A profile')
  const { data } = bodyOf(call, createBody)
  const { account, actor } = call
  const { attributes, problems, droppedPhone } = checkAttributes(
    account,
    { ...data, id: null },
    {
      at,
      dropsPhone: true,
      mustIdentify: true,
    },
  )
  refuse(...problems)
  const [holder] = resolve(account, 'nobody', attributes).others
  if (holder !== undefined) throw new Refusal([duplicateProfile(holder.id)])
  const write = { attributes, meta: data.meta, nulls: 'clear', via: 'create' } as const
  return written(call, 201, createProfile(account, actor, write), droppedPhone)
}

const importBody = bodyCheck<{ data: ProfileInput }>('create_or_update_profile')

/** POST /api/profile-import */
export const importProfile: Endpoint = (call) => {
  limitBytes(call, profileBytes, 'A profile')
  const { data } = bodyOf(call, importBody)
  const { account, actor } = call
  const dropsPhone = account.settings.assumptions.importDropsInvalidPhone
  const rules = { at, dropsPhone, mustIdentify: true }
  const { attributes, problems, droppedPhone } = checkAttributes(account, data, rules)
  refuse(...problems)
  const { profile, others } = resolve(account, data.id, attributes)
  // [U]: an id that nobody has.
  if (profile === undefined && typeof data.id === 'string') throw new Refusal([notFound('profile', data.id)])
  if (profile !== undefined) settleConflict(call, profile, others)
  const write: ProfileWrite = { attributes, meta: data.meta, nulls: 'clear', via: 'import' }
  if (profile === undefined) return written(call, 201, createProfile(account, actor, write), droppedPhone)
  requireIdentified(profile, write)
  updateProfile(account, actor, profile, write)
  return written(call, 200, profile, droppedPhone)
}

function written(call: Call, status: number, profile: Profile, droppedPhone: boolean): SimReply {
  const reply = single(call, status, profileView(call)(profile))
  return droppedPhone ? { ...reply, headers: { ...reply.headers, ...partialFailure } } : reply
}

const patchBody = bodyCheck<{ data: ProfileInput & { id: string } }>('update_profile')

/** PATCH /api/profiles/{id} */
export const patchProfile: Endpoint = (call) => {
  limitBytes(call, profileBytes, 'A profile')
  const { data } = bodyOf(call, patchBody)
  const profile = profileNamed(call)
  requireSameId(call, data.id)
  const { account, actor } = call
  const { attributes, problems } = checkAttributes(account, data, { at, dropsPhone: false, mustIdentify: false })
  refuse(...problems)
  const [holder] = resolve(account, profile.id, attributes).others
  if (holder !== undefined) throw new Refusal([duplicateProfile(holder.id)])
  const write: ProfileWrite = { attributes, meta: data.meta, nulls: 'clear', via: 'patch' }
  requireIdentified(profile, write)
  updateProfile(account, actor, profile, write)
  return single(call, 200, profileView(call)(profile))
}

/** GET /api/profiles/{id}/lists */
export const getListsOfProfile: Endpoint = (call) => {
  const items = listsOf(call.account, profileNamed(call))
  const fields = call.query.names('fields[list]')
  const show = (list: (typeof items)[number]) => linked(call, showList(list, fields))
  return collection(call, { items, placeOf: ({ id }) => ['', id], size: Math.max(1, items.length), show })
}

/** GET /api/profiles/{id}/relationships/lists */
export const getListIdsOfProfile: Endpoint = (call) => {
  const items = listsOf(call.account, profileNamed(call))
  const show = ({ id }: (typeof items)[number]) => ({ type: 'list', id })
  return collection(call, { items, placeOf: ({ id }) => ['', id], size: Math.max(1, items.length), show })
}

function settleConflict(call: Call, profile: Profile, others: Profile[]): void {
  const [holder] = others
  if (holder === undefined) return
  if (call.account.settings.assumptions.importConflict === 'refuse') throw new Refusal([duplicateProfile(holder.id)])
  for (const other of others) mergeInto(call.account, call.actor, profile, other)
}

/** [U]: clearing the last identifier. A profile that nobody could find again is refused. */
function requireIdentified(profile: Profile, { attributes }: ProfileWrite): void {
  const email = attributes.email === undefined ? profile.email : attributes.email
  const phone = attributes.phone_number === undefined ? profile.phone_number : attributes.phone_number
  const externalId = attributes.external_id === undefined ? profile.external_id : attributes.external_id
  if (email === null && phone === null && externalId === null) {
    throw new Refusal([invalid(at, 'A profile must keep at least one identifier.')])
  }
}
