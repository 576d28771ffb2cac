import { STATUS_CODES } from 'node:http'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { databaseTrouble } from '../db/trouble.ts'
import type { Log } from '../log.ts'
import { type FieldProblem, Refusal, type RefusalKind } from '../operations/refusal.ts'
import { BusyError } from '../vault/password.ts'

/** Every error of the API: RFC 9457, with a stable code and, for bad input, the fields to blame. */
const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    instance: z.string(),
    errors: z.array(z.object({ pointer: z.string(), detail: z.string(), code: z.string().optional() })).optional(),
    facts: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'Problem' })

type ProblemBody = z.output<typeof Problem>

/** The answer of every operation that did not go well. */
export const problemResponse = {
  default: { description: 'Problem', content: { 'application/problem+json': { schema: Problem } } },
} as const

const statusOf: Record<RefusalKind, number> = {
  invalid: 400,
  unproved: 401,
  unknown: 404,
  conflict: 409,
  overtaken: 412,
  rejected: 422,
  throttled: 429,
}

export function problemHandler(log: Log) {
  return (error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    if (error instanceof Refusal) {
      if (typeof error.facts.retryAfter === 'number') reply.header('retry-after', error.facts.retryAfter)
      return sendProblem(request, reply, {
        status: statusOf[error.kind],
        code: error.code,
        detail: error.message,
        errors: error.problems,
        facts: error.facts,
      })
    }
    if (error instanceof BusyError) {
      reply.header('retry-after', passesIn)
      return sendProblem(request, reply, { status: 503, code: 'busy', detail: error.message })
    }
    if (hasZodFastifySchemaValidationErrors(error)) return sendProblem(request, reply, badInput(error))
    const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500
    if (status < 500) return sendProblem(request, reply, badRequest(error, status))
    if (sendTrouble(log, error, request, reply)) return reply
    log.error('api.failed', { method: request.method, route: request.routeOptions.url, requestId: request.id, error })
    const detail = `Trefoil failed over this request. The log of the server has the reason under the request id ${request.id}`
    return sendProblem(request, reply, { status: 500, code: 'internal', detail })
  }
}

/** What is nobody's mistake and passes is said as such. False: it is something else. */
function sendTrouble(log: Log, error: Error, request: FastifyRequest, reply: FastifyReply): boolean {
  const trouble = databaseTrouble(error)
  if (trouble === null) return false
  log.warn('api.no_database', { route: request.routeOptions.url, requestId: request.id, trouble, error })
  if (trouble === 'away') reply.header('retry-after', passesIn)
  sendProblem(request, reply, withoutDatabase[trouble])
  return true
}

/** Seconds after which it is worth asking again. */
const passesIn = 5

const withoutDatabase = {
  away: {
    status: 503,
    code: 'database_away',
    detail:
      'The database went away during this request: ask again in a few seconds. If it was to change something, see first whether it did',
  },
  full: {
    status: 507,
    code: 'disk_full',
    detail:
      'The disk of the database is full: make room there; what waits is then done by itself. See what this request did before you ask again',
  },
} as const

export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  problem: { status: number; code: string; detail: string; errors?: FieldProblem[]; facts?: Record<string, unknown> },
): FastifyReply {
  const { status, code, detail, errors = [], facts = {} } = problem
  const body: ProblemBody = {
    type: `urn:trefoil:problem:${code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail,
    code,
    instance: request.url,
    ...(errors.length === 0 ? {} : { errors }),
    ...(Object.keys(facts).length === 0 ? {} : { facts }),
  }
  // Text, so that no route's schema of another answer is held against it.
  return reply.code(status).type('application/problem+json').serializer(String).send(JSON.stringify(body))
}

/** What the server itself refused, before any operation heard of it. */
function badRequest(error: Error, status: number): Parameters<typeof sendProblem>[2] {
  const isJson = 'code' in error && error.code === 'FST_ERR_CTP_INVALID_JSON_BODY'
  const code = isJson ? 'malformed_json' : `http_${status}`
  return { status, code, detail: isJson ? `The request's body is no JSON: ${jsonTrouble(error)}` : error.message }
}

function badInput(error: ValidationError): Parameters<typeof sendProblem>[2] {
  const part = error.validationContext ?? 'request'
  const errors = error.validation.map((issue) => ({
    pointer: issue.instancePath === '' ? '/' : issue.instancePath,
    detail: issue.message ?? 'cannot be used',
  }))
  const list = errors.map(({ pointer, detail }) => `${pointer.replace(/^\//, '') || part}: ${detail}`).join('; ')
  return { status: 400, code: 'bad_input', detail: `The ${wordFor[part] ?? part} cannot be used: ${list}`, errors }
}

interface ValidationError {
  validation: { instancePath: string; message?: string }[]
  validationContext?: string
}

const wordFor: Record<string, string> = { body: 'body', querystring: 'query', params: 'address' }

function jsonTrouble(error: Error): string {
  const cause = error.cause instanceof Error ? error.cause.message : ''
  return cause === '' ? 'check its quotes, commas and brackets' : cause
}
