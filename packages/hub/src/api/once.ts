import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Hub } from '../operations/hub.ts'
import { claim } from '../operations/once.ts'
import { freeAnswer, type NamedRequest, storeAnswer } from '../store/kept-answer.ts'
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
  api.decorateRequest('claimed', null)
  api.addHook('preHandler', async (request, reply) => {
    const key = request.headers['idempotency-key']
    if (request.routeOptions.schema?.headers !== onceHeaders || typeof key !== 'string') return
    const named = { workspaceId: hub.workspaceId, actor: request.actor, key }
    const known = await claim(hub, { ...named, said: saidBy(request) })
    if (known === null) {
      request.claimed = named
      return
    }
    if (known.location !== null) reply.header('location', known.location)
    return reply
      .code(known.status)
      .header('idempotency-replayed', 'true')
      .type('application/json; charset=utf-8')
      .serializer(String)
      .send(known.body ?? '')
  })
  api.addHook('onSend', async (request, reply, payload) => {
    const { claimed } = request
    if (claimed === null) return payload
    if (reply.statusCode >= 300 || typeof payload !== 'string') await freeAnswer(hub.db, claimed)
    else {
      const location = reply.getHeader('location')
      const where = typeof location === 'string' ? location : null
      await storeAnswer(hub.db, claimed, { status: reply.statusCode, location: where, body: payload })
    }
    return payload
  })
}

function saidBy({ method, url, body }: FastifyRequest): string {
  return [method, url, JSON.stringify(body ?? null)].join('\n')
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Under which its answer is kept; null: it is not. */
    claimed: NamedRequest | null
  }
}
