import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { beginOAuth } from '../operations/begin-oauth.ts'
import { authorizeUrlOf, finishOAuth } from '../operations/finish-oauth.ts'
import { Refusal } from '../operations/refusal.ts'
import { personOf } from '../operations/sign-in.ts'
import { findOAuthAttempt, type OAuthAttempt } from '../store/oauth-attempt.ts'
import { GivenFields, Instant, idParam, instant } from './fields.ts'
import { dropOAuthState, oauthStateIn, setOAuthState } from './oauth-cookie.ts'
import { oauthPage } from './oauth-page.ts'
import { problemResponse } from './problem.ts'
import { secretIn } from './session-cookie.ts'
import type { Api, ApiOptions } from './types.ts'

const BeginBody = z.strictObject({
  connector: z.string().min(1),
  name: z.string().min(1),
  app: GivenFields.optional().describe(
    'What your app is known by at the vendor; may be left out where the connection was signed in to before',
  ),
  settings: GivenFields.default({}),
  allowMissing: z.boolean().default(false).describe('Connect although permissions are missing'),
})

const AttemptBody = z
  .object({
    id: z.int(),
    connector: z.string(),
    connection: z.string(),
    progress: z.enum(['waiting', 'under_way', 'connected', 'failed']),
    problem: z.object({ code: z.string(), detail: z.string() }).nullable().describe('Why it failed'),
    expiresAt: Instant.describe('Until then the browser may come back'),
  })
  .meta({ id: 'OAuthAttempt' })

const BegunBody = z
  .object({
    ...AttemptBody.shape,
    url: z.string().describe('To be opened in a browser; it leads on to the vendor'),
    redirectUri: z.string().describe('What the app at the vendor must name as the address to come back to'),
  })
  .meta({ id: 'BegunOAuth' })

export function oauthRoutes(app: Api, { hub }: ApiOptions): void {
  app.post(
    '/connections/oauth',
    {
      config: { role: 'admin' },
      schema: {
        operationId: 'beginOAuth',
        tags: ['connections'],
        summary: 'Begin to connect an account by signing in at the vendor',
        body: BeginBody,
        response: { 201: BegunBody, ...problemResponse },
      },
    },
    async (request, reply) => {
      const { actor, personId, headers } = request
      // A person's own page, which the door has compared with the host, is where their browser has its session.
      const address = hub.oauth.address(personId === null ? undefined : headers.origin)
      const { attempt, url, redirectUri } = await beginOAuth(hub, request.body, { actor, personId, address })
      return reply.code(201).send({ ...show(attempt, hub.now()), url, redirectUri })
    },
  )
  app.get(
    '/connections/oauth/:id',
    {
      config: { role: 'admin' },
      schema: {
        operationId: 'getOAuth',
        tags: ['connections'],
        summary: 'How a sign-in at a vendor went',
        params: idParam,
        response: { 200: AttemptBody, ...problemResponse },
      },
    },
    async (request) => {
      const attempt = await findOAuthAttempt(hub.db, hub.workspaceId, { id: request.params.id })
      if (attempt !== null) return show(attempt, hub.now())
      throw new Refusal('unknown', 'unknown_oauth', `No sign-in at a vendor has the number ${request.params.id}`)
    },
  )
}

/**
 * Where browsers leave for a vendor and come back. There is no key: the state is known to one browser, and where a
 * person began, only the browser that this person is signed in with ends it.
 */
export function oauthDoor(app: Api, { hub, consoleDir }: ApiOptions): void {
  const hidden = { schema: { hide: true } }
  app.get<{ Params: { state: string } }>('/oauth/start/:state', hidden, async (request, reply) => {
    const { state } = request.params
    const told = await orPage(reply, () => authorizeUrlOf(hub, state))
    if (told === null) return reply
    setOAuthState(hub.oauth.address(), reply, state)
    return reply.header('cache-control', 'no-store').redirect(told, 302)
  })
  app.get('/oauth/callback', hidden, async (request, reply) => {
    const query = new URL(request.url, 'http://hub.invalid').searchParams
    const state = oauthStateIn(request) ?? ''
    dropOAuthState(hub.oauth.address(), reply)
    const personId = await personIn(request)
    const attempt = await orPage(reply, () => finishOAuth(hub, { state, query, personId }))
    if (attempt === null) return reply
    if (attempt.personId === null || consoleDir === undefined) return answer(reply, attempt)
    const { connection, connector, id } = attempt
    const again = `/connect/${connector}?name=${encodeURIComponent(connection)}&oauth=${id}`
    return reply.redirect(attempt.progress === 'connected' ? `/connections/${connection}` : again, 303)
  })

  async function personIn(request: FastifyRequest): Promise<number | null> {
    const secret = secretIn(request)
    return secret === undefined ? null : ((await personOf(hub, secret))?.id ?? null)
  }
}

async function orPage<T>(reply: FastifyReply, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    oauthPage(reply, { status: 400, title: 'Not connected', says: error.message })
    return null
  }
}

function answer(reply: FastifyReply, { connection, progress, problem }: OAuthAttempt): FastifyReply {
  if (progress === 'connected') {
    const says = `The connection "${connection}" is made. This window can be closed.`
    return oauthPage(reply, { status: 200, title: 'Connected', says })
  }
  const says = typeof problem?.detail === 'string' ? problem.detail : 'Begin again.'
  return oauthPage(reply, { status: 400, title: 'Not connected', says })
}

function show(attempt: OAuthAttempt, now: Date): z.output<typeof AttemptBody> {
  const { id, connector, connection, progress, problem } = attempt
  const expiresAt = instant(attempt.expiresAt)
  if (progress === 'waiting' && attempt.expiresAt <= now) {
    return { id, connector, connection, progress: 'failed', problem: tooLate, expiresAt }
  }
  const told = problem === null ? null : { code: String(problem.code), detail: String(problem.detail) }
  return { id, connector, connection, progress, problem: told, expiresAt }
}

const tooLate = { code: 'oauth_expired', detail: 'Nobody came back from the vendor within ten minutes: begin again' }
