import type { SimReply } from '../../server/exchange.ts'
import { cutPage, type Place } from '../wire/paging.ts'
import { document } from '../wire/reply.ts'
import type { Call } from './call.ts'

/** One resource of the vendor's JSON:API. */
export interface Resource {
  type: string
  id: string
  [member: string]: unknown
}

/** A collection, how it is ordered, and how to show one of its items. */
export interface Collection<T> {
  items: readonly T[]
  placeOf: (item: T) => Place
  descending?: boolean
  /** Default page size, where the operation has a fixed one or one of its own. */
  size: number
  show: (item: T) => Resource
  included?: (items: T[]) => Resource[]
}

/** Whose resource it is. */
type Of = Pick<Call, 'account'>

/** One resource, with the link to itself. */
export function single(call: Call, status: number, resource: Resource, included?: Resource[]): SimReply {
  const links = { self: resourceLink(call, resource.type, resource.id) }
  const data = { ...resource, links }
  return document(status, included === undefined ? { data, links } : { data, included, links })
}

/** The page of a collection that the request asks for. */
export function collection<T>(
  call: Call,
  { items, placeOf, descending, size, show, included }: Collection<T>,
): SimReply {
  const asked = { size: call.query.count('page[size]') ?? size, cursor: call.query.text('page[cursor]') }
  const page = cutPage(items, asked, placeOf, descending)
  const link = (cursor: string | null) => (cursor === null ? noLink(call) : pageLink(call, cursor))
  const links = {
    self: collectionLink(call, call.request.query),
    next: link(page.next),
    prev: link(page.prev),
  }
  const data = page.items.map(show)
  return document(200, included === undefined ? { data, links } : { data, included: included(page.items), links })
}

/** A resource as an item of a collection: it carries its own link. */
export function linked(of: Of, resource: Resource): Resource {
  return { ...resource, links: { self: resourceLink(of, resource.type, resource.id) } }
}

const folders: Record<string, string> = {
  account: 'accounts',
  event: 'events',
  list: 'lists',
  metric: 'metrics',
  profile: 'profiles',
  'profile-bulk-import-job': 'profile-bulk-import-jobs',
  'profile-suppression-bulk-create-job': 'profile-suppression-bulk-create-jobs',
  'profile-suppression-bulk-delete-job': 'profile-suppression-bulk-delete-jobs',
}

function resourceLink({ account }: Of, type: string, id: string): string {
  return `${account.settings.linkBase}/api/${folders[type] ?? type}/${id}`
}

/** The links of a relationship that is not written out. */
export function relationship(of: Of, type: string, id: string, name: string): { links: Record<string, string> } {
  const base = resourceLink(of, type, id)
  return { links: { self: `${base}/relationships/${name}`, related: `${base}/${name}` } }
}

function noLink(call: Call): null | undefined {
  return call.account.settings.assumptions.lastPageLink === 'null' ? null : undefined
}

function pageLink(call: Call, cursor: string): string {
  const query = new URLSearchParams(call.request.query)
  query.set('page[cursor]', cursor)
  return collectionLink(call, query)
}

function collectionLink({ account, request }: Call, query: URLSearchParams): string {
  const path = account.settings.linkBase + request.path
  return query.size === 0 ? path : `${path}?${query}`
}
