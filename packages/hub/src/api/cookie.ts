import type { FastifyRequest } from 'fastify'

/** The secret that a browser keeps under this name, if it has one. */
export function secretUnder(name: string, request: FastifyRequest): string | undefined {
  const cookies = (request.headers.cookie ?? '').split(';').map((each) => each.trim())
  const secret = cookies.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1)
  return secret !== undefined && /^[\w-]{43}$/.test(secret) ? secret : undefined
}
