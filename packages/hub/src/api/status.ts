import { z } from 'zod'
import { readStatus } from '../operations/status.ts'
import { Instant, instant } from './fields.ts'
import { problemResponse } from './problem.ts'
import type { Api, ApiOptions } from './types.ts'

const StatusBody = z
  .object({
    status: z.enum(['ok', 'troubled']).describe('troubled: something stalls, or a connection or flow is stopped'),
    stalls: z.array(
      z.object({
        connection: z.string(),
        flow: z.string(),
        step: z
          .enum(['lease', 'begin', 'read', 'poll', 'send', 'settle'])
          .describe(
            'lease: no worker takes the connection; settle: the vendor took a write and does not say how it ended',
          ),
        record: z.string().nullable().describe("The hub's id, or the vendor's where a source is read"),
        run: z.int().nullable(),
        since: Instant,
      }),
    ),
    stopped: z.array(z.string()).describe('Connections and flows that wait for a person'),
    openIssues: z.int(),
    mail: z.enum(['on', 'off']),
  })
  .meta({ id: 'Status' })

export function statusRoutes(app: Api, { hub }: ApiOptions): void {
  app.get(
    '/status',
    {
      schema: {
        operationId: 'getStatus',
        tags: ['health'],
        summary: 'Whether what is due moves, what is stopped, and how many issues are open',
        response: { 200: StatusBody, ...problemResponse },
      },
    },
    async () => {
      const { stalls, ...rest } = await readStatus(hub)
      return { ...rest, stalls: stalls.map((stall) => ({ ...stall, since: instant(stall.since) })) }
    },
  )
}
