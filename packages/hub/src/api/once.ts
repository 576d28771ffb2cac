import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Hub } from '../operations/hub.ts'
import { claim, type Held } from '../operations/once.ts'
import type { Api } from './types.ts'

/** The headers of a route that begins work: whoever does not know whether a request arrived can send it once more. */
export const onceHeaders = z.looseObject({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/, 'up to 255 characters without spaces, as a UUID')
    .optional()
    .describe('The same key with the same request is carried out once, and answered the same for a day'),
})

/** Carries out what comes under an Idempotency-Key once. What was refused, or failed, did nothing and can come again. */
export function keepAnswers(api: Api, hub: Hub): void {
  api.decorateRequest('held', null)
  api.addHook('preHandler', async (request, reply) => {
    const key = request.headers['idempotency-key']
    if (request.routeOptions.schema?.headers !== onceHeaders || typeof key !== 'string') return
    const named = { workspaceId: hub.workspaceId, actor: request.actor, key }
    const claimed = await claim(hub, { ...named, said: saidBy(request) })
    if ('held' in claimed) {
      request.held = claimed.held
      return
    }
    const { status, location, body } = claimed.answer
    if (location !== null) reply.header('location', location)
    return reply
      .code(status)
      .header('idempotency-replayed', 'true')
      .type('application/json; charset=utf-8')
      .serializer(String)
      .send(body ?? '')
  })
  api.addHook('onSend', async (request, reply, payload) => {
    const { held } = request
    request.held = null
    if (reply.statusCode >= 300 || typeof payload !== 'string') await held?.end(null)
    else {
      const location = reply.getHeader('location')
      const where = typeof location === 'string' ? location : null
      await held?.end({ status: reply.statusCode, location: where, body: payload })
    }
    return payload
  })
}

function saidBy({ method, url, body }: FastifyRequest): string {
  return [method, url, JSON.stringify(body ?? null)].join('\n')
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The name under which its answer is kept; null: it has none. */
    held: Held | null
  }
}
