import type { Handler, SimReply } from '../../server/exchange.ts'
import { createRouter } from '../../server/router.ts'
import { bearerOf, type KeyKind } from '../keys/keyring.ts'
import { forbidden, notFound, nothingThere, Refusal, unauthorized, wrongMethod } from '../replies.ts'
import { shopOf, type Town } from '../town.ts'
import { atomicOrderRoutes } from './atomic-orders.ts'
import type { CloverRoute } from './call.ts'
import { contactRoutes } from './contacts.ts'
import { customerRoutes } from './customers.ts'
import { houseRoutes } from './house.ts'
import { inventoryRoutes } from './inventory.ts'
import { itemRoutes } from './items.ts'
import { lineItemRoutes } from './line-items.ts'
import { orderDiscountRoutes } from './order-discounts.ts'
import { orderRoutes } from './orders.ts'
import { paymentRoutes } from './payments.ts'
import { refundRoutes } from './refunds.ts'
import { stockRoutes } from './stock.ts'

/** The platform API of all merchants of a town. Keys are looked up anew for each call: they may change. */
export function platformApi(town: Town, options: { ninetyDays: boolean }): Handler {
  const find = createRouter<CloverRoute>({
    ...customerRoutes,
    ...contactRoutes,
    ...orderRoutes(options),
    ...lineItemRoutes,
    ...orderDiscountRoutes,
    ...atomicOrderRoutes,
    ...paymentRoutes(options),
    ...refundRoutes(options),
    ...houseRoutes,
    ...itemRoutes,
    ...stockRoutes,
    ...inventoryRoutes,
  })
  return (request) => {
    const found = find(request.method, request.path)
    // The verb is looked at before the token: such replies do not even carry the headers of the API.
    if (found.kind === 'wrong-method') return wrongMethod(request.method, found.allowed)
    const answered = () => {
      if (found.kind === 'nothing') return notFound(nothingThere).reply
      const merchant = found.params.merchant ?? ''
      const key = town.keys.valid(bearerOf(request))
      if (key === undefined || key.merchantId !== merchant || !platformKinds.includes(key.kind)) return unauthorized()
      if (!key.permissions.has(found.handler.needs)) {
        return town.choices.missingPermission === 403 ? forbidden() : unauthorized()
      }
      const base = `http://${request.headers.host ?? 'localhost'}/v3/merchants/${merchant}`
      return found.handler.answer({ shop: shopOf(town, key), key, request, params: found.params, base })
    }
    return withUsualHeaders(orRefusal(answered), town)
  }
}

const platformKinds: readonly KeyKind[] = ['merchant', 'oauth']

function orRefusal(answered: () => SimReply): SimReply {
  try {
    return answered()
  } catch (error) {
    if (error instanceof Refusal) return error.reply
    throw error
  }
}

function withUsualHeaders(reply: SimReply, town: Town): SimReply {
  const usual = {
    'x-clover-request-id': town.random.uuid(),
    'cache-control': 'no-cache, no-store, must-revalidate',
    pragma: 'no-cache',
  }
  return { ...reply, headers: { ...usual, ...reply.headers } }
}
