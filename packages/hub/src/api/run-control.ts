import { z } from 'zod'
import { cancelRun, releaseRun } from '../operations/control-run.ts'
import { initialiseEntity } from '../operations/initialise.ts'
import { nameRecords, openSelection, selectByCondition, startSelection } from '../operations/selections.ts'
import { planUndoOf, undoRun } from '../operations/undo-run.ts'
import { HubId, idParam, nameParam } from './fields.ts'
import { Patch } from './flow-bodies.ts'
import { onceHeaders } from './once.ts'
import { problemResponse } from './problem.ts'
import { RunBody, showRun } from './runs.ts'
import type { Api, ApiOptions } from './types.ts'

const mostIds = 10_000

const Ids = z
  .strictObject({
    ids: z.array(HubId).min(1).max(mostIds).optional().describe('Ids of records in the hub'),
    externalIds: z
      .array(z.string().min(1).max(255))
      .min(1)
      .max(mostIds)
      .optional()
      .describe("Ids of records at the flow's connection"),
  })
  .refine((body) => (body.ids === undefined) !== (body.externalIds === undefined), 'say either ids or externalIds')

const UndoPlanBody = z
  .object({
    run: z.int(),
    flow: z.string(),
    entity: z.string(),
    changed: z.int().describe('How often the run changed a record'),
    created: z.int().describe('How many records it made: they stay'),
    records: z
      .array(
        z.object({
          id: z.int(),
          changes: Patch.describe('What would change: as it stands, and as it was'),
          left: z.array(z.object({ field: z.string(), why: z.enum(['changed', 'added']) })),
          isCreated: z.boolean(),
          isGone: z.boolean().describe('It is no more: deleted, or a part of another record'),
          refused: z.string().nullable().describe('Why it could not be put back'),
        }),
      )
      .describe('Those that were changed last'),
  })
  .meta({ id: 'UndoPlan' })

const Started = z.object({ run: z.int().describe('Follow it under /api/v1/runs/{id}'), state: z.string() })

/** What a person does with a run, and how he begins one over records of his choice. */
export function runControlRoutes(app: Api, { hub }: ApiOptions): void {
  app.post(
    '/runs/:id/cancel',
    {
      config: { role: 'operator' },
      schema: {
        operationId: 'cancelRun',
        tags: ['runs'],
        summary: 'End a run that is not over: what it wrote stays, what it has not begun is left undone',
        params: idParam,
        response: { 200: RunBody, ...problemResponse },
      },
    },
    async (request) => showRun(await cancelRun(hub, request.params.id, request.actor), hub.now()),
  )
  app.post(
    '/runs/:id/release',
    {
      config: { role: 'operator' },
      schema: {
        operationId: 'releaseRun',
        tags: ['runs'],
        summary: 'Let a run go on that its brakes stopped before it changed too much',
        params: idParam,
        response: { 200: RunBody, ...problemResponse },
      },
    },
    async (request) => showRun(await releaseRun(hub, request.params.id, request.actor), hub.now()),
  )
  app.get(
    '/runs/:id/undo',
    {
      schema: {
        operationId: 'planUndo',
        tags: ['runs'],
        summary: 'What undoing a run would put back, with the records that it changed last; nothing is written',
        params: idParam,
        response: { 200: UndoPlanBody, ...problemResponse },
      },
    },
    (request) => planUndoOf(hub, request.params.id),
  )
  app.post(
    '/runs/:id/undo',
    {
      config: { role: 'operator' },
      schema: {
        operationId: 'undoRun',
        tags: ['runs'],
        summary:
          'Put back what a run changed, where nobody changed it since, and send it on; records that it made stay',
        params: idParam,
        headers: onceHeaders,
        response: { 202: Started, ...problemResponse },
      },
    },
    async (request, reply) => {
      const run = await undoRun(hub, request.params.id, request.actor)
      return reply.code(202).header('location', `/api/v1/runs/${run}`).send({ run, state: 'queued' })
    },
  )
  app.post(
    '/flows/:name/selections',
    {
      config: { role: 'operator' },
      schema: {
        operationId: 'openSelection',
        tags: ['flows'],
        summary: 'Begin a run over records of your choice: those that meet a condition, or those that you name next',
        params: nameParam,
        body: z
          .strictObject({ where: z.string().min(1).max(1_000).optional().describe('As in `email contains example`') })
          .nullish(),
        headers: onceHeaders,
        response: { 202: Started, ...problemResponse },
      },
    },
    async (request, reply) => {
      const { where } = request.body ?? {}
      const { name } = request.params
      const run =
        where === undefined
          ? await openSelection(hub, name, request.actor)
          : await selectByCondition(hub, name, where, request.actor)
      const state = where === undefined ? 'collecting' : 'queued'
      return reply.code(202).header('location', `/api/v1/runs/${run}`).send({ run, state })
    },
  )
  app.post(
    '/runs/:id/selection',
    {
      config: { role: 'operator' },
      schema: {
        operationId: 'nameRecords',
        tags: ['runs'],
        summary: 'Add ids to a run that collects its selection, as often as you like',
        params: idParam,
        body: Ids,
        response: {
          200: z.object({ added: z.int(), unknown: z.array(z.string()).describe('Ids that lead nowhere') }),
          ...problemResponse,
        },
      },
    },
    async (request) => {
      const { ids = [], externalIds } = request.body
      return nameRecords(hub, request.params.id, externalIds === undefined ? { ids: ids.map(Number) } : { externalIds })
    },
  )
  app.post(
    '/runs/:id/start',
    {
      config: { role: 'operator' },
      schema: {
        operationId: 'startSelection',
        tags: ['runs'],
        summary: 'The selection is complete: queue the run',
        params: idParam,
        response: { 202: Started, ...problemResponse },
      },
    },
    async (request, reply) => {
      const run = await startSelection(hub, request.params.id)
      return reply.code(202).header('location', `/api/v1/runs/${run.id}`).send({ run: run.id, state: run.state })
    },
  )
  app.post(
    '/entities/:name/initialise',
    {
      config: { role: 'operator' },
      schema: {
        operationId: 'initialiseEntity',
        tags: ['flows'],
        summary: 'Read every record of an entity from its sources and map it anew',
        params: nameParam,
        body: z.strictObject({ connection: z.string().min(1).max(63).optional() }).nullish(),
        headers: onceHeaders,
        response: { 202: z.object({ runs: z.array(z.int()) }), ...problemResponse },
      },
    },
    async (request, reply) => {
      const of = { entity: request.params.name, connection: request.body?.connection ?? null }
      return reply.code(202).send({ runs: await initialiseEntity(hub, of, request.actor) })
    },
  )
}
