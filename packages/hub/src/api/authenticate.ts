import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Hub } from '../operations/hub.ts'
import { hashOfSecret } from '../operations/new-secret.ts'
import { personOf } from '../operations/sign-in.ts'
import { findApiKey, touchApiKey } from '../store/api-key.ts'
import { type Role, roles } from '../store/person.ts'
import { sendProblem } from './problem.ts'
import { secretIn } from './session-cookie.ts'

const touchEveryMs = 60_000

/**
 * Lets a request in with a key of this hub (`Authorization: Bearer trefoil_…`) or with the session of a person, and
 * only to what the role of either allows.
 */
export function authenticate(hub: Hub) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const caller =
      request.headers.authorization === undefined
        ? await callerBySession(hub, request)
        : await callerByKey(hub, request)
    if (caller === null) return refuseStranger(request, reply)
    request.actor = caller.actor
    request.personId = caller.personId
    const needed = request.routeOptions.config.role ?? roleUnlessTold(request.method)
    const isAllowed =
      caller.role === 'cashier'
        ? request.routeOptions.config.isForCashiers === true
        : roles.indexOf(caller.role) >= roles.indexOf(needed)
    if (!isAllowed) {
      const detail = `This needs the role ${needed}; ${caller.actor} has the role ${caller.role}. An owner can change it under Settings, People`
      return sendProblem(request, reply, { status: 403, code: 'forbidden', detail, facts: { needed } })
    }
    const [part = ''] = request.routeOptions.schema?.tags ?? []
    if (caller.scopes !== null && !caller.scopes.includes(part)) {
      const detail = `The key reaches ${caller.scopes.join(', ')} and not ${part}: make one with this scope`
      return sendProblem(request, reply, { status: 403, code: 'out_of_scope', detail, facts: { needed: part } })
    }
    return undefined
  }
}

/** The parts of the API that a key can be kept to: the tags of its operations. */
export const scopeNames = [
  'records',
  'flows',
  'runs',
  'issues',
  'connections',
  'connectors',
  'recipes',
  'loyalty',
  'settings',
  'health',
  'people',
  'keys',
] as const

/** What nobody said who may do it is the owner's alone; reading is everybody's. */
function roleUnlessTold(method: string): Role {
  return isSafe(method) ? 'viewer' : 'owner'
}

/**
 * A page of another site can make a browser send our cookie. The browser says where a request comes from; one that
 * says nothing is of another kind and has no business with a cookie.
 */
export function isFromOurPage(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  const { origin, host } = request.headers
  return origin !== undefined && URL.parse(origin)?.host === host?.toLowerCase()
}

interface Caller {
  actor: string
  role: Role
  scopes: readonly string[] | null
  personId: number | null
}

const isSafe = (method: string) => method === 'GET' || method === 'HEAD'

async function callerByKey(hub: Hub, request: FastifyRequest): Promise<Caller | null> {
  const key = /^Bearer +(trefoil_[\w-]{20,200})$/.exec(request.headers.authorization ?? '')?.[1]
  const known = key === undefined ? null : await findApiKey(hub.db, hashOfSecret(key))
  const now = hub.now()
  if (known === null || (known.expiresAt !== null && known.expiresAt <= now)) return null
  if (now.getTime() - (known.usedAt?.getTime() ?? 0) > touchEveryMs) {
    await touchApiKey(hub.db, hub.workspaceId, known.id, now)
  }
  return { actor: `key:${known.name}`, role: known.role, scopes: known.scopes, personId: null }
}

async function callerBySession(hub: Hub, request: FastifyRequest): Promise<Caller | null> {
  const secret = secretIn(request)
  if (secret === undefined || (!isSafe(request.method) && !isFromOurPage(request))) return null
  const person = await personOf(hub, secret)
  if (person === null) return null
  return { actor: `person:${person.id}`, role: person.role, scopes: null, personId: person.id }
}

function refuseStranger(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const detail =
    request.headers.authorization === undefined
      ? 'This needs an API key: send it as "Authorization: Bearer trefoil_…". The first one stands in the file api-key of the data directory. In a browser, sign in'
      : 'The API key is not one of this hub, or its time is over. The first one stands in the file api-key of the data directory'
  return sendProblem(request, reply.header('www-authenticate', 'Bearer'), {
    status: 401,
    code: 'unauthenticated',
    detail,
  })
}
