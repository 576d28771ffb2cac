import { type Admission, type Handler, parsedBody, type SimReply, type SimRequest } from '../server/exchange.ts'
import { createRouter } from '../server/router.ts'
import type { Account } from './account/account.ts'
import { type Query, queryCheck } from './description/check-query.ts'
import { type Operation, operations } from './description/openapi.ts'
import { endpoints } from './endpoints/all.ts'
import type { Endpoint } from './endpoints/call.ts'
import { authenticate, type Keys, knownKey, requireRevision, requireScopes } from './wire/access.ts'
import { invalid, Refusal, refusedRequest } from './wire/problem.ts'
import { createRateLimits } from './wire/rate-limits.ts'
import { errorReply } from './wire/reply.ts'

interface Served {
  operation: Operation
  endpoint: Endpoint
  readQuery: (query: URLSearchParams) => Query
}

/** The API of one account: from a request to a reply, and before that, whether the request comes too soon. */
export function createApi(
  account: Account,
  keys: Keys,
  tick: () => number,
): { handle: Handler; admit: (request: SimRequest) => Admission } {
  const quotas = {
    account: createRateLimits(tick, account.ids.uuid),
    app: createRateLimits(tick, account.ids.uuid),
  }
  return {
    // What carries no key of this account cannot use up its quota.
    admit: (request) => {
      const found = find(request.method, request.path)
      const key = knownKey(keys, request)
      if (found.kind !== 'handler' || key === undefined) return {}
      return quotas[key.quota](found.handler.operation, request)
    },
    handle: (request) => {
      try {
        return answer(request)
      } catch (error) {
        if (error instanceof Refusal) return errorReply(error.problems, account.ids.uuid)
        throw error
      }
    },
  }

  function answer(request: SimRequest): SimReply {
    const found = find(request.method, request.path)
    const key = authenticate(keys, request)
    if (found.kind === 'nothing') {
      throw new Refusal([refusedRequest(404, 'not_found', 'Not found.', 'The requested resource does not exist.')])
    }
    if (found.kind === 'wrong-method') {
      const detail = `Method "${request.method}" not allowed.`
      throw new Refusal([refusedRequest(405, 'method_not_allowed', 'Method not allowed.', detail)])
    }
    const { operation, endpoint, readQuery } = found.handler
    requireScopes(key, operation)
    requireRevision(request)
    const body = operation.requestBody === undefined ? undefined : readBody(request)
    const query = readQuery(request.query)
    const actor = { by: 'api', method: 'API', methodDetail: key.text.slice(-4) } as const
    return endpoint({ account, actor, operation, request, params: found.params, query, body })
  }
}

/** The same for every account: a check is compiled when its operation is first asked for. */
const find = createRouter<Served>(servedRoutes())

function servedRoutes(): Record<string, Served> {
  return Object.fromEntries(
    [...operations].map(([id, { operation, route }]) => {
      const endpoint = endpoints[id]
      if (endpoint === undefined) throw new Error(`no endpoint answers ${id}`)
      return [route, { operation, endpoint, readQuery: queryCheck(operation) }]
    }),
  )
}

const mediaTypes = ['application/vnd.api+json', 'application/json']

function readBody(request: SimRequest): unknown {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (!mediaTypes.includes(type)) {
    const detail = `Unsupported media type "${type}" in request.`
    throw new Refusal([refusedRequest(415, 'unsupported_media_type', 'Unsupported media type.', detail)])
  }
  const body = parsedBody(request)
  if (body === undefined) {
    throw new Refusal([invalid('/data', 'The payload provided in the request is invalid.')])
  }
  return body
}
