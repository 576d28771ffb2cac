import { CloverProtocolError, CloverUsageError } from '../errors.ts'
import type { CallOptions } from '../http/client-options.ts'
import { type Listing, listingOf } from '../listing.ts'
import { ready } from '../ready.ts'
import { requireId } from '../required.ts'
import { type Expanded, expandText, type Shape } from './expand.ts'
import { type Filter, type FilterFields, filterClauses } from './filter.ts'
import type { Query, Rest } from './rest.ts'
import { type History, windowFilters } from './windows.ts'

/** One row of the table of resources: where it is, what its lists are filtered by, what is expanded, how far they look back. */
export interface ResourceRow<S extends Shape = Shape> {
  path: string
  filters: S['filters'] & FilterFields
  expands: readonly S['expandable'][]
  /** Where a list expands other names than a single object does. */
  listExpands?: readonly S['expandable'][]
  history?: History
}

/** What to expand in the reply. */
export interface ExpandOptions<E extends string> extends CallOptions {
  /** Fields that Clover leaves out unless asked; three at most. [D] */
  expand?: readonly E[]
}

/** Which rows, and how they come. */
export interface ListOptions<S extends Shape, E extends string> extends ExpandOptions<E> {
  /** By the fields that Clover can filter this list by; any other is refused before the call. */
  filter?: Filter<S['filters']>
  /** Clauses as Clover reads them, for fields that are not in our table: `['categoryId=G3J5M7P9R1T4W']`. */
  rawFilter?: readonly string[]
  /** Not in Clover's reference, and ignored where unknown: look at the result. [I] */
  orderBy?: string
  /** Rows a page, 1 to 1000; default 1000, where Clover's own is 100. [D] */
  pageSize?: number
  /** Begins behind so many rows. */
  offset?: number
}

/** A collection that can be listed. */
export interface Lists<S extends Shape> {
  /**
   * All rows, page by page, each id once. Rows that move while they are listed can be missed by offset paging: Clover
   * has no other. A list of orders, payments or refunds looks 90 days back; a filter with a beginning on
   * `modifiedTime` or `clientCreatedTime` is walked in windows of 90 days, oldest first, to the present. [D]
   *
   * @throws CloverUsageError a field that cannot be filtered by or expanded
   */
  list<const E extends S['expandable'] = never>(options?: ListOptions<S, E>): Listing<Expanded<S, E>>
}

/** A collection whose objects can be read by id. */
export interface Gets<S extends Shape> {
  /** One object. An unknown or deleted id is a `CloverInvalidRequestError` with status 404; another merchant's, a 401. */
  get<const E extends S['expandable'] = never>(id: string, options?: ExpandOptions<E>): Promise<Expanded<S, E>>
}

/** A collection that takes new objects. */
export interface Creates<S extends Shape> {
  /**
   * Makes an object. Clover has no idempotency keys here: a repeated create makes a second one, so it is tried again by
   * itself only after a 429. After a `CloverConnectionError` look before you repeat. [D]
   */
  create<const E extends S['expandable'] = never>(
    object: S['create'],
    options?: ExpandOptions<E>,
  ): Promise<Expanded<S, E>>
}

/** A collection whose objects can be changed. */
export interface Updates<S extends Shape> {
  /** Changes the given fields and no others. [D] */
  update<const E extends S['expandable'] = never>(
    id: string,
    change: S['update'],
    options?: ExpandOptions<E>,
  ): Promise<Expanded<S, E>>
}

/** A collection whose objects can be deleted. */
export interface Removes {
  /** Deletes; a second time is a 404. */
  remove(id: string, options?: CallOptions): Promise<void>
}

const pageMax = 1_000

export function lists<S extends Shape>(rest: Rest, row: ResourceRow<S>): Lists<S> {
  return {
    list: (options = {}) => {
      const { filter = {}, rawFilter = [], orderBy, expand = [] } = options
      const { pageSize = pageMax, offset = 0, signal } = options
      if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > pageMax) {
        throw new CloverUsageError('out_of_range', 'pageSize', `pageSize is 1 to ${pageMax}, but is ${pageSize}`)
      }
      const expanded = expandText(expand, row.listExpands ?? row.expands, rest.maxExpands)
      const shared: Query = [
        ...rawFilter.map((clause) => ['filter', clause] as const),
        ...(orderBy === undefined ? [] : [['orderBy', orderBy] as const]),
        ...(expanded === '' ? [] : [['expand', expanded] as const]),
      ]
      const queries = (): Query[] => {
        const filters =
          row.history === undefined ? [filter] : windowFilters(filter, row.history, rest.world.now(), rest.windowDays)
        return filters.map((window) => [...filterClauses(window, row.filters).map(clause), ...shared])
      }
      // Checked now, asked for when it is walked.
      const windows = queries().length
      if (offset > 0 && windows > 1) {
        throw new CloverUsageError('out_of_range', 'offset', 'An offset has no meaning in a history of several windows')
      }
      type Found = Expanded<S, (typeof expand)[number]> & { id?: string }
      const pagesOf = (query: Query) => pages<Found>(rest, row.path, { query, pageSize, offset, signal })
      return listingOf<Found>(
        async function* () {
          for (const query of queries()) yield* pagesOf(query)
        },
        async function* () {
          for (const query of queries()) yield* once(pagesOf(query))
        },
      )
    },
  }
}

const clause = (text: string) => ['filter', text] as const

/** Until a page is not full; Clover gives neither a count nor a next link. [S] */
async function* pages<T>(
  rest: Rest,
  path: string,
  from: { query: Query; pageSize: number; offset: number; signal: AbortSignal | undefined },
): AsyncGenerator<T[]> {
  const { query, pageSize, signal } = from
  for (let offset = from.offset; ; offset += pageSize) {
    const paging = [['limit', String(pageSize)] as const, ['offset', String(offset)] as const]
    const { elements } = await rest.call<{ elements: T[] }>('GET', path, { query: [...query, ...paging], signal })
    if (!Array.isArray(elements)) {
      throw new CloverProtocolError(`GET ${path}: a list without elements`, { statusCode: 200, param: 'elements' })
    }
    yield elements
    if (elements.length < pageSize) return
  }
}

/**
 * Rows that slid onto the next page meanwhile come once. In the next window a row may come again: then it has changed
 * since, and is another.
 */
async function* once<T extends { id?: string }>(found: AsyncIterable<T[]>): AsyncGenerator<T> {
  const seen = new Set<string>()
  for await (const page of found) {
    for (const row of page) {
      if (row.id !== undefined && seen.has(row.id)) continue
      if (row.id !== undefined) seen.add(row.id)
      yield row
    }
  }
}

function gets<S extends Shape>(rest: Rest, row: ResourceRow<S>): Gets<S> {
  return {
    get: (id, { expand = [], signal } = {}) =>
      ready(() => rest.call('GET', objectPath(row.path, id), { query: expandQuery(rest, row, expand), signal })),
  }
}

export function creates<S extends Shape>(rest: Rest, row: ResourceRow<S>): Creates<S> {
  return {
    create: (body, { expand = [], signal } = {}) =>
      ready(() => rest.call('POST', row.path, { body, query: expandQuery(rest, row, expand), signal })),
  }
}

export function updates<S extends Shape>(rest: Rest, row: ResourceRow<S>): Updates<S> {
  return {
    update: (id, body, { expand = [], signal } = {}) =>
      ready(() => rest.call('POST', objectPath(row.path, id), { body, query: expandQuery(rest, row, expand), signal })),
  }
}

export function removes(rest: Rest, row: Pick<ResourceRow, 'path'>): Removes {
  return {
    remove: (id, { signal } = {}) =>
      ready(async () => {
        await rest.call('DELETE', objectPath(row.path, id), { signal })
      }),
  }
}

/** All five. */
export function collection<S extends Shape>(rest: Rest, row: ResourceRow<S>): Collection<S> {
  return { ...readable(rest, row), ...creates(rest, row), ...updates(rest, row), ...removes(rest, row) }
}

export function readable<S extends Shape>(rest: Rest, row: ResourceRow<S>): Readable<S> {
  return { ...lists(rest, row), ...gets(rest, row) }
}

/** A collection with list, get, create, update and remove. */
export interface Collection<S extends Shape> extends Readable<S>, Creates<S>, Updates<S>, Removes {}

/** A collection that is read alone. */
export interface Readable<S extends Shape> extends Lists<S>, Gets<S> {}

/** What belongs to one object: made, changed and deleted below it, and read by expanding it. */
export interface Owned<S extends Shape> extends Creates<S>, Updates<S>, Removes {}

export function owned<S extends Shape>(rest: Rest, row: ResourceRow<S>): Owned<S> {
  return { ...creates(rest, row), ...updates(rest, row), ...removes(rest, row) }
}

/** `/orders/K4W8N2R6T0V3X` */
export function objectPath(path: string, id: string): string {
  return `${path}/${encodeURIComponent(requireId('id', id))}`
}

/** `/orders/K4W8N2R6T0V3X/line_items` */
export function below(path: string, id: string, collectionName: string): string {
  return `${objectPath(path, id)}/${collectionName}`
}

function expandQuery<S extends Shape>(rest: Rest, row: ResourceRow<S>, expand: readonly string[]): Query {
  const text = expandText(expand, row.expands, rest.maxExpands)
  return text === '' ? [] : [['expand', text]]
}
