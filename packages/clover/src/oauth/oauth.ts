import {
  CloverAuthenticationError,
  CloverInvalidGrantError,
  CloverInvalidRequestError,
  CloverProtocolError,
  CloverUsageError,
} from '../errors.ts'
import { hostOf } from '../hosts.ts'
import type { CallOptions, ClientOptions } from '../http/client-options.ts'
import { createSender } from '../http/sender.ts'
import { requireFields } from '../required.ts'

/** The app as Clover knows it. */
export interface OAuthOptions extends ClientOptions {
  /** The app's id. */
  clientId: string
  /** Of an app that can keep a secret. One that cannot (a browser, a phone) uses PKCE. [D] */
  clientSecret?: string
}

/** What an app holds for one merchant. Lifetimes are not fixed: these are what Clover said. [D] */
export interface TokenPair {
  accessToken: string
  accessTokenExpires: Date
  /** For one use. Absent where none was wanted. */
  refreshToken?: string
  refreshTokenExpires?: Date
}

/** Where to send the merchant's browser. */
export interface AuthorizeOptions {
  /** As it stands in the app's settings. */
  redirectUri?: string
  /** Of `createPkce`, for apps without secret. [D] */
  codeChallenge?: string
  /** Whether Clover sends it back is not documented. [U] */
  state?: string
}

/** What came with the merchant's browser. */
export interface Redirect {
  merchantId: string
  clientId: string
  /** Absent where the app was opened from the dashboard: then send the browser to `authorizeUrl`. [D] */
  code?: string
  state?: string
}

/** The calls of OAuth v2. */
export interface OAuth {
  authorizeUrl(options?: AuthorizeOptions): string
  /**
   * The code of the redirect for a pair of tokens; it works once.
   *
   * @throws CloverInvalidGrantError the code is spent, expired or not ours
   */
  exchange(
    grant: { code: string; codeVerifier?: string; refreshToken?: 'wanted' | 'not wanted' },
    options?: CallOptions,
  ): Promise<TokenPair>
  /**
   * A new pair. The refresh token given is dead afterwards, even where the reply is lost: store the new pair before it
   * is used, and never refresh in two places at once. `keepToken` sees to both.
   *
   * @throws CloverInvalidGrantError the refresh token is spent or expired: the merchant must connect again
   */
  refresh(refreshToken: string, options?: CallOptions): Promise<TokenPair>
}

/** OAuth v2 of one app; environment and region as for the clients. */
export function cloverOAuth(options: OAuthOptions): OAuth {
  requireFields('cloverOAuth', options, ['clientId'])
  const { clientId, clientSecret } = options
  const send = createSender(null, options)
  const ask = async (path: string, body: object, signal: AbortSignal | undefined): Promise<TokenPair> => {
    const url = new URL(hostOf('platform', options) + path)
    try {
      return pairOf(await send.json<TokenReply>({ method: 'POST', url, body, signal }))
    } catch (error) {
      throw grantError(error)
    }
  }
  return {
    authorizeUrl: ({ redirectUri, codeChallenge, state } = {}) => {
      const url = new URL(`${hostOf('web', options)}/oauth/v2/authorize`)
      url.searchParams.set('client_id', clientId)
      if (redirectUri !== undefined) url.searchParams.set('redirect_uri', redirectUri)
      if (codeChallenge !== undefined) {
        url.searchParams.set('code_challenge', codeChallenge)
        url.searchParams.set('code_challenge_method', 'S256')
      }
      if (state !== undefined) url.searchParams.set('state', state)
      return url.href
    },
    exchange: async ({ code, codeVerifier, refreshToken = 'wanted' }, { signal } = {}) => {
      if (clientSecret === undefined && codeVerifier === undefined) {
        throw new CloverUsageError('missing', 'codeVerifier', 'exchange needs clientSecret, or codeVerifier (PKCE)')
      }
      const proof = codeVerifier === undefined ? { client_secret: clientSecret } : { code_verifier: codeVerifier }
      const query = refreshToken === 'wanted' ? '' : '?no_refresh_token=true'
      return ask(`/oauth/v2/token${query}`, { client_id: clientId, ...proof, code }, signal)
    },
    refresh: (refreshToken, { signal } = {}) =>
      ask('/oauth/v2/refresh', { client_id: clientId, refresh_token: refreshToken }, signal),
  }
}

/** Reads the address that Clover sent the browser to; a path with query will do. */
export function readRedirect(address: string | URL): Redirect {
  const { searchParams } = new URL(address, 'https://app.invalid')
  const merchantId = searchParams.get('merchant_id')
  const clientId = searchParams.get('client_id')
  if (merchantId === null || clientId === null) {
    const missing = merchantId === null ? 'merchant_id' : 'client_id'
    throw new CloverUsageError('missing', missing, `A redirect of Clover has ${missing}`)
  }
  const code = searchParams.get('code')
  const state = searchParams.get('state')
  return { merchantId, clientId, ...(code === null ? {} : { code }), ...(state === null ? {} : { state }) }
}

interface TokenReply {
  access_token?: string
  /** Unix seconds, unlike every other time of Clover. [D] */
  access_token_expiration?: number
  refresh_token?: string
  refresh_token_expiration?: number
}

function pairOf(reply: TokenReply): TokenPair {
  const { access_token: accessToken, access_token_expiration: expires, refresh_token: refreshToken } = reply
  if (typeof accessToken !== 'string' || typeof expires !== 'number') {
    throw new CloverProtocolError('A token reply without access_token and its expiration', { statusCode: 200 })
  }
  const until = reply.refresh_token_expiration
  return {
    accessToken,
    accessTokenExpires: new Date(expires * 1_000),
    ...(refreshToken === undefined ? {} : { refreshToken }),
    ...(until === undefined ? {} : { refreshTokenExpires: new Date(until * 1_000) }),
  }
}

/** Status and body of such refusals are not documented [U]: 400 and 401 alike mean that the grant is no good. */
function grantError(error: unknown): unknown {
  if (!(error instanceof CloverInvalidRequestError || error instanceof CloverAuthenticationError)) return error
  const { statusCode, requestId, request, detail } = error
  return new CloverInvalidGrantError(
    error.message,
    { statusCode, code: 'invalid_grant', requestId, request, detail },
    { cause: error },
  )
}
