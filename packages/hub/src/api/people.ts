import { z } from 'zod'
import { changePerson, invite, makeSignInLink, removePerson, signOutPerson } from '../operations/people.ts'
import { listPeople, type Person, roles } from '../store/person.ts'
import { Instant, idParam, instant, instantOrNull } from './fields.ts'
import { pageOf, pageQuery, readPage } from './paging.ts'
import { problemResponse } from './problem.ts'
import type { Api, ApiOptions } from './types.ts'

const role = z
  .enum(roles)
  .describe(
    'cashier: look customers up and redeem for them, and nothing else; viewer: look; operator: run flows and mend records too; editor: change flows too; admin: accounts and settings too; owner: people and keys too',
  )

export const PersonBody = z
  .object({
    id: z.int(),
    email: z.string(),
    name: z.string(),
    role,
    hasPassword: z.boolean(),
    createdAt: Instant,
    signedInAt: Instant.nullable(),
  })
  .meta({ id: 'Person' })

const InvitedBody = z
  .object({
    person: PersonBody,
    path: z.string().describe('Opens the console once, for a day: the part after the address'),
  })
  .meta({ id: 'Invited' })

const name = z.string().trim().min(1, 'say a name').max(100)
const config = { role: 'owner' } as const
const tags = ['people']

export function peopleRoutes(app: Api, { hub }: ApiOptions): void {
  app.get(
    '/people',
    {
      schema: {
        operationId: 'listPeople',
        tags,
        summary: 'Who may use this hub',
        querystring: z.strictObject(pageQuery),
        response: { 200: pageOf(PersonBody), ...problemResponse },
      },
    },
    (request) => readPage(request.query, (page) => listPeople(hub.db, hub.workspaceId, page), showPerson),
  )
  app.post(
    '/people',
    {
      config,
      schema: {
        operationId: 'invitePerson',
        tags,
        summary: 'Invite somebody: the answer holds the link that lets them in',
        body: z.strictObject({ email: z.email('not an e-mail address').max(254), name, role }),
        response: { 201: InvitedBody, ...problemResponse },
      },
    },
    async (request, reply) => {
      const { person, token } = await invite(hub, request.body, request.actor)
      return reply.code(201).send({ person: showPerson(person), path: pathFor(token) })
    },
  )
  app.post(
    '/people/:id/link',
    {
      config,
      schema: {
        operationId: 'makeSignInLink',
        tags,
        summary: 'A new sign-in link for somebody who lost the way in',
        params: idParam,
        response: { 200: z.object({ path: z.string() }), ...problemResponse },
      },
    },
    async (request) => ({ path: pathFor(await makeSignInLink(hub, request.params.id, request.actor)) }),
  )
  app.patch(
    '/people/:id',
    {
      config,
      schema: {
        operationId: 'changePerson',
        tags,
        summary: 'Change the name or the role of somebody',
        params: idParam,
        body: z.strictObject({ name: name.optional(), role: role.optional() }),
        response: { 200: PersonBody, ...problemResponse },
      },
    },
    async (request) => showPerson(await changePerson(hub, request.params.id, request.body, request.actor)),
  )
  app.delete(
    '/people/:id',
    {
      config,
      schema: {
        operationId: 'removePerson',
        tags,
        summary: 'Take the account of somebody away',
        params: idParam,
        response: { 200: z.object({ removed: z.int() }), ...problemResponse },
      },
    },
    async (request) => {
      await removePerson(hub, request.params.id, request.actor)
      return { removed: request.params.id }
    },
  )
  app.delete(
    '/people/:id/sessions',
    {
      config,
      schema: {
        operationId: 'signOutPerson',
        tags,
        summary: 'Sign somebody out in every browser',
        params: idParam,
        response: { 200: z.object({ ended: z.int() }), ...problemResponse },
      },
    },
    async (request) => ({ ended: await signOutPerson(hub, request.params.id, request.actor) }),
  )
}

export function showPerson(person: Person): z.output<typeof PersonBody> {
  const { id, email, name, role } = person
  const times = { createdAt: instant(person.createdAt), signedInAt: instantOrNull(person.signedInAt) }
  return { id, email, name, role, hasPassword: person.password !== null, ...times }
}

/** Behind a `#`, which browsers keep to themselves: the token stands in no log on the way. */
function pathFor(token: string): string {
  return `/enter#${token}`
}
