import { createHash } from 'node:crypto'
import type { App } from '../app/app.ts'
import type { Town } from '../town.ts'

/** Where a merchant was sent back to with a code, and who may exchange it. */
interface Code {
  merchantId: string
  challenge: string | undefined
  expiresAt: number
}

interface RefreshToken {
  merchantId: string
  expiresAt: number
}

/** What `/oauth/v2/token` and `/oauth/v2/refresh` answer. Ends are in seconds, unlike all other times of the vendor. */
export interface TokenPair {
  access_token: string
  access_token_expiration: number
  refresh_token?: string
  refresh_token_expiration?: number
}

/** Codes and tokens of one app. Each is good for one use. */
export interface Grants {
  code(merchantId: string, challenge: string | undefined): string
  /** Who granted it; nothing when it is unknown, used, too old, or not this caller's. */
  spendCode(code: string, proof: { secret?: string; verifier?: string }): string | undefined
  /** Whose it was; nothing when it is unknown, used or too old. */
  spendRefresh(token: string): string | undefined
  pair(merchantId: string, withRefresh: boolean): TokenPair
  /** Of the old flow: it never ends. */
  forEver(merchantId: string): string
  /** With the app goes what was granted to it: a new install does not bring it back. */
  forget(merchantId: string): void
}

export function createGrants(town: Town, app: App): Grants {
  const codes = new Map<string, Code>()
  const refreshTokens = new Map<string, RefreshToken>()
  const { random, keys, choices } = town
  const seconds = () => Math.floor(town.now().getTime() / 1000)
  const access = (merchantId: string, expiresAt?: number) => {
    const token = `${random.uuid()}-${random.text('0123456789abcdef', 8)}`
    const permissions = app.installs.get(merchantId) ?? new Set<string>()
    const ends = expiresAt === undefined ? {} : { expiresAt: expiresAt * 1000 }
    keys.add({ kind: 'oauth', token, merchantId, region: town.region, permissions, appId: app.id, ...ends })
    return token
  }
  /** An app holds only so many for a merchant: the oldest die. */
  const refresh = (merchantId: string, expiresAt: number) => {
    const token = `clvroar-${random.text('0123456789abcdef', 32)}`
    refreshTokens.set(token, { merchantId, expiresAt })
    const held = [...refreshTokens].filter(([, other]) => other.merchantId === merchantId)
    for (const [old] of held.slice(0, Math.max(0, held.length - choices.refreshTokensHeld))) refreshTokens.delete(old)
    return token
  }
  return {
    code: (merchantId, challenge) => {
      const code = random.uuid()
      codes.set(code, { merchantId, challenge, expiresAt: seconds() + choices.codeSeconds })
      return code
    },
    spendCode: (code, { secret, verifier }) => {
      const known = codes.get(code)
      if (known === undefined || known.expiresAt <= seconds()) return undefined
      const isTheirs = known.challenge === undefined ? secret === app.secret : known.challenge === challengeOf(verifier)
      if (!isTheirs) return undefined
      codes.delete(code)
      return known.merchantId
    },
    spendRefresh: (token) => {
      const known = refreshTokens.get(token)
      refreshTokens.delete(token)
      if (known === undefined || known.expiresAt <= seconds()) return undefined
      return known.merchantId
    },
    pair: (merchantId, withRefresh) => {
      const accessEnds = seconds() + choices.accessSeconds
      const pair = { access_token: access(merchantId, accessEnds), access_token_expiration: accessEnds }
      if (!withRefresh) return pair
      const refreshEnds = seconds() + choices.refreshSeconds
      return { ...pair, refresh_token: refresh(merchantId, refreshEnds), refresh_token_expiration: refreshEnds }
    },
    forEver: (merchantId) => access(merchantId),
    forget: (merchantId) => {
      for (const granted of [codes, refreshTokens]) {
        for (const [name, { merchantId: owner }] of granted) if (owner === merchantId) granted.delete(name)
      }
      for (const { token, kind, appId, merchantId: owner } of keys.list()) {
        if (kind === 'oauth' && appId === app.id && owner === merchantId) keys.revoke(token)
      }
    },
  }
}

/** PKCE with S256. */
const challengeOf = (verifier: string | undefined) =>
  verifier === undefined ? undefined : createHash('sha256').update(verifier).digest('base64url')
