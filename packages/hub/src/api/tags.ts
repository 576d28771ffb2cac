import { hash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'

/** The headers of an edit that must not undo another's. */
export const ifMatchHeaders = z.looseObject({
  'if-match': z
    .string()
    .regex(/^(\*|"[1-9]\d{0,9}-[\w-]{16}")$/, 'the ETag of the answer that the edit is made from')
    .optional()
    .describe('The ETag of the record that the edit is made from: if it changed meanwhile, nothing is done (412)'),
})

/** The version that an edit was made from; undefined: its sender does not mind. */
export function versionAskedFor(request: FastifyRequest): number | undefined {
  const version = /^"(\d+)-/.exec(request.headers['if-match'] ?? '')?.[1]
  return version === undefined ? undefined : Number(version)
}

/** The answer with a tag on it, the version and a mark of all that is said; only the tag for whoever has it already. */
export function tagged<T extends { version: number }>(
  request: FastifyRequest,
  reply: FastifyReply,
  said: T,
): T | FastifyReply {
  const mark = `"${said.version}-${hash('sha256', JSON.stringify(said), 'base64url').slice(0, 16)}"`
  reply.header('etag', mark)
  const isKnown = request.method === 'GET' && request.headers['if-none-match'] === mark
  return isKnown ? reply.code(304).send() : said
}
