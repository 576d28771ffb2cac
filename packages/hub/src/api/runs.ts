import { z } from 'zod'
import { compareOutcome } from '../operations/compare-outcome.ts'
import { requireFlow } from '../operations/flow-state.ts'
import { type OutcomeInWords, outcomesInWords, requireRun } from '../operations/outcomes-in-words.ts'
import { progressOf } from '../operations/run-progress.ts'
import { outcomes } from '../store/run.ts'
import { listRuns, type RunView } from '../store/run-view.ts'
import { AnyObject, Instant, idParam, instant, instantOrNull } from './fields.ts'
import { pageOf, pageQuery, readPage } from './paging.ts'
import { problemResponse } from './problem.ts'
import type { Api, ApiOptions } from './types.ts'

const count = z.int()

export const outcomeCounts = {
  created: count,
  updated: count,
  unchanged: count,
  linked: count,
  filtered: count,
  held: count,
  error: count,
}

export const RunBody = z
  .object({
    id: z.int(),
    flow: z.string(),
    kind: z.string(),
    state: z.string().describe('collecting, queued, running, braked, done, failed or cancelled'),
    selection: AnyObject.nullable(),
    read: z.int().describe('Records read; the outcomes add up to it'),
    expected: z.int().nullable().describe('How many records it will look at; null: nobody knows'),
    progress: z
      .object({ percent: z.int(), etaSeconds: z.int().nullable() })
      .nullable()
      .describe('An estimate; null where the total is not known'),
    outcomes: z.object(outcomeCounts),
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
    reason: z.string().describe('What was wrong with this record'),
    title: z.string().describe('What the code means, from the error catalogue'),
    description: z.string(),
    resolution: z.string().describe('What a person does about it'),
    url: z.string().nullable().describe("The record in the vendor's own pages"),
    facts: AnyObject.nullable(),
    at: Instant,
  })
  .meta({ id: 'Outcome' })

const ComparedBody = OutcomeBody.extend({
  incoming: AnyObject.nullable().describe('What the flow makes of the record as its source has it now'),
  holder: z
    .object({ id: z.int(), data: AnyObject })
    .nullable()
    .describe('The record of the hub that has what the incoming one wants too'),
}).meta({ id: 'ComparedOutcome' })

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
      return readPage(
        request.query,
        (page) => listRuns(hub.db, hub.workspaceId, { ...page, flowId }),
        (run) => showRun(run, hub.now()),
      )
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
    async (request) => showRun(await requireRun(hub, request.params.id), hub.now()),
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
      const run = await requireRun(hub, request.params.id)
      const { outcome } = request.query
      return readPage(request.query, (page) => outcomesInWords(hub, run, { ...page, outcome }), showOutcome)
    },
  )
  app.get(
    '/runs/:id/outcomes/:outcome',
    {
      schema: {
        operationId: 'compareOutcome',
        tags: ['runs'],
        summary: 'One outcome, with the incoming record and the record that is in its way side by side',
        params: idParam.extend({ outcome: idParam.shape.id }),
        response: { 200: ComparedBody, ...problemResponse },
      },
    },
    async (request) => showOutcome(await compareOutcome(hub, request.params.id, request.params.outcome)),
  )
}

export function showRun(run: RunView, now: Date): z.output<typeof RunBody> {
  return {
    ...run,
    progress: progressOf(run, now),
    queuedAt: instant(run.queuedAt),
    startedAt: instantOrNull(run.startedAt),
    finishedAt: instantOrNull(run.finishedAt),
  }
}

function showOutcome<T extends OutcomeInWords>(outcome: T) {
  return { ...outcome, at: instant(outcome.at) }
}
