import { type Handler, isObject, json, parsedBody, type SimReply, type SimRequest } from '../../server/exchange.ts'
import { createRouter } from '../../server/router.ts'
import type { App } from '../app/app.ts'
import { notFound, nothingThere, wrongMethod } from '../replies.ts'
import type { Town } from '../town.ts'
import type { Grants } from './grants.ts'

/** What the OAuth routes work on. */
export interface OauthParts {
  town: Town
  app: App
  grants: Grants
  /** The merchant in front of the browser, who says yes to everything. */
  signedIn(): string
  install(merchantId: string): void
}

type Route = (parts: OauthParts, request: SimRequest) => SimReply

const routes: Record<string, Route> = {
  'GET /oauth/v2/authorize': authorise,
  'GET /oauth/authorize': authorise,
  'POST /oauth/v2/token': exchange,
  'POST /oauth/v2/refresh': refresh,
  'GET /oauth/token': legacyToken,
}

/** The v2 flow for apps with and without a secret, and the token of the old flow. */
export function oauthApi(parts: OauthParts): Handler {
  const find = createRouter(routes)
  return (request) => {
    const found = find(request.method, request.path)
    if (found.kind === 'handler') return found.handler(parts, request)
    return found.kind === 'nothing' ? notFound(nothingThere).reply : wrongMethod(request.method, found.allowed)
  }
}

/** Sends the browser back at once. The first time is the install: it fixes the permissions. */
function authorise({ town, app, grants, signedIn, install }: OauthParts, { query }: SimRequest): SimReply {
  const [client, back, state] = [query.get('client_id'), query.get('redirect_uri'), query.get('state')]
  const method = query.get('code_challenge_method') ?? 'S256'
  if (client !== app.id || back === null || !app.redirectUris.includes(back) || method !== 'S256') {
    return json(400, { message: 'Invalid OAuth credentials' })
  }
  const merchantId = signedIn()
  if (!app.installs.has(merchantId)) install(merchantId)
  const to = new URL(back)
  to.searchParams.set('merchant_id', merchantId)
  to.searchParams.set('client_id', client)
  to.searchParams.set('code', grants.code(merchantId, query.get('code_challenge') ?? undefined))
  if (state !== null && town.choices.oauthState === 'echo') to.searchParams.set('state', state)
  return { status: 302, headers: { location: to.href }, body: '' }
}

/** The message is the vendor's; its status is not documented. */
const refused = ({ town }: OauthParts) =>
  json(town.choices.oauthRefusal, { message: 'Failed to validate authentication code' })

function exchange(parts: OauthParts, request: SimRequest): SimReply {
  const { app, grants } = parts
  const { client_id: client, client_secret: secret, code, code_verifier: verifier } = fieldsOf(request)
  if (client !== app.id || code === undefined) return refused(parts)
  const merchantId = grants.spendCode(code, {
    ...(secret === undefined ? {} : { secret }),
    ...(verifier === undefined ? {} : { verifier }),
  })
  if (merchantId === undefined) return refused(parts)
  return json(200, grants.pair(merchantId, request.query.get('no_refresh_token') !== 'true'))
}

/** No secret here. The refresh token dies with this call: the second of two at once is refused. */
function refresh(parts: OauthParts, request: SimRequest): SimReply {
  const { app, grants } = parts
  const { client_id: client, refresh_token: token } = fieldsOf(request)
  const merchantId = client === app.id && token !== undefined ? grants.spendRefresh(token) : undefined
  return merchantId === undefined ? refused(parts) : json(200, grants.pair(merchantId, true))
}

function legacyToken({ app, grants }: OauthParts, { query }: SimRequest): SimReply {
  const [client, secret, code] = [query.get('client_id'), query.get('client_secret'), query.get('code')]
  const merchantId = client === app.id && secret !== null ? grants.spendCode(code ?? '', { secret }) : undefined
  if (merchantId === undefined) return json(400, { message: 'Invalid OAuth credentials' })
  return json(200, { access_token: grants.forEver(merchantId) })
}

/** The texts of a JSON body. */
function fieldsOf(request: SimRequest): Record<string, string | undefined> {
  const body = parsedBody(request)
  if (!isObject(body)) return {}
  return Object.fromEntries(
    Object.entries(body).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}
