import { z } from 'zod'
import { flowReadiness } from '../operations/flow-readiness.ts'
import { nameParam } from './fields.ts'
import { problemResponse } from './problem.ts'
import type { Api, ApiOptions } from './types.ts'

const CheckBody = z.object({
  code: z.string(),
  title: z.string().describe('What must be true'),
  passed: z.boolean(),
  says: z.string().describe('What was found'),
  todo: z.string().nullable().describe('What to do about it'),
  records: z
    .array(z.object({ id: z.string(), says: z.string() }))
    .describe("The first records that are concerned: the source's ids for what comes in, the hub's for what goes out"),
})

const ReadinessBody = z
  .object({ flow: z.string(), ready: z.boolean(), checks: z.array(CheckBody) })
  .meta({ id: 'Readiness' })

export function flowReadinessRoutes(app: Api, { hub }: ApiOptions): void {
  app.get(
    '/flows/:name/readiness',
    {
      schema: {
        operationId: 'flowReadiness',
        tags: ['flows'],
        summary: 'What must be true for a flow to run well, thing by thing, and the records that it would leave out',
        params: nameParam,
        response: { 200: ReadinessBody, ...problemResponse },
      },
    },
    (request) => flowReadiness(hub, request.params.name),
  )
}
