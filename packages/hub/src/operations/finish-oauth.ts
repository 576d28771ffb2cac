import { hash } from 'node:crypto'
import type { Connector, Json } from '@trefoil/sdk'
import { endOAuthAttempt, findOAuthAttempt, type OAuthAttempt, takeOAuthAttempt } from '../store/oauth-attempt.ts'
import { grantAsJson } from '../sync/access/grant.ts'
import { refuseFor } from './ask-vendor.ts'
import { sealedRequest } from './begin-oauth.ts'
import { connectProved, proveAccess, requireConnector } from './connect.ts'
import type { Hub } from './hub.ts'
import { permissionsOf } from './needs-of-flows.ts'
import { hashOfSecret } from './new-secret.ts'
import { Refusal } from './refusal.ts'

/** Where the vendor lets people sign in, for a sign-in that waits. */
export async function authorizeUrlOf(hub: Hub, state: string): Promise<string> {
  const attempt = await findOAuthAttempt(hub.db, hub.workspaceId, { stateHash: hashOfSecret(state) })
  if (attempt === null || attempt.progress !== 'waiting' || attempt.expiresAt <= hub.now()) throw spent()
  const { connector, oauth } = signable(hub, attempt)
  const { app, settings, redirectUri, codeVerifier } = opened(hub, attempt)
  const codeChallenge = hash('sha256', codeVerifier, 'base64url')
  const permissions = permissionsOf(connector)
  const address = oauth.authorizeUrl({ app, settings, redirectUri, state, codeChallenge, permissions })
  const endpoint = hub.oauth.endpointOf(connector.id)
  if (endpoint === undefined) return address
  const { pathname, search } = new URL(address)
  return endpoint.replace(/\/+$/, '') + pathname + search
}

/** The browser that came back. */
export interface CameBack {
  /** What this browser was given when it left. */
  state: string
  query: URLSearchParams
  /** Who is signed in to the hub with it; null: nobody. */
  personId: number | null
}

/** Ends a sign-in: the code is exchanged, the access proved as credentials are, and sealed. */
export async function finishOAuth(hub: Hub, back: CameBack): Promise<OAuthAttempt> {
  const attempt = await findOAuthAttempt(hub.db, hub.workspaceId, { stateHash: hashOfSecret(back.state) })
  if (attempt === null) throw spent()
  const told = back.query.get('state')
  // Not every vendor gives the state back; the browser itself always does.
  if (told !== null && told !== back.state) throw spent()
  if (attempt.personId !== null && attempt.personId !== back.personId) {
    throw new Refusal(
      'unproved',
      'not_your_sign_in',
      'Another person began this: sign in to the hub as the one who did, and begin again',
    )
  }
  if (!(await takeOAuthAttempt(hub.db, hub.workspaceId, attempt.id, hub.now()))) throw spent()
  try {
    await connectGranted(hub, attempt, back.query)
    await endOAuthAttempt(hub.db, hub.workspaceId, attempt.id, { progress: 'connected', problem: null })
  } catch (error) {
    await endOAuthAttempt(hub.db, hub.workspaceId, attempt.id, { progress: 'failed', problem: problemOf(error) })
    if (!(error instanceof Refusal)) throw error
    hub.log.warn('oauth.failed', { connection: attempt.connection, connector: attempt.connector, code: error.code })
  }
  return (await findOAuthAttempt(hub.db, hub.workspaceId, { id: attempt.id })) ?? attempt
}

async function connectGranted(hub: Hub, attempt: OAuthAttempt, query: URLSearchParams): Promise<void> {
  const { connector, oauth } = signable(hub, attempt)
  const request = opened(hub, attempt)
  const { app, settings, allowMissing } = request
  const denied = query.get('error')
  if (denied !== null) throw refusedThere(connector, denied)
  const tried = `"${attempt.connection}" was not connected, and nothing was stored`
  const { door } = hub.oauth.door(connector, { app, settings })
  const { tokens, facts } = await oauth
    .exchange(door, { ...request, query })
    .catch((cause: unknown) => refuseFor(cause, connector, { code: 'oauth_exchange_failed', tried }))
  const credentials = grantAsJson({ app, facts, tokens, since: hub.now().toISOString() })
  const account = { connector, name: attempt.connection, credentials, settings }
  await connectProved(
    hub,
    { ...account, report: await proveAccess(hub, account) },
    { allowMissing, actor: attempt.actor },
  )
}

function signable(hub: Hub, attempt: OAuthAttempt) {
  const connector = requireConnector(hub, attempt.connector)
  if (connector.oauth !== undefined) return { connector, oauth: connector.oauth }
  throw new Refusal('invalid', 'no_oauth', `Nobody signs in at ${connector.title}`)
}

function opened(hub: Hub, attempt: OAuthAttempt) {
  return sealedRequest.parse(hub.vault.open(attempt.sealedRequest))
}

function refusedThere({ title }: Connector, error: string): Refusal {
  const word = /^[\w.-]{1,60}$/.test(error) ? error : 'no reason that can be shown'
  const advice =
    error === 'access_denied'
      ? 'whoever was asked there said no; begin again, and allow it'
      : error === 'invalid_scope'
        ? 'the app may not ask for all that the hub needs; grant it those scopes in its settings there'
        : 'look at the settings of the app there'
  return new Refusal('rejected', 'oauth_denied', `${title} did not let the app in (${word}): ${advice}`)
}

function spent(): Refusal {
  return new Refusal(
    'rejected',
    'oauth_state',
    'This sign-in is not known here, was used, is older than ten minutes, or began in another browser: begin again',
  )
}

function problemOf(error: unknown): Json {
  if (error instanceof Refusal) return { code: error.code, detail: error.message, facts: error.facts }
  return { code: 'internal', detail: 'The hub itself failed; its log says how', facts: {} }
}
