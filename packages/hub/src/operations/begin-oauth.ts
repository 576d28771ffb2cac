import type { Connector, Json, JsonObject } from '@trefoil/sdk'
import { z } from 'zod'
import type { Connection } from '../store/connection.ts'
import { forgetOAuthAttempts, insertOAuthAttempt, type OAuthAttempt } from '../store/oauth-attempt.ts'
import { grantIn } from '../sync/access/grant.ts'
import { namesake, parseFields, requireConnector, settingsOver } from './connect.ts'
import type { Actor, Hub } from './hub.ts'
import { assertName } from './name.ts'
import { hashOfSecret, newSecret } from './new-secret.ts'
import { Refusal } from './refusal.ts'

interface OAuthRequest {
  connector: string
  name: string
  /** Left out where the connection of this name was signed in to before: then by the same app. */
  app?: JsonObject | undefined
  /** Those of the connection of this name hold where nothing else is said. */
  settings: JsonObject
  allowMissing: boolean
}

/** A sign-in that waits for the browser. */
export interface BegunOAuth {
  attempt: OAuthAttempt
  /** Where the person goes: it leads on to the vendor, and works in one browser. */
  url: string
  /** What the app has to know at the vendor as the address to come back to. */
  redirectUri: string
}

/** What is sealed until the browser comes back. */
export const sealedRequest = z.strictObject({
  app: z.record(z.string(), z.json()),
  settings: z.record(z.string(), z.json()),
  codeVerifier: z.string(),
  redirectUri: z.string(),
  allowMissing: z.boolean(),
})

const lifeMs = 10 * 60_000
const keptMs = 24 * 60 * 60_000

/** Begins a sign-in at a vendor for whoever asks: nobody else's browser ends it. */
export async function beginOAuth(
  hub: Hub,
  request: OAuthRequest,
  from: { actor: Actor; personId: number | null; address: string },
): Promise<BegunOAuth> {
  assertName(request.name, '/name')
  const connector = requireConnector(hub, request.connector)
  const known = await namesake(hub, connector, request.name)
  const app = appFor(hub, connector, known, request)
  const settings = settingsOver(known, connector, request.settings)
  const state = newSecret()
  const { address, ...who } = from
  const redirectUri = `${address}/oauth/callback`
  const { allowMissing } = request
  const now = hub.now().getTime()
  await forgetOAuthAttempts(hub.db, hub.workspaceId, new Date(now - keptMs))
  const attempt = await insertOAuthAttempt(hub.db, {
    ...{ workspaceId: hub.workspaceId, stateHash: hashOfSecret(state), ...who },
    ...{ connector: connector.id, connection: request.name, expiresAt: new Date(now + lifeMs) },
    sealedRequest: hub.vault.seal({ app, settings, codeVerifier: newSecret(), redirectUri, allowMissing }),
  })
  hub.log.info('oauth.begun', { connection: request.name, connector: connector.id, actor: who.actor })
  return { attempt, redirectUri, url: `${address}/oauth/start/${state}` }
}

function appFor(hub: Hub, connector: Connector, known: Connection | null, request: OAuthRequest): Json {
  const { oauth, title } = connector
  if (oauth === undefined) {
    throw new Refusal('invalid', 'no_oauth', `Nobody signs in at ${title}: connect with credentials instead`)
  }
  const before = known === null ? undefined : grantIn(hub.vault.open(known.sealedCredentials))?.app
  return parseFields(oauth.app, request.app ?? before ?? {}, `app at ${title}`, '/app')
}
