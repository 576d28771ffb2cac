import { z } from 'zod'
import { pauseFlow, requireFlow, resumeFlow } from '../operations/flow-state.ts'
import type { Hub } from '../operations/hub.ts'
import { queueRun } from '../operations/queue-run.ts'
import { connectionOf } from '../operations/require-connection.ts'
import { syncOne } from '../operations/sync-one.ts'
import { countDeliveries } from '../store/delivery-counts.ts'
import { type Flow, listFlows } from '../store/flow.ts'
import { findMappingVersion } from '../store/mapping-version.ts'
import { listSchedules, type Schedule } from '../store/poll.ts'
import { countOpenRuns } from '../store/run-view.ts'
import { AnyObject, HubId, Instant, instant, nameParam } from './fields.ts'
import { onceHeaders } from './once.ts'
import { pageOf, pageQuery, readPage } from './paging.ts'
import { problemResponse } from './problem.ts'
import type { Api, ApiOptions } from './types.ts'

const FlowBody = z
  .object({
    id: z.int(),
    name: z.string(),
    connectionId: z.int(),
    entity: z.string(),
    direction: z.enum(['to_hub', 'from_hub']),
    endpoint: z.string(),
    recipe: z.string().nullable(),
    state: z.enum(['enabled', 'paused', 'stopped']),
    fault: AnyObject.nullable(),
    version: z.int().describe('The version of its definition that is in force'),
    schedules: z
      .array(
        z.object({
          source: z.string().describe('A source of the vendor; ":sweep" is all of them, from the beginning'),
          schedule: z.string().nullable().describe('An interval as in 15m, or a cron expression'),
          nextAt: Instant.nullable().describe('Null: when somebody asks for it'),
        }),
      )
      .describe('When its sources are looked at'),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Flow' })

const FlowInFull = z
  .object({
    ...FlowBody.shape,
    connection: z.string(),
    definition: AnyObject,
    deliveries: z.object({ due: z.int(), done: z.int(), held: z.int() }),
    openRuns: z.int(),
  })
  .meta({ id: 'FlowInFull' })

const Queued = z.object({ run: z.int().describe('Follow it under /api/v1/runs/{id}') }).meta({ id: 'Queued' })

const SyncBody = z
  .strictObject({
    id: HubId.optional().describe('The id of the record in the hub'),
    externalId: z.string().min(1).max(255).optional().describe("The id of the record at the flow's connection"),
  })
  .refine((body) => (body.id === undefined) !== (body.externalId === undefined), 'say either id or externalId')

export function flowRoutes(app: Api, { hub }: ApiOptions): void {
  app.get(
    '/flows',
    {
      schema: {
        operationId: 'listFlows',
        tags: ['flows'],
        summary: 'Every flow',
        querystring: z.strictObject(pageQuery),
        response: { 200: pageOf(FlowBody), ...problemResponse },
      },
    },
    (request) =>
      readPage(request.query, async (page) => withSchedules(hub, await listFlows(hub.db, hub.workspaceId, page)), show),
  )
  app.get(
    '/flows/:name',
    {
      schema: {
        operationId: 'getFlow',
        tags: ['flows'],
        summary: 'One flow with its definition and how its deliveries stand',
        params: nameParam,
        response: { 200: FlowInFull, ...problemResponse },
      },
    },
    async (request) => showInFull(hub, request.params.name),
  )
  app.post(
    '/flows/:name/runs',
    {
      config: { role: 'operator' },
      schema: {
        operationId: 'runFlow',
        tags: ['flows'],
        summary: 'Queue a run over all records of a flow: read anew, or mapped again from what was stored (replay)',
        params: nameParam,
        body: z.strictObject({ kind: z.enum(['full', 'replay']).default('full') }).nullish(),
        headers: onceHeaders,
        response: { 202: Queued, ...problemResponse },
      },
    },
    async (request, reply) => {
      const run = await queueRun(hub, request.params.name, request.body?.kind ?? 'full', request.actor)
      return reply.code(202).header('location', `/api/v1/runs/${run}`).send({ run })
    },
  )
  app.post(
    '/flows/:name/sync',
    {
      config: { role: 'operator' },
      schema: {
        operationId: 'syncRecord',
        tags: ['flows'],
        summary: "Queue one record, by the hub's id or by the vendor's",
        params: nameParam,
        body: SyncBody,
        headers: onceHeaders,
        response: { 202: Queued, ...problemResponse },
      },
    },
    async (request, reply) => {
      const { id, externalId } = request.body
      const ref = externalId === undefined ? { id: Number(id) } : { externalId }
      const run = await syncOne(hub, request.params.name, ref, request.actor)
      return reply.code(202).header('location', `/api/v1/runs/${run}`).send({ run })
    },
  )
  app.post(
    '/flows/:name/pause',
    {
      config: { role: 'operator' },
      schema: {
        operationId: 'pauseFlow',
        tags: ['flows'],
        summary: 'Begin no new work of a flow',
        params: nameParam,
        response: { 200: FlowBody, ...problemResponse },
      },
    },
    async (request) => showOne(hub, await pauseFlow(hub, request.params.name, request.actor)),
  )
  app.post(
    '/flows/:name/resume',
    {
      config: { role: 'operator' },
      schema: {
        operationId: 'resumeFlow',
        tags: ['flows'],
        summary: 'Let a paused or stopped flow go on',
        params: nameParam,
        body: z.strictObject({ override: z.boolean().default(false) }).nullish(),
        response: { 200: FlowBody, ...problemResponse },
      },
    },
    async (request) =>
      showOne(hub, await resumeFlow(hub, request.params.name, request.body?.override ?? false, request.actor)),
  )
}

interface ScheduledFlow extends Flow {
  schedules: readonly Schedule[]
}

async function withSchedules({ db, workspaceId }: Hub, flows: readonly Flow[]): Promise<ScheduledFlow[]> {
  const ids = flows.map(({ id }) => id)
  const schedules = await listSchedules(db, workspaceId, ids)
  return flows.map((flow) => ({ ...flow, schedules: schedules.get(flow.id) ?? [] }))
}

async function showOne(hub: Hub, flow: Flow): Promise<z.output<typeof FlowBody>> {
  const schedules = await listSchedules(hub.db, hub.workspaceId, [flow.id])
  return show({ ...flow, schedules: schedules.get(flow.id) ?? [] })
}

function show(flow: ScheduledFlow): z.output<typeof FlowBody> {
  const { workspaceId: _, createdAt, updatedAt, schedules, ...rest } = flow
  return {
    ...rest,
    schedules: schedules.map((each) => ({ ...each, nextAt: each.nextAt && instant(each.nextAt) })),
    createdAt: instant(createdAt),
    updatedAt: instant(updatedAt),
  }
}

/** All of one instant: a flow that stops, or a run that ends while this reads, shows as before it or as after it. */
async function showInFull(hub: Hub, name: string): Promise<z.output<typeof FlowInFull>> {
  return hub.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (db) => {
      const flow = await requireFlow({ ...hub, db }, name)
      const [shown, connection, definition, deliveries, openRuns] = await Promise.all([
        showOne({ ...hub, db }, flow),
        connectionOf({ ...hub, db }, flow),
        findMappingVersion(db, { workspaceId: hub.workspaceId, flowId: flow.id, version: flow.version }),
        countDeliveries(db, hub.workspaceId, flow.id),
        countOpenRuns(db, hub.workspaceId, flow.id),
      ])
      return { ...shown, connection: connection.name, definition: { ...definition }, deliveries, openRuns }
    })
}
