import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Refusal } from '../operations/refusal.ts'
import { endSession, endSessions, sessionsOf } from '../operations/sign-in.ts'
import { Instant, idParam, instant } from './fields.ts'
import { problemResponse } from './problem.ts'
import { secretIn } from './session-cookie.ts'
import type { Api, ApiOptions } from './types.ts'

const SessionsBody = z
  .object({
    data: z.array(
      z.object({
        id: z.int(),
        agent: z.string().describe('The browser, as it calls itself'),
        address: z.string(),
        createdAt: Instant,
        seenAt: Instant,
        isThis: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Sessions' })

const Ended = z.object({ ended: z.int() })
const config = { role: 'viewer' } as const
const tags = ['session']

/** Where somebody is signed in: everybody's own affair. */
export function ownSessionRoutes(app: Api, { hub }: ApiOptions): void {
  app.get(
    '/sessions',
    {
      config,
      schema: {
        operationId: 'listSessions',
        tags,
        summary: 'Where you are signed in',
        response: { 200: SessionsBody, ...problemResponse },
      },
    },
    async (request) => {
      const sessions = await sessionsOf(hub, selfOf(request), secretIn(request))
      return {
        data: sessions.map(({ id, agent, address, createdAt, seenAt, isThis }) => {
          return { id, agent, address, isThis, createdAt: instant(createdAt), seenAt: instant(seenAt) }
        }),
      }
    },
  )
  app.delete(
    '/sessions',
    {
      config,
      schema: {
        operationId: 'endOtherSessions',
        tags,
        summary: 'Sign out everywhere but here',
        response: { 200: Ended, ...problemResponse },
      },
    },
    async (request) => ({ ended: await endSessions(hub, selfOf(request), secretIn(request)) }),
  )
  app.delete(
    '/sessions/:id',
    {
      config,
      schema: {
        operationId: 'endSession',
        tags,
        summary: 'Sign out in one other browser',
        params: idParam,
        response: { 200: Ended, ...problemResponse },
      },
    },
    async (request) => {
      await endSession(hub, selfOf(request), request.params.id)
      return { ended: 1 }
    },
  )
}

function selfOf(request: FastifyRequest): number {
  if (request.personId !== null) return request.personId
  throw new Refusal('conflict', 'no_person', 'Sessions belong to people: an API key has none')
}
