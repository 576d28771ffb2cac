import type { FlowDefinition } from '@trefoil/mapping'
import { told } from '../harness/told.ts'
import type { MatrixHouse } from './matrix-house.ts'

/** One call of a connector, and how the hub is brought to make it. */
export interface Operation {
  vendor: 'clover' | 'klaviyo' | 'receiver'
  title: string
  /** Which requests it makes; `:merchant` stands for the shop. */
  match: string
  /** So many requests look alike and come first; 0 unless told. */
  after?: number
  /** `listing`: trouble is that of the whole flow. `delivery`: of the records that are on their way. */
  stage: 'listing' | 'delivery'
  /** A second time does no harm, so that it is repeated within the call. */
  isRepeatable: boolean
  /** The hub needs something of the answer. */
  isRead: boolean
  hasBody: boolean
  /** By its status alone the vendor says what came of it: whatever the body is, there is nothing strange about it. */
  takesAnyBody?: true
  /** So many such calls belong to one try, and share a fault that strikes several times; 1 unless told. */
  calls?: number
  /** It has a time-out of its own, longer than anybody sits through here. */
  isPatient?: true
  /** What it brings lies behind the vendor's date: a hub whose clock is behind reads it once that is right again. */
  isDated?: true
  /** Where in what it sends its rows are: the vendor refuses one of them by its place. */
  rows?: string
  /** What is done at all vendors in the end, and how often. */
  effects: Record<string, number>
  /** Effects that may come more often: they set what is set already, as where a first try is found and finished. */
  absolute?: readonly string[]
  /** All is calm: what must be there first. Answers what then brings the call about, once more each time. */
  prepare(house: MatrixHouse, number: number): Promise<() => Promise<unknown>>
}

/** A call that asks. */
export const read = { isRepeatable: true, isRead: true, hasBody: true } as const

/** Nothing is done by it. */
export const nothing = {}

export function run({ api }: MatrixHouse, name: string): Promise<unknown> {
  return told(api.POST('/api/v1/flows/{name}/runs', { params: { path: { name } } }))
}

export function sync({ api }: MatrixHouse, name: string, externalId: string): Promise<unknown> {
  return told(api.POST('/api/v1/flows/{name}/sync', { params: { path: { name } }, body: { externalId } }))
}

/** A record that a person chose among others: whether the vendor has it is asked by the run. */
export async function named({ api }: MatrixHouse, name: string, externalId: string): Promise<unknown> {
  const { run: id } = await told(api.POST('/api/v1/flows/{name}/selections', { params: { path: { name } } }))
  const params = { path: { id: String(id) } }
  await told(api.POST('/api/v1/runs/{id}/selection', { params, body: { externalIds: [externalId] } }))
  return told(api.POST('/api/v1/runs/{id}/start', { params }))
}

/** A person changes the one record of which so much is known. */
export async function edit(
  { api }: MatrixHouse,
  which: { entity: string; name: string; value: string },
  body: Record<string, unknown>,
): Promise<unknown> {
  const { entity, name, value } = which
  const { data } = await told(api.GET('/api/v1/records', { params: { query: { entity, q: value, limit: 50 } } }))
  const found = data.filter((record) => record.data[name] === value)
  const [one] = found
  if (one === undefined || found.length > 1) throw new Error(`${found.length} of ${entity} have the ${name} ${value}`)
  return told(api.PATCH('/api/v1/records/{id}', { params: { path: { id: String(one.id) } }, body }))
}

/** A flow that lists a source and keeps nothing of it. */
export function lookingOn(name: string, endpoint: string): FlowDefinition {
  const mapping = { name: `${name} look`, type: 'add' as const, says: 'Nobody is kept.', filter: 'IsBlank(Id)' }
  return {
    ...{ name, title: name, says: 'Only here.', entity: 'Customer', direction: 'to_hub' as const, endpoint },
    triggers: {},
    mappings: [{ ...mapping, rules: [{ to: 'CustomerNumber', field: 'Id', says: 'Its id.' }] }],
  }
}
