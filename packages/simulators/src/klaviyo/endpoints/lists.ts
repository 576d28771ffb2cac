import { createList, type List, type OptInProcess } from '../account/lists.ts'
import { bodyCheck } from '../description/check-body.ts'
import type { Condition } from '../wire/filter-language.ts'
import type { Place } from '../wire/paging.ts'
import { readFilter } from '../wire/read-filter.ts'
import { nothing } from '../wire/reply.ts'
import { bodyOf, type Endpoint, listNamed, requireSameId } from './call.ts'
import { collection, linked, single } from './documents.ts'
import { holds } from './find-profiles.ts'
import { showList } from './show-list.ts'

/** GET /api/lists */
export const getLists: Endpoint = (call) => {
  const conditions = readFilter(call.operation, call.query.text('filter'))
  const kept = [...call.account.lists.values()].filter((list) =>
    conditions.every((condition) => keeps(list, condition)),
  )
  const sort = call.query.text('sort') ?? 'id'
  const descending = sort.startsWith('-')
  const placeOf = placeBy(descending ? sort.slice(1) : sort)
  const fields = call.query.names('fields[list]')
  return collection(call, {
    items: kept,
    placeOf,
    descending,
    size: 10,
    show: (list) => linked(call, showList(list, fields)),
  })
}

interface ListBody {
  data: { id: string; attributes: { name?: string | null; opt_in_process?: OptInProcess | null } }
}

const createBody = bodyCheck<{ data: { attributes: { name: string; opt_in_process?: OptInProcess | null } } }>(
  'create_list',
)

/** POST /api/lists: names need not be unique. */
export const postList: Endpoint = (call) => {
  const { name, opt_in_process: process } = bodyOf(call, createBody).data.attributes
  const list = createList(call.account, call.actor, name, process ?? undefined)
  return single(call, 201, showList(list, call.query.names('fields[list]')))
}

/** GET /api/lists/{id} */
export const getList: Endpoint = (call) => {
  const fields = call.query.names('fields[list]')
  return single(call, 200, showList(listNamed(call), fields, call.query.names('additional-fields[list]')))
}

const patchBody = bodyCheck<ListBody>('update_list')

/** PATCH /api/lists/{id} */
export const patchList: Endpoint = (call) => {
  const { id, attributes } = bodyOf(call, patchBody).data
  const list = listNamed(call)
  requireSameId(call, id)
  list.name = attributes.name ?? list.name
  list.optInProcess = attributes.opt_in_process ?? list.optInProcess
  list.updated = call.account.seconds()
  call.account.effects.record('list.update', list.id, call.actor.by, attributes)
  return single(call, 200, showList(list, call.query.names('fields[list]')))
}

/** DELETE /api/lists/{id} */
export const deleteList: Endpoint = (call) => {
  const list = listNamed(call)
  call.account.lists.delete(list.id)
  call.account.effects.record('list.delete', list.id, call.actor.by)
  return nothing(204)
}

function keeps(list: List, condition: Condition): boolean {
  if (condition.field === 'name') return condition.values.includes(list.name)
  if (condition.field === 'id') return condition.values.includes(list.id)
  return holds(condition, condition.field === 'created' ? list.created : list.updated)
}

function placeBy(name: string): (list: List) => Place {
  if (name === 'name') return (list) => [list.name, list.id]
  if (name === 'created') return (list) => [list.created, list.id]
  if (name === 'updated') return (list) => [list.updated, list.id]
  return (list) => ['', list.id]
}
