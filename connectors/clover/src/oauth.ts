import {
  type CloverError,
  CloverInvalidGrantError,
  type OAuth as CloverOAuth,
  cloverOAuth,
  hostOf,
  merchantIdIn,
  readRedirect,
  type TokenPair,
  type Transport,
} from '@trefoil/clover'
import { Fault, type HttpProfile, type Json, type OAuth, type OAuthDoor, type Tokens } from '@trefoil/sdk'
import { z } from 'zod'
import type { CloverCredentials } from './credentials.ts'
import { type CloverSettings, placeOf } from './settings.ts'

const app = z.object({
  clientId: z.string().trim().min(1).meta({ title: 'App ID', description: 'In the app’s settings at Clover.' }),
  clientSecret: z.string().trim().min(1).optional().meta({
    secret: true,
    title: 'App secret',
    description: 'Leave it out for an app that cannot keep one: it proves itself by PKCE instead.',
  }),
})

/** OAuth v2 of an app that the operator made; what it may do was ticked there, and holds from the install on. */
export const oauth: OAuth<CloverCredentials, CloverSettings> = {
  app,
  http: (settings): HttpProfile => ({
    baseUrl: hostOf('platform', placeOf(settings)),
    headers: { accept: 'application/json', 'user-agent': 'trefoil/0.1' },
  }),
  authorizeUrl({ app: given, settings, redirectUri, state, codeChallenge }) {
    const { clientId, clientSecret } = app.parse(given)
    const challenge = clientSecret === undefined ? { codeChallenge } : {}
    return cloverOAuth({ clientId, ...placeOf(settings) }).authorizeUrl({ redirectUri, state, ...challenge })
  },
  async exchange(door, { query, codeVerifier }) {
    const { merchantId, code } = cameBack(query)
    const verifier = app.parse(door.app).clientSecret === undefined ? { codeVerifier } : {}
    return { tokens: await ask(door, (client) => client.exchange({ code, ...verifier })), facts: { merchantId } }
  },
  refresh: (door, refreshToken) => ask(door, (client) => client.refresh(refreshToken)),
  credentials: (facts, apiToken) => ({ merchantId: z.string().parse(facts.merchantId), apiToken }),
}

function cameBack(query: URLSearchParams): { merchantId: string; code: string } {
  const { merchantId, code } = readRedirect(`/?${query}`)
  const known = merchantIdIn(merchantId)
  if (known !== undefined && code !== undefined) return { merchantId: known, code }
  throw new Fault('invalid', 'Clover sent the browser back without a code or a merchant: begin the sign-in here again')
}

async function ask(
  door: OAuthDoor<CloverSettings>,
  call: (client: CloverOAuth) => Promise<TokenPair>,
): Promise<Tokens> {
  const options = { ...app.parse(door.app), ...placeOf(door.settings), transport: through(door), retries: 0 }
  const { clientSecret, ...rest } = options
  try {
    return tokensOf(await call(cloverOAuth(clientSecret === undefined ? rest : { ...rest, clientSecret })))
  } catch (error) {
    throw asFault(error)
  }
}

/** The client's calls, by the hub's own way out. */
function through({ http }: OAuthDoor<CloverSettings>): Transport {
  return async (address, { body }) => {
    const { pathname, search } = new URL(address)
    const sent: Json = JSON.parse(body ?? 'null')
    const { status, headers, text } = await http.post(pathname + search, sent, { allow: [400, 401] })
    return { status, headers: { get: (name) => headers[name.toLowerCase()] ?? null }, text: async () => text }
  }
}

function tokensOf(pair: TokenPair): Tokens {
  return {
    accessToken: pair.accessToken,
    endsAt: pair.accessTokenExpires.toISOString(),
    refreshToken: pair.refreshToken ?? null,
  }
}

function asFault(error: unknown): unknown {
  // What the hub's own way out said: the client only wraps it.
  if (error instanceof Error && error.cause instanceof Fault) return error.cause
  if (error instanceof CloverInvalidGrantError) {
    const { statusCode: status }: CloverError = error
    return new Fault(
      'credentials',
      'Clover takes the code or the refresh token no more: it was used, ended, or is of another app',
      {
        code: 'GRANT_REFUSED',
        facts: { status },
        cause: error,
      },
    )
  }
  return error instanceof Error && 'statusCode' in error
    ? new Fault('protocol', `Clover’s answer holds no tokens: ${error.message}`, { cause: error })
    : error
}
