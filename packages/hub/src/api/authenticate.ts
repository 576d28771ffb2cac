import { hash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Db } from '../db/database.ts'
import { findApiKey } from '../store/api-key.ts'
import { sendProblem } from './problem.ts'

/** Lets a request in only with a key of this hub: `Authorization: Bearer trefoil_…`. Keys are stored hashed. */
export function authenticate(hub: { readonly db: Db }) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const key = /^Bearer +(trefoil_[\w-]{20,200})$/.exec(request.headers.authorization ?? '')?.[1]
    const known = key === undefined ? null : await findApiKey(hub.db, hashOfKey(key))
    if (known !== null) {
      request.actor = `key:${known.name}`
      return undefined
    }
    const detail =
      request.headers.authorization === undefined
        ? 'This needs an API key: send it as "Authorization: Bearer trefoil_…". The first one stands in the file api-key of the data directory'
        : 'The API key is not one of this hub. The first one stands in the file api-key of the data directory'
    return sendProblem(request, reply.header('www-authenticate', 'Bearer'), {
      status: 401,
      code: 'unauthenticated',
      detail,
    })
  }
}

/** A key has 256 bits of chance in it, so a plain hash is as good as a slow one. */
export function hashOfKey(key: string): string {
  return hash('sha256', key, 'hex')
}
