import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Api } from './types.ts'

/** Stands in the built page where a nonce of the answer goes. */
const noncePlace = 'NONCE-OF-THIS-ANSWER'

/**
 * Hands out the built console. Its files carry a hash of their content in their names and may be kept for ever; the
 * page itself is made anew each time, because its styles are allowed by a nonce.
 */
export async function serveConsole(app: Api, dist: string): Promise<void> {
  const page = readFileSync(join(dist, 'index.html'), 'utf8')
  app.decorateReply('sendConsole', function sendConsole(this: FastifyReply) {
    const nonce = randomBytes(16).toString('base64url')
    return this.header('content-security-policy', policy(nonce))
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(page.replaceAll(noncePlace, nonce))
  })
  await app.register(fastifyStatic, {
    root: dist,
    wildcard: false,
    index: false,
    preCompressed: true,
    globIgnore: ['index.html*', '*.json'],
    cacheControl: false,
    setHeaders: (reply, path) => {
      const isHashed = path.includes('/assets/')
      reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  app.get('/', { schema: { hide: true } }, (_request, reply) => reply.sendConsole())
}

/** Whether a console was built there. */
export function hasConsole(dist: string | undefined): boolean {
  return dist !== undefined && existsSync(join(dist, 'index.html'))
}

/** Screens have addresses of their own: whatever a person types there is answered by the page, which finds its way. */
export function isForPeople(request: FastifyRequest): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false
  const isElsewhere = /^\/(api|webhooks|assets|livez|readyz)(\/|$|\?)/.test(request.url)
  return !isElsewhere && (request.headers.accept ?? '').includes('text/html')
}

function policy(nonce: string): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ].join('; ')
}

/** What every answer says, whatever it is. */
export async function addSecurityHeaders(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply
    .header('x-content-type-options', 'nosniff')
    .header('referrer-policy', 'no-referrer')
    .header('cross-origin-opener-policy', 'same-origin')
    .header('cross-origin-resource-policy', 'same-origin')
    .header('permissions-policy', 'camera=(), geolocation=(), microphone=()')
  if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
}

declare module 'fastify' {
  interface FastifyReply {
    sendConsole(): FastifyReply
  }
}
