import { json, type SimReply, type SimRequest } from '../../server/exchange.ts'
import { createRouter } from '../../server/router.ts'
import type { App } from './app.ts'
import type { Grants } from './grants.ts'

/** What the routes work on. */
export interface OauthParts {
  app: App
  grants: Grants
  /** Whether the owner, asked now, says no. */
  isDenied(): boolean
}

type Route = (parts: OauthParts, request: SimRequest) => SimReply

const routes: Record<string, Route> = {
  'GET /oauth/authorize': authorise,
  'POST /oauth/token': token,
  'POST /oauth/revoke': revoke,
}

/** Authorization code with PKCE for every client, as the vendor's page "Make API calls using OAuth" has it. */
export function oauthApi(parts: OauthParts): (request: SimRequest) => SimReply {
  const find = createRouter(routes)
  return (request) => {
    const found = find(request.method, request.path)
    return found.kind === 'handler' ? found.handler(parts, request) : json(404, { error: 'not_found' })
  }
}

/** Sends the browser back at once. Without an address of the app nobody is sent anywhere. */
function authorise({ app, grants, isDenied }: OauthParts, { query }: SimRequest): SimReply {
  const given = (name: string) => query.get(name) ?? ''
  const redirectUri = given('redirect_uri')
  if (given('client_id') !== app.id || !app.redirectUris.includes(redirectUri)) {
    return json(400, { error: 'invalid_client' })
  }
  const scopes = given('scope').split(' ').filter(Boolean)
  const challenge = given('code_challenge')
  const fault = isDenied()
    ? 'access_denied'
    : given('response_type') !== 'code'
      ? 'unsupported_response_type'
      : challenge === '' || given('code_challenge_method') !== 'S256'
        ? 'invalid_request'
        : scopes.length === 0 || scopes.some((scope) => !app.scopes.includes(scope))
          ? 'invalid_scope'
          : undefined
  const to = new URL(redirectUri)
  if (fault === undefined) to.searchParams.set('code', grants.code({ challenge, redirectUri, scopes }))
  else to.searchParams.set('error', fault)
  if (query.has('state')) to.searchParams.set('state', given('state'))
  return { status: 302, headers: { location: to.href }, body: '' }
}

function token({ app, grants }: OauthParts, request: SimRequest): SimReply {
  if (!isApp(app, request)) return json(401, { error: 'invalid_client' })
  const form = formOf(request)
  if (form === undefined) return json(400, { error: 'unsupported_grant_type' })
  const given = (name: string) => form.get(name) ?? ''
  const proof = { verifier: given('code_verifier'), redirectUri: given('redirect_uri') }
  switch (given('grant_type')) {
    case 'authorization_code':
      return orRefused(grants.spendCode(given('code'), proof))
    case 'refresh_token':
      return orRefused(grants.refresh(given('refresh_token')))
    default:
      return json(400, { error: 'unsupported_grant_type' })
  }
}

function revoke({ app, grants }: OauthParts, request: SimRequest): SimReply {
  if (!isApp(app, request)) return json(401, { error: 'invalid_client' })
  grants.revoke(formOf(request)?.get('token') ?? '')
  return json(200, {})
}

const orRefused = (reply: object | undefined) =>
  reply === undefined ? json(400, { error: 'invalid_grant' }) : json(200, reply)

function isApp(app: App, { headers }: SimRequest): boolean {
  const basic = `Basic ${Buffer.from(`${app.id}:${app.secret}`).toString('base64')}`
  return headers.authorization === basic
}

function formOf({ headers, body }: SimRequest): URLSearchParams | undefined {
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true
  return isForm ? new URLSearchParams(body) : undefined
}
