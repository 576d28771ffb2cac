import type { SimRequest } from '../../server/exchange.ts'
import { revision as current, type Operation } from '../description/openapi.ts'
import { invalidParameter, Refusal, refusedRequest } from './problem.ts'

/** What opens the account, by how it says who asks. */
export interface Keys {
  /** The private keys and their scopes. */
  private: ReadonlyMap<string, readonly string[]>
  /** The scopes of an app's access token; nothing where it has ended or was never given. */
  granted(accessToken: string): readonly string[] | undefined
}

/** A key or token that is good here, and what it may. */
export interface KnownKey {
  text: string
  /** All private keys of the account share a quota, and each app has one of its own. */
  quota: 'account' | 'app'
  scopes: readonly string[]
}

/** The key of a request, if it is one of the account's. */
export function knownKey(keys: Keys, request: SimRequest): KnownKey | undefined {
  const [scheme, text = ''] = (request.headers.authorization ?? '').split(' ')
  const isApp = scheme === 'Bearer'
  const scopes = scheme === 'Klaviyo-API-Key' ? keys.private.get(text) : isApp ? keys.granted(text) : undefined
  return scopes === undefined ? undefined : { text, scopes, quota: isApp ? 'app' : 'account' }
}

/** Who asks, and whether they may; before anything of the body is looked at. [U]: the two codes of the 401. */
export function authenticate(keys: Keys, request: SimRequest): KnownKey {
  const scheme = request.headers.authorization?.split(' ')[0]
  if (scheme !== 'Klaviyo-API-Key' && scheme !== 'Bearer') {
    const detail = 'Authentication credentials were not provided.'
    throw new Refusal([
      refusedRequest(401, 'not_authenticated', 'Authentication credentials were not provided.', detail),
    ])
  }
  const key = knownKey(keys, request)
  if (key !== undefined) return key
  const detail = 'Incorrect authentication credentials.'
  throw new Refusal([refusedRequest(401, 'authentication_failed', 'Incorrect authentication credentials.', detail)])
}

export function requireScopes({ scopes }: KnownKey, operation: Operation): void {
  const missing = (operation['x-klaviyo-scopes'] ?? []).filter((scope) => !scopes.includes(scope))
  if (missing.length === 0) return
  const title = 'You do not have permission to perform this action.'
  const detail = `${title} Missing scopes: ${missing.join(', ')}.`
  throw new Refusal([refusedRequest(403, 'permission_denied', title, detail)])
}

/**
 * A revision is stable for a year, deprecated for another, then retired: a caller of a retired one is moved forward,
 * or answered 410 if it opted out of that. Whatever it asks for, it is served the revision of the official file.
 * [U]: what exactly a missing revision is answered.
 */
export function requireRevision(request: SimRequest): void {
  const asked = request.headers.revision
  if (typeof asked !== 'string') throw new Refusal([invalidParameter('revision', 'The revision header is required.')])
  if (!/^\d{4}-\d{2}-\d{2}(\.[a-z0-9-]+)?$/.test(asked)) {
    throw new Refusal([invalidParameter('revision', `'${asked}' is not a revision: expected YYYY-MM-DD[.suffix].`)])
  }
  const oldest = `${Number(current.slice(0, 4)) - 2}${current.slice(4)}`
  if (asked >= oldest || request.headers['x-klaviyo-revision-fall-forward-opt-out'] !== '1') return
  throw new Refusal([refusedRequest(410, 'gone', 'Gone.', `The revision ${asked} has been retired.`)])
}
