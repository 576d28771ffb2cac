import type { FastifyReply, FastifyRequest } from 'fastify'
import { longestSessionMs } from '../operations/sign-in.ts'
import { secretUnder } from './cookie.ts'

// A browser sends a `__Host-` cookie over https alone, to no other host and for no other path.
const guarded = '__Host-trefoil_session'
const plain = 'trefoil_session'

/** The secret of the browser's session, if it has one. */
export function secretIn(request: FastifyRequest): string | undefined {
  return secretUnder(guarded, request) ?? secretUnder(plain, request)
}

export function setSecret(request: FastifyRequest, reply: FastifyReply, secret: string): void {
  setCookie(request, reply, secret, longestSessionMs / 1_000)
}

export function dropSecret(request: FastifyRequest, reply: FastifyReply): void {
  setCookie(request, reply, '', 0)
}

function setCookie(request: FastifyRequest, reply: FastifyReply, value: string, seconds: number): void {
  // Behind a proxy only the page knows that it came by https.
  const isSecure = request.headers.origin?.startsWith('https:') === true || request.protocol === 'https'
  const [name, secure] = isSecure ? [guarded, '; Secure'] : [plain, '']
  reply.header('set-cookie', `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure}`)
}
