import { createHash } from 'node:crypto'
import type { Random } from '../../server/seeded-random.ts'

interface Code {
  challenge: string
  redirectUri: string
  scopes: readonly string[]
  endsAt: number
}

/** What `/oauth/token` answers. */
export interface TokenReply {
  access_token: string
  refresh_token: string
  token_type: 'Bearer'
  expires_in: number
  scope: string
}

/** Codes and tokens of one app in one account. */
export interface Grants {
  code(of: { challenge: string; redirectUri: string; scopes: readonly string[] }): string
  /** Nothing where the code is unknown, used, too old, or of another verifier or address. */
  spendCode(code: string, proof: { verifier: string; redirectUri: string }): TokenReply | undefined
  /** A refresh token is good until the app is taken off, or for 90 days without use. */
  refresh(token: string): TokenReply | undefined
  /** The scopes of an access token that has not ended. */
  scopesOf(accessToken: string): readonly string[] | undefined
  revoke(token: string): void
  uninstall(): void
}

const codeSeconds = 300
const accessSeconds = 3_600
const idleSeconds = 90 * 86_400

export function createGrants(random: Random, seconds: () => number): Grants {
  const codes = new Map<string, Code>()
  const access = new Map<string, { scopes: readonly string[]; endsAt: number; refreshToken: string }>()
  const refreshTokens = new Map<string, { scopes: readonly string[]; endsAt: number }>()
  const secret = (kind: string) => `fake-${kind}-${random.text('0123456789abcdef', 32)}`
  const reply = (refreshToken: string, scopes: readonly string[]): TokenReply => {
    const token = secret('access')
    access.set(token, { scopes, endsAt: seconds() + accessSeconds, refreshToken })
    refreshTokens.set(refreshToken, { scopes, endsAt: seconds() + idleSeconds })
    return {
      access_token: token,
      refresh_token: refreshToken,
      token_type: 'Bearer',
      expires_in: accessSeconds,
      scope: scopes.join(' '),
    }
  }
  return {
    code: (of) => {
      const code = secret('code')
      codes.set(code, { ...of, endsAt: seconds() + codeSeconds })
      return code
    },
    spendCode: (code, { verifier, redirectUri }) => {
      const known = codes.get(code)
      codes.delete(code)
      const isTheirs = known?.challenge === createHash('sha256').update(verifier).digest('base64url')
      if (known === undefined || !isTheirs || known.redirectUri !== redirectUri) return undefined
      return known.endsAt <= seconds() ? undefined : reply(secret('refresh'), known.scopes)
    },
    refresh: (token) => {
      const known = refreshTokens.get(token)
      return known === undefined || known.endsAt <= seconds() ? undefined : reply(token, known.scopes)
    },
    scopesOf: (token) => {
      const known = access.get(token)
      return known === undefined || known.endsAt <= seconds() ? undefined : known.scopes
    },
    revoke: (token) => {
      refreshTokens.delete(token)
      for (const [each, { refreshToken }] of access) {
        if (each === token || refreshToken === token) access.delete(each)
      }
    },
    uninstall: () => {
      for (const held of [codes, access, refreshTokens]) held.clear()
    },
  }
}
