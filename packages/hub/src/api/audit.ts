import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { noteAct } from '../operations/audit.ts'
import type { Hub } from '../operations/hub.ts'
import { type Act, checkChain, listActs } from '../store/audit.ts'
import { Instant, instant } from './fields.ts'
import { pageOf, pageQuery, readPage } from './paging.ts'
import { problemResponse } from './problem.ts'
import type { Api, ApiOptions } from './types.ts'

const EntryBody = z
  .object({
    id: z.int().describe('Without a gap'),
    at: Instant,
    actor: z.string().describe('As `person:1` or `key:deploy`'),
    action: z.string().describe('The id of the operation in this API'),
    says: z.string().describe('What the operation does'),
    target: z.record(z.string(), z.string()).describe('What the address named'),
    chose: z
      .record(z.string(), z.union([z.boolean(), z.number()]))
      .describe('The flags and whole numbers that the body said; no other word of a body is kept'),
    address: z.string().describe('The network address that the request came from'),
    requestId: z.string(),
    status: z.int().nullable().describe('How it was answered; null: it was not'),
  })
  .meta({ id: 'AuditEntry' })

const ChainBody = z
  .object({
    entries: z.int(),
    last: z
      .object({ id: z.int(), hash: z.string() })
      .nullable()
      .describe('Written down elsewhere, it shows later whether entries were cut off at the end'),
    brokenAt: z
      .int()
      .nullable()
      .describe('The first entry that was altered, or before which one is missing; null: all are as they were written'),
  })
  .meta({ id: 'AuditChain' })

const config = { role: 'owner' } as const
const tags = ['settings']

export function auditRoutes(app: Api, { hub }: ApiOptions): void {
  app.get(
    '/audit',
    {
      config,
      schema: {
        operationId: 'listAudit',
        tags,
        summary: 'What people and programs did, the newest first',
        querystring: z.strictObject(pageQuery),
        response: { 200: pageOf(EntryBody), ...problemResponse },
      },
    },
    (request) => {
      const says = saysOf(app)
      return readPage(
        request.query,
        (page) => listActs(hub.db, hub.workspaceId, page),
        ({ at, ...entry }) => ({ ...entry, says: says.get(entry.action) ?? entry.action, at: instant(at) }),
      )
    },
  )
  app.get(
    '/audit/check',
    {
      config,
      schema: {
        operationId: 'checkAudit',
        tags,
        summary: 'Whether every entry of the audit log is as it was written',
        response: { 200: ChainBody, ...problemResponse },
      },
    },
    () => checkChain(hub.db, hub.workspaceId),
  )
}

/** Has every act stand in the audit log before it is done: whatever takes more than looking. */
export function keepAudit(api: Api, hub: Hub): void {
  api.decorateRequest('noteStatus', null)
  api.addHook('preHandler', async (request) => {
    if (isLook(request) || request.routeOptions.config.role === 'viewer') return
    request.noteStatus = await noteAct(hub, actIn(request))
  })
  api.addHook('onResponse', async (request, reply) => request.noteStatus?.(reply.statusCode))
}

/** The same for the door, where who it is shows in the end: who came in, and who was not let in. */
export function keepDoorAudit(api: Api, hub: Hub): void {
  api.addHook('onResponse', async (request, { statusCode: status }) => {
    if (isLook(request) || (status >= 300 && status !== 401)) return
    const noteStatus = await noteAct(hub, { ...actIn(request), actor: request.actor === '' ? 'nobody' : request.actor })
    await noteStatus(status)
  })
}

const isLook = ({ method }: FastifyRequest) => method === 'GET' || method === 'HEAD'

function actIn({ actor, params, body, ip, id, method, routeOptions }: FastifyRequest): Omit<Act, 'at'> {
  return {
    actor,
    action: routeOptions.schema?.operationId ?? `${method} ${routeOptions.url}`,
    target: textsOf(params),
    chose: choicesOf(body),
    address: ip,
    requestId: id,
  }
}

function textsOf(params: unknown): Record<string, string> {
  return Object.fromEntries(entriesOf(params).map(([name, value]) => [name, String(value)]))
}

function choicesOf(body: unknown): Record<string, boolean | number> {
  return Object.fromEntries(
    entriesOf(body).flatMap(([name, value]) =>
      typeof value === 'boolean' || (typeof value === 'number' && Number.isSafeInteger(value)) ? [[name, value]] : [],
    ),
  )
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : []
}

/** What each operation does, in the words of the API. */
function saysOf(app: Api): Map<string, string> {
  const operations = Object.values(app.swagger().paths ?? {}).flatMap((path) => Object.values(path ?? {}))
  return new Map(
    operations.flatMap((operation) => {
      const { operationId, summary } = Operation.parse(operation)
      return operationId === undefined || summary === undefined ? [] : [[operationId, summary] as const]
    }),
  )
}

const Operation = z.object({ operationId: z.string(), summary: z.string() }).partial().catch({})

declare module 'fastify' {
  interface FastifyRequest {
    /** Writes down how the act was answered; null: the request is none. */
    noteStatus: ((status: number) => Promise<void>) | null
  }
}
