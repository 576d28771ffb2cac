import { z } from 'zod'
import { readDiagnostics } from '../operations/diagnostics.ts'
import { readActivity } from '../operations/read-activity.ts'
import { readSystem } from '../operations/system.ts'
import { AnyObject, Instant, instant, instantOrNull } from './fields.ts'
import { problemResponse } from './problem.ts'
import { outcomeCounts } from './runs.ts'
import type { Api, ApiOptions } from './types.ts'

const count = z.int()

const SystemBody = z
  .object({
    version: z.string(),
    node: z.string(),
    startedAt: Instant,
    database: z.object({
      engine: z.enum(['pglite', 'postgres']),
      version: z.string(),
      migrations: count,
      bytes: count,
    }),
    workers: z.array(z.object({ host: z.string(), pid: count, startedAt: Instant, seenAt: Instant })),
    flows: z.array(
      z.object({
        flow: z.string(),
        connection: z.string(),
        state: z.string(),
        due: count.describe('Deliveries or sources that are due'),
        lagSeconds: count.describe('For how long the oldest of them has been due'),
        lastRunAt: Instant.nullable(),
      }),
    ),
  })
  .meta({ id: 'System' })

const ActivityBody = z
  .object({
    since: Instant,
    sliceSeconds: count,
    slices: z
      .array(
        z.object({
          from: Instant,
          runs: count,
          read: count,
          ...outcomeCounts,
          longestSeconds: z.number().nullable().describe('The longest a run took, from asked for to ended'),
        }),
      )
      .describe('Slices in which something ran, the oldest first'),
    rates: z.array(z.object({ flow: z.string(), lastHour: count, perMinute: z.number(), isRunning: z.boolean() })),
  })
  .meta({ id: 'Activity' })

const tags = ['health']

/** How the hub does as a machine, for its operator. */
export function systemRoutes(app: Api, { hub }: ApiOptions): void {
  app.get(
    '/system',
    {
      schema: {
        operationId: 'getSystem',
        tags,
        summary: 'Versions, database, workers, and how far each flow is behind',
        response: { 200: SystemBody, ...problemResponse },
      },
    },
    async () => {
      const { startedAt, workers, flows, ...rest } = await readSystem(hub)
      return {
        ...rest,
        startedAt: instant(startedAt),
        workers: workers.map(({ host, pid, ...at }) => {
          return { host, pid, startedAt: instant(at.startedAt), seenAt: instant(at.seenAt) }
        }),
        flows: flows.map(({ lastRunAt, ...flow }) => ({ ...flow, lastRunAt: instantOrNull(lastRunAt) })),
      }
    },
  )
  app.get(
    '/activity',
    {
      schema: {
        operationId: 'getActivity',
        tags,
        summary: 'What the runs of the last hours did, in slices of time, and the pace of each flow',
        querystring: z.strictObject({ hours: z.coerce.number().int().min(1).max(720).default(24) }),
        response: { 200: ActivityBody, ...problemResponse },
      },
    },
    async (request) => {
      const { since, slices, ...rest } = await readActivity(hub, request.query.hours)
      return {
        ...rest,
        since: instant(since),
        slices: slices.map(({ from, ...slice }) => ({ from: instant(from), ...slice })),
      }
    },
  )
  app.get(
    '/diagnostics',
    {
      config: { role: 'admin' },
      schema: {
        operationId: 'getDiagnostics',
        tags,
        summary:
          'All that somebody who helps needs to know, as one file: states, counts and codes, and no secret and no person',
        response: { 200: AnyObject, ...problemResponse },
      },
    },
    async (_request, reply) => {
      const day = instant(hub.now()).slice(0, 10)
      void reply.header('content-disposition', `attachment; filename="trefoil-diagnostics-${day}.json"`)
      return readDiagnostics(hub)
    },
  )
}
