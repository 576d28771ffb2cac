import { hash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Hub } from '../operations/hub.ts'
import { personOf } from '../operations/sign-in.ts'
import { findApiKey, touchApiKey } from '../store/api-key.ts'
import type { Role } from '../store/person.ts'
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
    const needed = roleFor(request)
    if (rank[caller.role] < rank[needed]) {
      const detail = `This needs the role ${needed}; ${caller.actor} has the role ${caller.role}. An owner can change it under Settings, People`
      return sendProblem(request, reply, { status: 403, code: 'forbidden', detail })
    }
    return undefined
  }
}

/** A key has 256 bits of chance in it, so a plain hash is as good as a slow one. */
export function hashOfKey(key: string): string {
  return hash('sha256', key, 'hex')
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
  personId: number | null
}

const rank: Record<Role, number> = { viewer: 0, editor: 1, owner: 2 }

const isSafe = (method: string) => method === 'GET' || method === 'HEAD'

function roleFor(request: FastifyRequest): Role {
  return request.routeOptions.config.role ?? (isSafe(request.method) ? 'viewer' : 'editor')
}

async function callerByKey(hub: Hub, request: FastifyRequest): Promise<Caller | null> {
  const key = /^Bearer +(trefoil_[\w-]{20,200})$/.exec(request.headers.authorization ?? '')?.[1]
  const known = key === undefined ? null : await findApiKey(hub.db, hashOfKey(key))
  if (known === null) return null
  const now = hub.now()
  if (now.getTime() - (known.usedAt?.getTime() ?? 0) > touchEveryMs) {
    await touchApiKey(hub.db, hub.workspaceId, known.id, now)
  }
  return { actor: `key:${known.name}`, role: known.role, personId: null }
}

async function callerBySession(hub: Hub, request: FastifyRequest): Promise<Caller | null> {
  const secret = secretIn(request)
  if (secret === undefined || (!isSafe(request.method) && !isFromOurPage(request))) return null
  const person = await personOf(hub, secret)
  return person === null ? null : { actor: `person:${person.id}`, role: person.role, personId: person.id }
}

function refuseStranger(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const detail =
    request.headers.authorization === undefined
      ? 'This needs an API key: send it as "Authorization: Bearer trefoil_…". The first one stands in the file api-key of the data directory. In a browser, sign in'
      : 'The API key is not one of this hub. The first one stands in the file api-key of the data directory'
  return sendProblem(request, reply.header('www-authenticate', 'Bearer'), {
    status: 401,
    code: 'unauthenticated',
    detail,
  })
}
