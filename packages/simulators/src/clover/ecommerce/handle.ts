import { type Handler, json, type SimReply } from '../../server/exchange.ts'
import { createRouter } from '../../server/router.ts'
import { bearerOf, type Key, type KeyKind } from '../keys/keyring.ts'
import { onlinePayments } from '../keys/permissions.ts'
import { notFound, nothingThere, wrongMethod } from '../replies.ts'
import { hasEcommerce, shopOf, type Town } from '../town.ts'
import type { EcommerceCall, EcommerceRoute } from './call.ts'
import { chargeRoutes } from './charges.ts'
import { customerRoutes } from './customers.ts'
import { orderRoutes } from './orders.ts'
import { pakmsRoutes } from './pakms.ts'
import { EcommerceProblem, notLetIn } from './problem.ts'
import { refundRoutes } from './refunds.ts'
import { tokenRoutes } from './tokens.ts'

const usualKinds: readonly KeyKind[] = ['private', 'oauth']

/** The Ecommerce API, with the tokens and the keys for them that live on hosts of their own at the vendor. */
export function ecommerceApi(town: Town): Handler {
  const find = createRouter<EcommerceRoute>({
    ...customerRoutes,
    ...chargeRoutes,
    ...orderRoutes,
    ...refundRoutes,
    ...tokenRoutes,
    ...pakmsRoutes(town),
  })
  return (request) => {
    const found = find(request.method, request.path)
    if (!hasEcommerce(town) || found.kind === 'nothing') return notFound(nothingThere).reply
    if (found.kind === 'wrong-method') return wrongMethod(request.method, found.allowed)
    const { opensTo = usualKinds, repeatable, answer } = found.handler
    const apiKey = request.headers.apikey
    const key = town.keys.valid(bearerOf(request) ?? (typeof apiKey === 'string' ? apiKey : undefined))
    if (key === undefined || !opens(key, opensTo, town)) return notLetIn()
    const shop = shopOf(town, key)
    const call: EcommerceCall = { shop, file: shop.cardFile, key, request, params: found.params }
    return repeatable === true ? onceOnly(call, answer) : answered(call, answer)
  }
}

/** An app needs the checkbox; an API token of the dashboard is no credential here, unless chosen otherwise. */
function opens({ kind, permissions }: Key, opensTo: readonly KeyKind[], { choices }: Town): boolean {
  if (kind === 'merchant') return choices.merchantTokenInEcommerce === 'accept' && opensTo.includes('private')
  return opensTo.includes(kind) && (kind !== 'oauth' || permissions.has(onlinePayments))
}

function answered(call: EcommerceCall, answer: EcommerceRoute['answer']): SimReply {
  try {
    return answer(call)
  } catch (error) {
    if (error instanceof EcommerceProblem) return error.reply
    throw error
  }
}

/** The same key gives the same reply; with another body it is refused. How long a key lives is not documented: for ever. */
function onceOnly(call: EcommerceCall, answer: EcommerceRoute['answer']): SimReply {
  const { request, file } = call
  const given = request.headers['idempotency-key']
  if (typeof given !== 'string') return answered(call, answer)
  const id = `${request.method} ${request.path} ${given}`
  const before = file.answered.get(id)
  if (before === undefined) {
    const reply = answered(call, answer)
    file.answered.set(id, { asked: request.body, reply })
    return reply
  }
  if (before.asked === request.body) return before.reply
  const message = 'The idempotency key was used with another body.'
  return json(400, {
    message: '400 Bad Request',
    error: { type: 'idempotency_error', code: 'invalid_request', message },
  })
}
