import type { FastifyReply, FastifyRequest } from 'fastify'
import { secretUnder } from './cookie.ts'

// The vendor's page sends the browser back, so the cookie must come along with a link from elsewhere.
const name = 'trefoil_oauth'
const seconds = 600

/** What this browser was given when it left for a vendor. */
export function oauthStateIn(request: FastifyRequest): string | undefined {
  return secretUnder(name, request)
}

export function setOAuthState(address: string, reply: FastifyReply, state: string): void {
  setCookie(address, reply, state, seconds)
}

export function dropOAuthState(address: string, reply: FastifyReply): void {
  setCookie(address, reply, '', 0)
}

function setCookie(address: string, reply: FastifyReply, value: string, age: number): void {
  const secure = address.startsWith('https:') ? '; Secure' : ''
  reply.header('set-cookie', `${name}=${value}; Path=/oauth; HttpOnly; SameSite=Lax; Max-Age=${age}${secure}`)
}
