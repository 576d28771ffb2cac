import type { SimReply } from '../../server/exchange.ts'
import { badRequest } from '../replies.ts'
import type { Collection } from '../shop/collection.ts'
import type { Call } from './call.ts'
import { type Clause, idsAsked } from './filter.ts'

const usualLimit = 100
const maxLimit = 1000

interface Paging {
  limit: number
  offset: number
}

function pagingOf({ request, shop }: Call): Paging {
  const limit = wholeNumber(request.query.get('limit'), usualLimit)
  if (limit > maxLimit && shop.choices.limitAboveMax === 'refuse') throw badRequest(`limit is at most ${maxLimit}`)
  return { limit: Math.min(limit, maxLimit), offset: wholeNumber(request.query.get('offset'), 0) }
}

/** Parameters that make no sense are ignored, as unknown ones are; what the vendor does is not documented. */
function wholeNumber(text: string | null, otherwise: number): number {
  return text !== null && /^\d+$/.test(text) ? Number(text) : otherwise
}

/** One page of what passes the filter. Clauses that ask for ids spare the look at all the others. */
export function pageOf<T extends { id: string }>(
  call: Call,
  collection: Collection<T>,
  clauses: readonly Clause[],
  passes: ((item: T) => boolean) | undefined,
): T[] {
  const { limit, offset } = pagingOf(call)
  const { order, filterCase } = call.shop.choices
  if (passes === undefined) return collection.page(offset, limit, order)
  const ids = filterCase === 'sensitive' ? idsAsked(clauses) : undefined
  const among = ids === undefined ? collection.all(order) : Iterator.from(collection.these(ids, order))
  return among.filter(passes).drop(offset).take(limit).toArray()
}

/** One page of things that are no collection of their own, in the order in which they come. */
export function pageOfAll<T>(call: Call, things: Iterable<T>): T[] {
  const { limit, offset } = pagingOf(call)
  return Iterator.from(things).drop(offset).take(limit).toArray()
}

/** The envelope of every list, around elements that are JSON already. */
export function listReply(call: Call, elements: readonly Buffer[], filterFields: readonly string[]): SimReply {
  const { request, base } = call
  const path = request.path.split('/').slice(4).join('/')
  const query = request.query.has('limit')
    ? request.search
    : `${request.search === '' ? '?' : `${request.search}&`}limit=100`
  return {
    status: 200,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-clover-allowed-filter-fields': filterFields.join(', '),
    },
    body: Buffer.concat([
      Buffer.from('{"elements":['),
      ...elements.flatMap((element, n) => (n === 0 ? [element] : [comma, element])),
      Buffer.from(`],"href":${JSON.stringify(`${base}/${path}${query}`)}}`),
    ]),
  }
}

const comma = Buffer.from(',')

/** One element of a list, ready to be sent. */
export const elementBytes = (element: object): Buffer => Buffer.from(JSON.stringify(element))
