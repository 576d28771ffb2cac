import { z } from 'zod'
import { validateRecord } from '../operations/validate-record.ts'
import { idParam } from './fields.ts'
import { problemResponse } from './problem.ts'
import type { Api, ApiOptions } from './types.ts'

const Checks = z
  .object({
    passed: z.boolean().describe('Every check passed'),
    checks: z.array(z.object({ code: z.string(), title: z.string(), passed: z.boolean(), says: z.string() })),
  })
  .meta({ id: 'RecordChecks' })

export function recordCheckRoutes(app: Api, { hub }: ApiOptions): void {
  app.get(
    '/records/:id/checks',
    {
      schema: {
        operationId: 'validateRecord',
        tags: ['records'],
        summary: 'What one record needs to go out by a flow, check by check; nothing is written',
        params: idParam,
        querystring: z.strictObject({ flow: z.string().min(1).max(63) }),
        response: { 200: Checks, ...problemResponse },
      },
    },
    async (request) => {
      const checks = await validateRecord(hub, request.params.id, request.query.flow)
      return { passed: checks.every(({ passed }) => passed), checks }
    },
  )
}
