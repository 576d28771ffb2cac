import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Hub } from '../operations/hub.ts'
import { claim, endClaim } from '../operations/once.ts'
import type { NamedRequest } from '../store/kept-answer.ts'
import type { Api } from './types.ts'

/** The headers of a route that begins work: whoever does not know whether a request arrived can send it once more. */
export const onceHeaders = z.looseObject({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/, 'up to 255 characters without spaces, as a UUID')
    .optional()
    .describe('The same key with the same request is carried out once, and answered the same for a day'),
})

/**
 * Carries out what comes under an Idempotency-Key once. What was refused did nothing and can come again; what failed may
 * have done something.
 */
export function keepAnswers(api: Api, hub: Hub): void {
  api.decorateRequest('claimed', null)
  api.addHook('preHandler', async (request, reply) => {
    const key = request.headers['idempotency-key']
    if (request.routeOptions.schema?.headers !== onceHeaders || typeof key !== 'string') return
    const named = { workspaceId: hub.workspaceId, actor: request.actor, key }
    const answer = await claim(hub, named, saidBy(request))
    if (answer === null) {
      request.claimed = named
      return
    }
    const { status, location, body } = answer
    if (location !== null) reply.header('location', location)
    return reply
      .code(status)
      .header('idempotency-replayed', 'true')
      .type('application/json; charset=utf-8')
      .serializer(String)
      .send(body ?? '')
  })
  api.addHook('onSend', async (request, reply, payload) => {
    const { claimed } = request
    const { statusCode: status } = reply
    if (claimed === null || status >= 500) return payload
    const location = reply.getHeader('location')
    const where = typeof location === 'string' ? location : null
    const body = typeof payload === 'string' ? payload : null
    await endClaim(hub, claimed, status < 300 ? { status, location: where, body } : null)
    return payload
  })
}

function saidBy({ method, url, body }: FastifyRequest): string {
  return [method, url, JSON.stringify(body ?? null)].join('\n')
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The name under which its answer is kept; null: it has none. */
    claimed: NamedRequest | null
  }
}
