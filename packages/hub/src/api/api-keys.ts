import { z } from 'zod'
import { makeApiKey, removeApiKey } from '../operations/api-keys.ts'
import { type ApiKey, listApiKeys } from '../store/api-key.ts'
import { roles } from '../store/person.ts'
import { scopeNames } from './authenticate.ts'
import { Instant, idParam, instant, instantOrNull } from './fields.ts'
import { pageOf, pageQuery, readPage } from './paging.ts'
import { problemResponse } from './problem.ts'
import type { Api, ApiOptions } from './types.ts'

const scopes = z
  .array(z.enum(scopeNames))
  .min(1)
  .nullable()
  .describe('The parts of the API that the key may reach, with what its role allows there; null: every part')

const KeyBody = z
  .object({
    id: z.int(),
    name: z.string(),
    role: z.enum(roles),
    scopes: z.array(z.string()).nullable(),
    createdAt: Instant,
    usedAt: Instant.nullable(),
    expiresAt: Instant.nullable(),
  })
  .meta({ id: 'ApiKey' })

const NewKeyBody = z.object({ ...KeyBody.shape, key: z.string().describe('Shown this once') }).meta({ id: 'NewApiKey' })

const MakeKey = z
  .strictObject({
    name: z.string().trim().min(1, 'say what it is for').max(60),
    role: z.enum(roles),
    scopes: scopes.default(null),
    days: z.int().min(1).max(3_650).nullable().default(null).describe('Until it expires; null: never'),
  })
  .meta({ id: 'MakeApiKey' })

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
    (request) => readPage(request.query, (page) => listApiKeys(hub.db, hub.workspaceId, page), showKey),
  )
  app.post(
    '/api-keys',
    {
      config,
      schema: {
        operationId: 'makeApiKey',
        tags,
        summary: 'Make a key for a program; it is shown this once',
        body: MakeKey,
        response: { 201: NewKeyBody, ...problemResponse },
      },
    },
    async (request, reply) => {
      const { stored, key } = await makeApiKey(hub, request.body, request.actor)
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
      await removeApiKey(hub, id, request.actor)
      return { removed: id }
    },
  )
}

function showKey({ id, name, role, scopes, createdAt, usedAt, expiresAt }: ApiKey): z.output<typeof KeyBody> {
  const times = { usedAt: instantOrNull(usedAt), expiresAt: instantOrNull(expiresAt) }
  return { id, name, role, scopes, createdAt: instant(createdAt), ...times }
}
