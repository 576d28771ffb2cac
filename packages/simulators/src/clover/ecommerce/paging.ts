import { json } from '../../server/exchange.ts'
import type { Collection } from '../shop/collection.ts'
import type { EcommerceCall } from './call.ts'
import { invalid, missing } from './problem.ts'

/** One page, newest first, by cursors: `starting_after` goes to older ones, `ending_before` to newer ones. */
export function cursorPage<T extends { id: string }>(
  call: EcommerceCall,
  collection: Collection<T>,
  show: (item: T) => object,
  passes: (item: T) => boolean = () => true,
) {
  const { query, path } = call.request
  const limit = limitOf(query)
  const all = collection.all('newest-first').filter(passes).toArray()
  const [after, before] = [query.get('starting_after'), query.get('ending_before')]
  const place = (id: string) => {
    const index = all.findIndex((item) => item.id === id)
    if (index < 0) throw missing('object', id)
    return index
  }
  const end = before === null ? all.length : place(before)
  const start = after === null ? (before === null ? 0 : Math.max(0, end - limit)) : place(after) + 1
  const page = all.slice(start, Math.min(end, start + limit))
  const hasMore = before === null ? start + page.length < all.length : start > 0
  return json(200, { object: 'list', url: path, has_more: hasMore, data: page.map(show) })
}

function limitOf(query: URLSearchParams): number {
  const limit = Number(query.get('limit') ?? 10)
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    throw invalid('invalid_request', 'limit is 1 to 100.', 'limit')
  return limit
}

/** `created[gte]` and its like, in milliseconds; that the parameter is read so, and must be a number, is assumed. */
export function createdPasses({ request }: EcommerceCall): (item: { created: number }) => boolean {
  const bound = (name: string) => {
    const text = request.query.get(name)
    if (text === null) return undefined
    if (!/^\d+$/.test(text)) throw invalid('invalid_request', `${name} is a time in milliseconds.`, name)
    return Number(text)
  }
  const [gte, gt] = [bound('created[gte]'), bound('created[gt]')]
  const [lte, lt, at] = [bound('created[lte]'), bound('created[lt]'), bound('created')]
  return ({ created }) =>
    (gte === undefined || created >= gte) &&
    (gt === undefined || created > gt) &&
    (lte === undefined || created <= lte) &&
    (lt === undefined || created < lt) &&
    (at === undefined || created === at)
}
