import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Refusal } from '../operations/refusal.ts'
import {
  changePassword,
  enter,
  needsSetUp,
  personOf,
  type SignedIn,
  setUp,
  signIn,
  signOut,
  type Visitor,
} from '../operations/sign-in.ts'
import { keepDoorAudit } from './audit.ts'
import { isFromOurPage } from './authenticate.ts'
import { PersonBody, showPerson } from './people.ts'
import { problemResponse } from './problem.ts'
import { dropSecret, secretIn, setSecret } from './session-cookie.ts'
import type { Api, ApiOptions } from './types.ts'

const SessionBody = z
  .object({
    state: z.enum(['set_up', 'signed_out', 'signed_in']).describe('set_up: nobody has an account yet'),
    person: PersonBody.nullable(),
  })
  .meta({ id: 'Session' })

const email = z.email('not an e-mail address').max(254)
const password = z.string().min(1).max(512)
const token = z.string().min(1).max(200)
const tags = ['session']
const security: [] = []

/** The door of the console: open to everybody, and slow for whoever tries at random. */
export function sessionRoutes(app: Api, { hub }: ApiOptions): void {
  app.addHook('onRequest', async (request) => {
    if (request.method === 'GET' || isFromOurPage(request)) return
    throw new Refusal('unproved', 'wrong_origin', 'Signing in is for the pages of this hub; programs use an API key')
  })
  keepDoorAudit(app, hub)
  app.get(
    '/session',
    {
      schema: {
        operationId: 'getSession',
        tags,
        security,
        summary: 'Who is signed in with this browser',
        response: { 200: SessionBody, ...problemResponse },
      },
    },
    async (request) => {
      const secret = secretIn(request)
      const person = secret === undefined ? null : await personOf(hub, secret)
      if (person !== null) return { state: 'signed_in' as const, person: showPerson(person) }
      return { state: (await needsSetUp(hub)) ? ('set_up' as const) : ('signed_out' as const), person: null }
    },
  )
  app.post(
    '/session',
    {
      schema: {
        operationId: 'signIn',
        tags,
        security,
        summary: 'Sign in with e-mail address and password',
        body: z.strictObject({ email: z.string().max(254), password }),
        response: { 200: SessionBody, ...problemResponse },
      },
    },
    async (request, reply) => letIn(request, reply, await signIn(hub, request.body, visitorOf(request))),
  )
  app.post(
    '/session/set-up',
    {
      schema: {
        operationId: 'setUp',
        tags,
        security,
        summary: 'Make the first account, with the token that the hub printed at its start',
        body: z.strictObject({ token, email, name: z.string().trim().min(1, 'say your name').max(100), password }),
        response: { 200: SessionBody, ...problemResponse },
      },
    },
    async (request, reply) => letIn(request, reply, await setUp(hub, request.body, visitorOf(request))),
  )
  app.post(
    '/session/enter',
    {
      schema: {
        operationId: 'enter',
        tags,
        security,
        summary: 'Sign in with a link that an owner made',
        body: z.strictObject({ token }),
        response: { 200: SessionBody, ...problemResponse },
      },
    },
    async (request, reply) => letIn(request, reply, await enter(hub, request.body.token, visitorOf(request))),
  )
  app.put(
    '/session/password',
    {
      schema: {
        operationId: 'changePassword',
        tags,
        summary: 'Choose another password; every other session of yours ends',
        body: z.strictObject({ current: z.string().max(512).default(''), password }),
        response: { 200: SessionBody, ...problemResponse },
      },
    },
    async (request) => {
      const secret = secretIn(request) ?? ''
      const person = await personOf(hub, secret)
      if (person === null) throw new Refusal('unproved', 'unauthenticated', 'Sign in first')
      request.actor = `person:${person.id}`
      await changePassword(hub, person, { ...request.body, secret }, request.ip)
      return { state: 'signed_in' as const, person: { ...showPerson(person), hasPassword: true } }
    },
  )
  app.delete(
    '/session',
    {
      schema: {
        operationId: 'signOut',
        tags,
        security,
        summary: 'Sign out',
        response: { 200: SessionBody, ...problemResponse },
      },
    },
    async (request, reply) => {
      const secret = secretIn(request)
      if (secret !== undefined) {
        const person = await personOf(hub, secret)
        if (person !== null) request.actor = `person:${person.id}`
        await signOut(hub, secret)
      }
      dropSecret(request, reply)
      return { state: 'signed_out' as const, person: null }
    },
  )
}

function visitorOf(request: FastifyRequest): Visitor {
  return { address: request.ip, agent: request.headers['user-agent'] ?? '' }
}

function letIn(
  request: FastifyRequest,
  reply: FastifyReply,
  { person, secret }: SignedIn,
): z.output<typeof SessionBody> {
  setSecret(request, reply, secret)
  request.actor = `person:${person.id}`
  return { state: 'signed_in', person: showPerson(person) }
}
