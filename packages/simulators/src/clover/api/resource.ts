import { Refusal } from '../replies.ts'
import type { Row, ShelfName } from '../shop/catalogue.ts'
import { presentRow } from '../shop/present-row.ts'
import { putOnShelf } from '../shop/put-on-shelf.ts'
import { takeOffShelf } from '../shop/take-off-shelf.ts'
import { bodyOf, type Call, type CloverRoute, reply } from './call.ts'
import { expandOf } from './expand.ts'
import { clausesOf, type FilterFields, filterBy } from './filter.ts'
import { elementBytes, listReply, pageOf, pageOfAll } from './paging.ts'
import { type FieldRules, rowFrom } from './row-fields.ts'

/** A plain kind of thing: listed, made, read, changed and removed in the same way as all others. */
export interface Resource {
  shelf: ShelfName
  /** Below the merchant, like `items`. */
  path: string
  /** `INVENTORY` needs `INVENTORY_R` to be read and `INVENTORY_W` to be written. */
  area: string
  rules: FieldRules
  /** What a new one has before the body is looked at. */
  fresh?: (call: Call) => Record<string, unknown>
  filters: FilterFields<Row>
  expands?: readonly string[]
  view?: (call: Call, row: Row, expands: ReadonlySet<string>) => Record<string, unknown>
  /** Sees what was written before it is kept; may refuse. */
  beforeSave?: (call: Call, row: Row, isNew: boolean) => void
  /** False for one that is always there. */
  mayRemove?: (row: Row) => boolean
  /** Writing is not offered at all, or only making anew and changing. */
  verbs?: readonly ('create' | 'update' | 'delete')[]
  /** A trailing `*` works in filters. */
  wildcard?: true
  /** The words of a 404. */
  missing?: () => Refusal
}

/** The words for a row that is not there: as they were seen for items. */
export const invalidId = () => new Refusal(404, 'invalid ID')

export function resourceRoutes(resource: Resource): Record<string, CloverRoute> {
  const { area, path, verbs = ['create', 'update', 'delete'] } = resource
  const all = `/v3/merchants/:merchant/${path}`
  const read = `${area}_R`
  const write = `${area}_W`
  const routes: Record<string, CloverRoute> = {
    [`GET ${all}`]: { needs: read, answer: (call) => listRows(call, resource) },
    [`GET ${all}/:id`]: { needs: read, answer: (call) => shownRow(call, resource, rowOf(call, resource)) },
  }
  if (verbs.includes('create')) routes[`POST ${all}`] = { needs: write, answer: (call) => create(call, resource) }
  if (verbs.includes('update')) routes[`POST ${all}/:id`] = { needs: write, answer: (call) => update(call, resource) }
  if (verbs.includes('delete')) routes[`DELETE ${all}/:id`] = { needs: write, answer: (call) => remove(call, resource) }
  return routes
}

/** The row of the path, or a 404; so also for one that was deleted. */
export function rowOf({ shop, params }: Call, { shelf, missing = invalidId }: Resource, id = params.id ?? ''): Row {
  const row = presentRow(shop, shelf, id)
  if (row === undefined) throw missing()
  return row
}

/** All rows, or those with the given ids in their order. */
export function listRows(call: Call, resource: Resource, ids?: readonly string[]) {
  const { shop, request } = call
  const shelf = shop.shelf(resource.shelf)
  const names = Object.keys(resource.filters)
  const clauses = clausesOf(request.query, names)
  const passes = filterBy(clauses, resource.filters, shop, { prefix: resource.wildcard === true })
  const named = ids?.map((id) => shelf.get(id)).filter((row) => row !== undefined)
  const page =
    named === undefined ? pageOf(call, shelf, clauses, passes) : pageOfAll(call, named.filter(passes ?? (() => true)))
  const expands = expandOf(call, resource.expands ?? [])
  return listReply(
    call,
    page.map((row) => elementBytes(viewOf(call, resource, row, expands))),
    names,
  )
}

export const shownRow = (call: Call, resource: Resource, row: Row) =>
  reply(viewOf(call, resource, row, expandOf(call, resource.expands ?? [])))

const viewOf = (call: Call, { view }: Resource, row: Row, expands: ReadonlySet<string>) =>
  view === undefined ? row : view(call, row, expands)

function create(call: Call, resource: Resource) {
  return shownRow(call, resource, createRow(call, resource, bodyOf(call)))
}

/** A row of a body, checked and not kept yet. */
export function newRow(call: Call, resource: Resource, body: Record<string, unknown>): Row {
  const row = rowFrom(body, resource.rules, { id: call.shop.newId(), ...resource.fresh?.(call) })
  resource.beforeSave?.(call, row, true)
  return row
}

/** Makes a row of a body, keeps it, and says so in the effect log. */
export function createRow(call: Call, resource: Resource, body: Record<string, unknown>): Row {
  const row = newRow(call, resource, body)
  return putOnShelf(call.shop, resource.shelf, row, { verb: 'create', by: 'api', detail: body })
}

function update(call: Call, resource: Resource) {
  return shownRow(call, resource, updateRow(call, resource, rowOf(call, resource), bodyOf(call)))
}

/** A row with what a body changes, checked and not kept yet. */
export function changedRow(call: Call, resource: Resource, before: Row, body: Record<string, unknown>): Row {
  const stamped = before.modifiedTime === undefined ? before : { ...before, modifiedTime: call.shop.stamp() }
  const row = rowFrom(body, resource.rules, stamped)
  resource.beforeSave?.(call, row, false)
  return row
}

export function updateRow(call: Call, resource: Resource, before: Row, body: Record<string, unknown>): Row {
  const row = changedRow(call, resource, before, body)
  return putOnShelf(call.shop, resource.shelf, row, { verb: 'update', by: 'api', detail: body })
}

function remove(call: Call, resource: Resource) {
  removeRow(call, resource, rowOf(call, resource))
  return reply({})
}

export function removeRow(call: Call, resource: Resource, row: Row): void {
  if (resource.mayRemove?.(row) === false) throw new Refusal(400, '400 Bad Request', 'It cannot be deleted')
  takeOffShelf(call.shop, resource.shelf, row, 'api')
}
