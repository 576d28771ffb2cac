import type { Handler, SimReply } from '../../server/exchange.ts'
import { createRouter } from '../../server/router.ts'
import { type Access, mayPass } from '../access.ts'
import { notFound, nothingThere, Refusal, unauthorized, wrongMethod } from '../replies.ts'
import type { Shop } from '../shop/shop.ts'
import type { CloverRoute } from './call.ts'
import { contactRoutes } from './contacts.ts'
import { customerRoutes } from './customers.ts'
import { merchantRoutes } from './merchant.ts'
import { orderRoutes } from './orders.ts'

/** The platform API of one merchant. `access` is asked anew for each call: permissions may change. */
export function platformApi(options: { shop: Shop; access: () => Access; ninetyDays: boolean }): Handler {
  const { shop, access, ninetyDays } = options
  const find = createRouter<CloverRoute>({
    ...customerRoutes,
    ...contactRoutes,
    ...orderRoutes({ ninetyDays }),
    ...merchantRoutes,
  })
  return (request) => {
    const found = find(request.method, request.path)
    // The verb is looked at before the token: such replies do not even carry the headers of the API.
    if (found.kind === 'wrong-method') return wrongMethod(request.method, found.allowed)
    const answered = () => {
      if (found.kind === 'nothing') return notFound(nothingThere).reply
      const merchant = found.params.merchant ?? ''
      if (!mayPass(access(), request, merchant, found.handler.needs)) return unauthorized()
      const base = `http://${request.headers.host ?? 'localhost'}/v3/merchants/${merchant}`
      return found.handler.answer({ shop, request, params: found.params, base })
    }
    return withUsualHeaders(orRefusal(answered), shop)
  }
}

function orRefusal(answered: () => SimReply): SimReply {
  try {
    return answered()
  } catch (error) {
    if (error instanceof Refusal) return error.reply
    throw error
  }
}

function withUsualHeaders(reply: SimReply, shop: Shop): SimReply {
  const usual = {
    'x-clover-request-id': shop.random.uuid(),
    'cache-control': 'no-cache, no-store, must-revalidate',
    pragma: 'no-cache',
  }
  return { ...reply, headers: { ...usual, ...reply.headers } }
}
