import { isObject } from '../../server/exchange.ts'
import { badRequest, notFound, nothingThere } from '../replies.ts'
import type { LinkName } from '../shop/catalogue.ts'
import { presentRow } from '../shop/present-row.ts'
import { renameVariants } from '../shop/put-on-shelf.ts'
import type { Shop } from '../shop/shop.ts'
import { bodyOf, type Call, type CloverRoute, reply } from './call.ts'
import { listField } from './fields.ts'

/** One element of a body: an item, a thing of another kind, or (to untie all of it) one of the two. */
interface Tie {
  item: string | undefined
  other: string | undefined
}

/** Ties, and with `?delete=true` unties. The answer is `{}` whatever happened. */
export function tieRoutes(path: string, link: LinkName, other: string): Record<string, CloverRoute> {
  const answer = (call: Call) => {
    const { shop, request } = call
    const body = bodyOf(call)
    const ties = (listField(body, 'elements') ?? []).map(
      (element): Tie => ({ item: idOf(element.item), other: idOf(element[other]) }),
    )
    const isDelete = request.query.get('delete') === 'true'
    const touched = ties.flatMap(({ item, other }) => item ?? shop.links(link).itemsOf(other ?? ''))
    // All or nothing: a bad one is found before the first is tied.
    const tied = isDelete ? [] : ties.map((tie) => bothOf(shop, link, tie))
    for (const one of tied) shop.links(link).tie(one.item, one.other)
    if (isDelete) for (const tie of ties) untie(shop, link, tie)
    shop.effects.record(`${link}.${isDelete ? 'untie' : 'tie'}`, shop.merchantId, 'api', body)
    if (link === 'options') renameVariants(shop, touched, 'api')
    return reply({})
  }
  return { [`POST /v3/merchants/:merchant/${path}`]: { needs: 'INVENTORY_W', answer } }
}

const idOf = (value: unknown) => (isObject(value) && typeof value.id === 'string' ? value.id : undefined)

function bothOf(shop: Shop, link: LinkName, { item, other }: Tie): { item: string; other: string } {
  if (item === undefined || other === undefined) throw badRequest('Both sides are required')
  if (presentRow(shop, 'items', item) === undefined || presentRow(shop, link, other) === undefined) {
    throw notFound(nothingThere)
  }
  return { item, other }
}

/** One side alone unties all of it. */
function untie(shop: Shop, link: LinkName, { item, other }: Tie): void {
  const links = shop.links(link)
  if (item !== undefined && other !== undefined) links.untie(item, other)
  else if (item !== undefined) links.untieAll({ item })
  else if (other !== undefined) links.untieAll({ other })
  else throw badRequest('One side is required')
}
