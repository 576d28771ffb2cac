import type { z } from 'zod'
import type { HttpProfile } from './connector.ts'
import type { Http } from './http.ts'
import type { JsonObject } from './json.ts'

/** Signing in at the vendor with an app of the operator's own, instead of a key that somebody pastes. */
export interface OAuth<C = unknown, S = unknown> {
  /** What the app is known by at the vendor. Secret fields carry `.meta({ secret: true })`. */
  app: z.ZodType
  /** Where tokens are asked for. It carries no credentials. */
  http(settings: S): HttpProfile
  /** Where the browser is sent. The operator may send it elsewhere, as all else: TREFOIL_ENDPOINT_<ID>. */
  authorizeUrl(request: AuthorizeRequest<S>): string
  /** Tokens for the code of the vendor's redirect, which works once; and what the redirect told of the account. */
  exchange(door: OAuthDoor<S>, redirect: Redirect): Promise<{ tokens: Tokens; facts: JsonObject }>
  /**
   * New tokens. The refresh token may be spent by it even where the reply is lost, so the hub lets one worker ask and
   * stores the answer before anything is done with it. Throws Fault `credentials` where the vendor takes it no more.
   */
  refresh(door: OAuthDoor<S>, refreshToken: string): Promise<Tokens>
  /** The credentials as the rest of the connector knows them, with the access token of the moment. */
  credentials(facts: JsonObject, accessToken: string): C
}

/** What the vendor is asked for on the person's behalf. */
export interface AuthorizeRequest<S = unknown> {
  app: unknown
  settings: S
  redirectUri: string
  /** To be given back by the redirect, unchanged. */
  state: string
  /** PKCE, S256. */
  codeChallenge: string
  /** Every permission that some source or target needs, for vendors that want to be asked by name. */
  permissions: string[]
}

/** The way to the vendor's tokens. */
export interface OAuthDoor<S = unknown> {
  app: unknown
  settings: S
  http: Http
  now(): Date
}

/** What came back with the browser. */
export interface Redirect {
  query: URLSearchParams
  redirectUri: string
  /** PKCE: what `codeChallenge` was made from. */
  codeVerifier: string
}

/** A pair of tokens, as the vendor gave it. */
export interface Tokens {
  accessToken: string
  /** ISO 8601; null: it has no end. */
  endsAt: string | null
  /** Null: when access ends, the person signs in again. */
  refreshToken: string | null
}
