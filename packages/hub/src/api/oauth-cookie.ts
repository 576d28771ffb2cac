import type { FastifyReply, FastifyRequest } from 'fastify'

// The vendor's page sends the browser back, so the cookie must come along with a link from elsewhere.
const name = 'trefoil_oauth'
const seconds = 600

/** What this browser was given when it left for a vendor. */
export function oauthStateIn(request: FastifyRequest): string | undefined {
  const cookies = (request.headers.cookie ?? '').split(';').map((each) => each.trim())
  const state = cookies.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1)
  return state !== undefined && /^[\w-]{43}$/.test(state) ? state : undefined
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
