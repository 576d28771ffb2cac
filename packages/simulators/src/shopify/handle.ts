import { isObject, json, parsedBody, type SimReply, type SimRequest } from '../server/exchange.ts'
import type { Random } from '../server/seeded-random.ts'
import type { Shop } from './shop/shop.ts'
import { type Bucket, createBucket } from './wire/bucket.ts'
import type { AppIdentity, Call, KeyedAnswer } from './wire/call.ts'
import { type Asked, type Envelope, throttled } from './wire/execute.ts'
import { opened, type Token, type Tokens } from './wire/tokens.ts'
import { servedVersion } from './wire/versions.ts'

/** What the API is made of. */
export interface ApiParts {
  shop: Shop
  app: AppIdentity
  tokens: Tokens
  execute: (asked: Asked, call: Call, bucket: Bucket | undefined) => Envelope
  random: Random
  tick: () => number
  plan: { size: number; restoreRate: number }
  limits: boolean
  /** Requests that are to be throttled all the same: counted down. */
  burst: { left: number }
  /** Where this simulator listens, as the request says. */
  file(path: string): SimReply | undefined
}

const path = /^\/admin\/api\/([^/]+)\/graphql\.json$/

/** The Admin API of one shop: who asks, in which version, and what comes of it. */
export function shopifyApi(parts: ApiParts): (request: SimRequest) => SimReply {
  const buckets = new Map<string, Bucket>()
  const keys = new Map<string, KeyedAnswer>()
  const bucketOf = (token: string): Bucket | undefined => {
    if (!parts.limits) return undefined
    const known = buckets.get(token) ?? createBucket({ ...parts.plan, tick: parts.tick })
    buckets.set(token, known)
    return known
  }
  return (request) => {
    if (request.path === '/admin/oauth/access_token' && request.method === 'POST') return parts.tokens.grant(request)
    const file = request.method === 'GET' ? parts.file(request.path) : undefined
    if (file !== undefined) return file
    const version = path.exec(request.path)?.[1]
    const served = version === undefined ? undefined : servedVersion(version)
    if (served === undefined || request.method !== 'POST') return json(404, { errors: 'Not Found' })
    const sent = request.headers['x-shopify-access-token']
    const token = parts.tokens.find(typeof sent === 'string' ? sent : undefined)
    const headers = { 'x-request-id': parts.random.uuid(), 'x-shopify-api-version': served }
    if (token === undefined) return json(401, { errors: notLetIn }, headers)
    const asked = askedOf(request)
    if (typeof asked === 'string') return json(400, { errors: asked }, headers)
    const call = callOf(parts, { token, version: served, request, keys })
    const bucket = bucketOf(token.token)
    if (parts.burst.left > 0) {
      parts.burst.left -= 1
      return json(200, burstAnswer(bucket, parts.plan), headers)
    }
    return json(200, parts.execute(asked, call, bucket), headers)
  }
}

const notLetIn = '[API] Invalid API key or access token (unrecognized login or wrong password)'

function callOf(
  { shop, app }: ApiParts,
  from: { token: Token; version: string; request: SimRequest; keys: Map<string, KeyedAnswer> },
): Call {
  const { scopes } = from.token
  return {
    // The same shop, with the app at work in it.
    shop: { ...shop, by: 'api' },
    may: opened(scopes),
    app,
    scopes,
    version: from.version,
    searches: [],
    keys: from.keys,
    origin: `http://${from.request.headers.host ?? 'localhost'}`,
  }
}

function askedOf(request: SimRequest): Asked | string {
  if (!(request.headers['content-type'] ?? '').includes('json')) {
    return (request.headers['content-type'] ?? '').includes('graphql')
      ? { query: request.body, variables: {}, operationName: undefined }
      : 'Bad Request: the content type is application/json'
  }
  const body = parsedBody(request)
  if (!isObject(body) || typeof body.query !== 'string') return 'Required parameter missing or invalid: query'
  const { variables, operationName } = body
  return {
    query: body.query,
    variables: isObject(variables) ? variables : {},
    operationName: typeof operationName === 'string' ? operationName : undefined,
  }
}

function burstAnswer(bucket: Bucket | undefined, plan: { size: number; restoreRate: number }): Envelope {
  const status = bucket?.status() ?? {
    maximumAvailable: plan.size,
    currentlyAvailable: 0,
    restoreRate: plan.restoreRate,
  }
  const cost = { requestedQueryCost: 100, actualQueryCost: null, throttleStatus: { ...status, currentlyAvailable: 0 } }
  return { errors: [throttled], extensions: { cost } }
}
