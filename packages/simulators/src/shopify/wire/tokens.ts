import { json, type SimReply, type SimRequest } from '../../server/exchange.ts'
import type { Random } from '../../server/seeded-random.ts'

/** A token and what it may. */
export interface Token {
  token: string
  scopes: readonly string[]
  /** Milliseconds; null: for good. */
  until: number | null
}

/** Tokens of one shop, and the desk where a client id and its secret get one for a day. */
export interface Tokens {
  find(token: string | undefined): Token | undefined
  issue(scopes: readonly string[], until: number | null): Token
  put(token: Token): void
  revoke(token: string): void
  all(): Token[]
  /** Answers `POST /admin/oauth/access_token`. */
  grant(request: SimRequest): SimReply
}

const almostADay = 86_399

export function createTokens(parts: {
  now: () => number
  random: Random
  client: { id: string; secret: string; scopes: () => readonly string[] }
}): Tokens {
  const { now, random, client } = parts
  const tokens = new Map<string, Token>()
  const issue = (scopes: readonly string[], until: number | null) => {
    const token = { token: `shpat_${random.text('0123456789abcdef', 32)}`, scopes, until }
    tokens.set(token.token, token)
    return token
  }
  return {
    issue,
    put: (token) => void tokens.set(token.token, token),
    revoke: (token) => void tokens.delete(token),
    all: () => [...tokens.values()],
    find: (token) => {
      const known = tokens.get(token ?? '')
      return known === undefined || (known.until !== null && known.until <= now()) ? undefined : known
    },
    grant: (request) => {
      const given = formOf(request)
      const refused = (status: number, error: string, words: string) =>
        json(status, { error, error_description: words })
      if (given.get('client_id') !== client.id) {
        return refused(400, 'application_cannot_be_found', 'The application cannot be found.')
      }
      if (given.get('client_secret') !== client.secret)
        return refused(401, 'invalid_client', 'Client authentication failed.')
      if (given.get('grant_type') !== 'client_credentials') {
        return refused(400, 'unsupported_grant_type', 'The grant type is not supported here.')
      }
      const { token, scopes } = issue(client.scopes(), now() + almostADay * 1000)
      return json(200, { access_token: token, scope: scopes.join(','), expires_in: almostADay })
    },
  }
}

/** A form, or JSON: both are taken. */
function formOf(request: SimRequest): Map<string, string> {
  if (!(request.headers['content-type'] ?? '').includes('json')) return new Map(new URLSearchParams(request.body))
  try {
    const read: unknown = JSON.parse(request.body)
    if (typeof read !== 'object' || read === null) return new Map()
    return new Map(Object.entries(read).map(([name, value]) => [name, String(value)]))
  } catch {
    return new Map()
  }
}

/** `write_x` holds `read_x`, though only the first is listed. */
export function opened(scopes: readonly string[]): ReadonlySet<string> {
  return new Set(
    scopes.flatMap((scope) => (scope.startsWith('write_') ? [scope, scope.replace('write_', 'read_')] : [scope])),
  )
}
