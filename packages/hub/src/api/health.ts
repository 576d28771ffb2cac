import { z } from 'zod'
import { sendProblem } from './problem.ts'
import type { Api, ApiOptions } from './types.ts'

const Health = z.object({ status: z.literal('ok') })

/** For whoever watches the process: no key, no facts. */
export function healthRoutes(app: Api, { ready, hub }: ApiOptions): void {
  app.get('/livez', { schema: { hide: true, response: { 200: Health } } }, async () => ({ status: 'ok' as const }))
  app.get('/readyz', { schema: { hide: true, response: { 200: Health } } }, async (request, reply) => {
    try {
      await ready()
    } catch (error) {
      hub.log.warn('api.not_ready', { error })
      const detail = 'The database does not answer: the log of the server says why'
      return sendProblem(request, reply, { status: 503, code: 'not_ready', detail })
    }
    return { status: 'ok' as const }
  })
}
