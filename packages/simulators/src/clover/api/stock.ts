import { badRequest } from '../replies.ts'
import { bodyOf, type Call, type CloverRoute, reply } from './call.ts'
import { itemResource, stockView } from './items.ts'
import { elementBytes, listReply, pageOf } from './paging.ts'
import { rowOf } from './resource.ts'

const one = '/v3/merchants/:merchant/item_stocks/:id'

/** Works whether or not the merchant tracks stock: only `properties.trackStock` tells. */
export const stockRoutes: Record<string, CloverRoute> = {
  'GET /v3/merchants/:merchant/item_stocks': { needs: 'INVENTORY_R', answer: list },
  [`GET ${one}`]: { needs: 'INVENTORY_R', answer: (call) => reply(stockView(call, rowOf(call, itemResource).id)) },
  [`POST ${one}`]: { needs: 'INVENTORY_W', answer: write },
  [`PUT ${one}`]: { needs: 'INVENTORY_W', answer: write },
  [`DELETE ${one}`]: { needs: 'INVENTORY_W', answer: remove },
}

function list(call: Call) {
  const { shop } = call
  const page = pageOf(call, shop.shelf('stocks'), [], undefined)
  return listReply(
    call,
    page.map(({ id }) => elementBytes(stockView(call, id))),
    [],
  )
}

/** Absolute, not a difference; a decimal, and below zero if somebody says so. */
function write(call: Call) {
  const { shop } = call
  const { id } = rowOf(call, itemResource)
  const body = bodyOf(call)
  const quantity = body.quantity ?? body.stockCount
  if (typeof quantity !== 'number' || !Number.isFinite(quantity)) throw badRequest('quantity must be a number')
  shop.shelf('stocks').put({ id, quantity, modifiedTime: shop.stamp() })
  shop.effects.record('stock.update', id, 'api', { quantity })
  return reply(stockView(call, id))
}

function remove(call: Call) {
  const { id } = rowOf(call, itemResource)
  call.shop.shelf('stocks').remove(id)
  call.shop.effects.record('stock.delete', id, 'api')
  return reply({})
}
