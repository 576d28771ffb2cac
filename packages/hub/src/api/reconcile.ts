import { z } from 'zod'
import { queueReconcile, readReconciliation } from '../operations/reconcile.ts'
import { Instant, instantOrNull, nameParam } from './fields.ts'
import { onceHeaders } from './once.ts'
import { problemResponse } from './problem.ts'
import type { Api, ApiOptions } from './types.ts'

const ReconciliationBody = z
  .object({
    run: z.int().describe('Its records stand under /api/v1/runs/{id}/outcomes'),
    flow: z.string(),
    state: z.string(),
    compared: z.int().describe('The sum of the four that follow'),
    agrees: z.int(),
    leftOut: z.int().describe('Not meant to be on the other side'),
    pending: z.int().describe('Different, and on its way'),
    differs: z.int(),
    causes: z.array(z.object({ code: z.string(), title: z.string(), count: z.int() })),
    reason: z.string().nullable().describe('Why it ended early'),
    startedAt: Instant.nullable(),
    finishedAt: Instant.nullable(),
  })
  .meta({ id: 'Reconciliation' })

const Queued = z.object({ run: z.int() }).meta({ id: 'ReconcileQueued' })

export function reconcileRoutes(app: Api, { hub }: ApiOptions): void {
  app.post(
    '/flows/:name/reconciliation',
    {
      config: { role: 'operator' },
      schema: {
        operationId: 'reconcileFlow',
        tags: ['flows'],
        summary: 'Compare what the hub has with the other side of a flow; nothing is changed',
        params: nameParam,
        headers: onceHeaders,
        response: { 202: Queued, ...problemResponse },
      },
    },
    async (request, reply) =>
      reply.code(202).send({ run: await queueReconcile(hub, request.params.name, request.actor) }),
  )
  app.get(
    '/flows/:name/reconciliation',
    {
      schema: {
        operationId: 'getReconciliation',
        tags: ['flows'],
        summary: 'What the newest comparison found',
        params: nameParam,
        response: { 200: ReconciliationBody, ...problemResponse },
      },
    },
    async (request) => {
      const { run, ...counts } = await readReconciliation(hub, request.params.name)
      const { id, flow, state, fault } = run
      const times = { startedAt: instantOrNull(run.startedAt), finishedAt: instantOrNull(run.finishedAt) }
      return {
        run: id,
        flow,
        state,
        ...counts,
        reason: typeof fault?.message === 'string' ? fault.message : null,
        ...times,
      }
    },
  )
}
