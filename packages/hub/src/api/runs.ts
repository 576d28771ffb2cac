import { z } from 'zod'
import { requireFlow } from '../operations/flow-state.ts'
import type { Hub } from '../operations/hub.ts'
import { Refusal } from '../operations/refusal.ts'
import { outcomes } from '../store/run.ts'
import { findRun, listOutcomes, listRuns, type OutcomeView, type RunView } from '../store/run-view.ts'
import { AnyObject, Instant, idParam, instant, instantOrNull } from './fields.ts'
import { pageOf, pageQuery, readPage } from './paging.ts'
import { problemResponse } from './problem.ts'
import type { Api, ApiOptions } from './types.ts'

const count = z.int()

const RunBody = z
  .object({
    id: z.int(),
    flow: z.string(),
    kind: z.string(),
    state: z.string().describe('queued, running, done, failed or cancelled'),
    selection: AnyObject.nullable(),
    read: z.int().describe('Records read; the outcomes add up to it'),
    outcomes: z.object({
      created: count,
      updated: count,
      unchanged: count,
      linked: count,
      filtered: count,
      held: count,
      error: count,
    }),
    fault: AnyObject.nullable(),
    actor: z.string(),
    queuedAt: Instant,
    startedAt: Instant.nullable(),
    finishedAt: Instant.nullable(),
  })
  .meta({ id: 'Run' })

const OutcomeBody = z
  .object({
    id: z.int(),
    outcome: z.string(),
    recordId: z.int().nullable(),
    externalId: z.string().nullable(),
    code: z.string(),
    reason: z.string(),
    facts: AnyObject.nullable(),
    at: Instant,
  })
  .meta({ id: 'Outcome' })

export function runRoutes(app: Api, { hub }: ApiOptions): void {
  app.get(
    '/runs',
    {
      schema: {
        operationId: 'listRuns',
        tags: ['runs'],
        summary: 'Runs, the newest first',
        querystring: z.strictObject({ ...pageQuery, flow: z.string().optional() }),
        response: { 200: pageOf(RunBody), ...problemResponse },
      },
    },
    async (request) => {
      const { flow } = request.query
      const flowId = flow === undefined ? undefined : (await requireFlow(hub, flow)).id
      const read = (page: { after: number | null; limit: number }) =>
        listRuns(hub.db, hub.workspaceId, { before: page.after, limit: page.limit, flowId })
      return readPage(request.query, read, showRun)
    },
  )
  app.get(
    '/runs/:id',
    {
      schema: {
        operationId: 'getRun',
        tags: ['runs'],
        summary: 'One run with its counters',
        params: idParam,
        response: { 200: RunBody, ...problemResponse },
      },
    },
    async (request) => showRun(await requireRun(hub, request.params.id)),
  )
  app.get(
    '/runs/:id/outcomes',
    {
      schema: {
        operationId: 'listOutcomes',
        tags: ['runs'],
        summary: 'The records of a run that need words: filtered, held, in error, or done with a warning',
        params: idParam,
        querystring: z.strictObject({ ...pageQuery, outcome: z.enum(outcomes).optional() }),
        response: { 200: pageOf(OutcomeBody), ...problemResponse },
      },
    },
    async (request) => {
      const { id } = await requireRun(hub, request.params.id)
      const { outcome } = request.query
      const read = (page: { after: number | null; limit: number }) =>
        listOutcomes(hub.db, hub.workspaceId, id, { after: page.after ?? 0, limit: page.limit, outcome })
      return readPage(request.query, read, showOutcome)
    },
  )
}

async function requireRun(hub: Hub, id: number): Promise<RunView> {
  const run = await findRun(hub.db, hub.workspaceId, id)
  if (run !== null) return run
  throw new Refusal('unknown', 'unknown_run', `No run has the id ${id}: list them with \`trefoil run list\``)
}

function showRun(run: RunView): z.output<typeof RunBody> {
  return {
    ...run,
    queuedAt: instant(run.queuedAt),
    startedAt: instantOrNull(run.startedAt),
    finishedAt: instantOrNull(run.finishedAt),
  }
}

function showOutcome(outcome: OutcomeView): z.output<typeof OutcomeBody> {
  return { ...outcome, at: instant(outcome.at) }
}
