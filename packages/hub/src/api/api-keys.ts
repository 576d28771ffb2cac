import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { Refusal } from '../operations/refusal.ts'
import { type ApiKey, deleteApiKey, insertApiKey, listApiKeys } from '../store/api-key.ts'
import { roles } from '../store/person.ts'
import { hashOfKey } from './authenticate.ts'
import { Instant, idParam, instant, instantOrNull } from './fields.ts'
import { pageOf, pageQuery, readPage } from './paging.ts'
import { problemResponse } from './problem.ts'
import type { Api, ApiOptions } from './types.ts'

const KeyBody = z
  .object({ id: z.int(), name: z.string(), role: z.enum(roles), createdAt: Instant, usedAt: Instant.nullable() })
  .meta({ id: 'ApiKey' })

const NewKeyBody = z.object({ ...KeyBody.shape, key: z.string().describe('Shown this once') }).meta({ id: 'NewApiKey' })

const config = { role: 'owner' } as const
const tags = ['keys']

export function apiKeyRoutes(app: Api, { hub }: ApiOptions): void {
  app.get(
    '/api-keys',
    {
      config,
      schema: {
        operationId: 'listApiKeys',
        tags,
        summary: 'The keys of programs, without themselves',
        querystring: z.strictObject(pageQuery),
        response: { 200: pageOf(KeyBody), ...problemResponse },
      },
    },
    (request) =>
      readPage(
        request.query,
        ({ after, limit }) => listApiKeys(hub.db, hub.workspaceId, { after: after ?? 0, limit }),
        showKey,
      ),
  )
  app.post(
    '/api-keys',
    {
      config,
      schema: {
        operationId: 'makeApiKey',
        tags,
        summary: 'Make a key for a program; it is shown this once',
        body: z.strictObject({ name: z.string().trim().min(1, 'say what it is for').max(60), role: z.enum(roles) }),
        response: { 201: NewKeyBody, ...problemResponse },
      },
    },
    async (request, reply) => {
      const key = newKey()
      const stored = await insertApiKey(hub.db, { workspaceId: hub.workspaceId, ...request.body, hash: hashOfKey(key) })
      hub.log.info('api_key.made', { key: stored.id, role: stored.role, actor: request.actor })
      return reply.code(201).send({ ...showKey(stored), key })
    },
  )
  app.delete(
    '/api-keys/:id',
    {
      config,
      schema: {
        operationId: 'removeApiKey',
        tags,
        summary: 'A key stops working at once',
        params: idParam,
        response: { 200: z.object({ removed: z.int() }), ...problemResponse },
      },
    },
    async (request) => {
      const { id } = request.params
      if (!(await deleteApiKey(hub.db, hub.workspaceId, id))) {
        throw new Refusal('unknown', 'unknown_key', `No API key has the id ${id}`)
      }
      hub.log.info('api_key.removed', { key: id, actor: request.actor })
      return { removed: id }
    },
  )
}

export function newKey(): string {
  return `trefoil_${randomBytes(32).toString('base64url')}`
}

function showKey({ id, name, role, createdAt, usedAt }: ApiKey): z.output<typeof KeyBody> {
  return { id, name, role, createdAt: instant(createdAt), usedAt: instantOrNull(usedAt) }
}
