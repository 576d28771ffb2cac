import { z } from 'zod'
import { changeHookSecrets, type HookDoor, hookDoorOf } from '../operations/hook-door.ts'
import { HookRefused, receiveHook } from '../operations/receive-hook.ts'
import { requireConnection } from '../operations/require-connection.ts'
import { listInbox, verification } from '../store/inbox.ts'
import { GivenFields, Instant, instant, instantOrNull, nameParam } from './fields.ts'
import { pageOf, pageQuery, readPage } from './paging.ts'
import { problemResponse, sendProblem } from './problem.ts'
import type { Api, ApiOptions } from './types.ts'

const largestHook = 5 * 1024 * 1024

const HookBody = z
  .object({
    id: z.int(),
    delivery: z.string(),
    repeats: z.int().describe('How often the same came again'),
    verification: z
      .string()
      .nullable()
      .describe('What the vendor asks to be typed back, where it asks whose address this is'),
    receivedAt: Instant,
    settledAt: Instant.nullable().describe('When all that it names was read; null: not yet'),
  })
  .meta({ id: 'Hook' })

const HookDoorBody = z
  .object({
    url: z.string().describe('Where the vendor is to send its webhooks; nobody else should know it'),
    hasSecrets: z.boolean(),
    secretsBeforeUntil: Instant.nullable().describe('Until then the secrets before the present ones are taken too'),
  })
  .meta({ id: 'HookDoor' })

/** Where vendors knock: no key, but what their connector verifies. The body is taken as it comes. */
export async function hookDoor(app: Api, { hub }: Pick<ApiOptions, 'hub'>): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: largestHook }, (_request, body, done) =>
      done(null, body),
    )
    scope.post<{ Params: { connection: string; key: string } }>(
      '/hooks/:connection/:key',
      { bodyLimit: largestHook, schema: { hide: true } },
      async (request, reply) => {
        const headers = Object.entries(request.headers).flatMap(([name, value]) =>
          value === undefined ? [] : [[name, String(value)]],
        )
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
        const raw = { method: 'POST', path: request.url, headers: Object.fromEntries(headers), body }
        try {
          const { connection: name, key } = request.params
          const { reply: told } = await receiveHook(hub, { name, key }, raw)
          return reply
            .code(told.status)
            .headers(told.headers ?? {})
            .send(told.body ?? '')
        } catch (error) {
          if (!(error instanceof HookRefused)) throw error
          return sendProblem(request, reply, { status: error.status, code: error.code, detail: error.message })
        }
      },
    )
  })
}

export function hookRoutes(app: Api, { hub }: ApiOptions): void {
  app.get(
    '/connections/:name/hook',
    {
      config: { role: 'admin' },
      schema: {
        operationId: 'getHook',
        tags: ['connections'],
        summary: 'Where the vendor of a connection is to send its webhooks',
        params: nameParam,
        response: { 200: HookDoorBody, ...problemResponse },
      },
    },
    async (request) => showDoor(await hookDoorOf(hub, request.params.name)),
  )
  app.put(
    '/connections/:name/hook',
    {
      config: { role: 'admin' },
      schema: {
        operationId: 'setHookSecrets',
        tags: ['connections'],
        summary: 'What the webhooks of a connection carry from now on; what they carried before is good for a day more',
        params: nameParam,
        body: GivenFields,
        response: { 200: HookDoorBody, ...problemResponse },
      },
    },
    async (request) => showDoor(await changeHookSecrets(hub, request.params.name, request.body, request.actor)),
  )
  app.get(
    '/connections/:name/hooks',
    {
      schema: {
        operationId: 'listHooks',
        tags: ['connections'],
        summary: 'Webhooks that came for a connection, the newest first',
        params: nameParam,
        querystring: z.strictObject(pageQuery),
        response: { 200: pageOf(HookBody), ...problemResponse },
      },
    },
    async (request) => {
      const { id } = await requireConnection(hub, request.params.name)
      return readPage(
        request.query,
        (page) => listInbox(hub.db, hub.workspaceId, id, page),
        ({ body, receivedAt, settledAt, ...row }) => ({
          ...row,
          verification: row.delivery === verification ? Buffer.from(body, 'base64').toString() : null,
          receivedAt: instant(receivedAt),
          settledAt: instantOrNull(settledAt),
        }),
      )
    },
  )
}

function showDoor({ secretsBeforeUntil, ...door }: HookDoor): z.output<typeof HookDoorBody> {
  return { ...door, secretsBeforeUntil: instantOrNull(secretsBeforeUntil) }
}
