import type { SimRequest } from '../../server/exchange.ts'

/** The sandbox is one for all regions. */
export const regions = ['sandbox', 'na', 'eu', 'la'] as const

/** Where a merchant lives. */
export type Region = (typeof regions)[number]

/**
 * `merchant`: an API token of the dashboard. `oauth`: of an app. `private` and `public`: the pair of the Ecommerce
 * API. `pakms`: what an app asks for in place of the public one.
 */
export type KeyKind = 'merchant' | 'oauth' | 'private' | 'public' | 'pakms'

/** One credential of one merchant. */
export interface Key {
  token: string
  kind: KeyKind
  merchantId: string
  /** A key opens doors of its own region only. */
  region: Region
  permissions: ReadonlySet<string>
  /** Of which app; API tokens belong to none. */
  appId?: string
  /** Epoch milliseconds; without it the key never ends. */
  expiresAt?: number
  revoked: boolean
}

/** All credentials that were ever given out. */
export interface Keyring {
  add(key: Omit<Key, 'revoked'>): Key
  /** Known, of this region, neither revoked nor expired. */
  valid(token: string | undefined): Key | undefined
  /** The app of a token, whether or not it is still valid. */
  appOf(token: string): string | undefined
  list(): Key[]
  revoke(token: string): void
  permit(token: string, permissions: readonly string[]): void
}

export function createKeyring(parts: { region: Region; now: () => Date }): Keyring {
  const { region, now } = parts
  const keys = new Map<string, Key>()
  const known = (token: string) => {
    const key = keys.get(token)
    if (key === undefined) throw new Error('no such token was given out')
    return key
  }
  return {
    add: (key) => {
      const added = { ...key, revoked: false }
      keys.set(key.token, added)
      return added
    },
    valid: (token) => {
      const key = token === undefined ? undefined : keys.get(token)
      if (key === undefined || key.revoked || key.region !== region) return undefined
      return key.expiresAt !== undefined && key.expiresAt <= now().getTime() ? undefined : key
    },
    appOf: (token) => keys.get(token)?.appId,
    list: () => [...keys.values()],
    revoke: (token) => void keys.set(token, { ...known(token), revoked: true }),
    permit: (token, permissions) => void keys.set(token, { ...known(token), permissions: new Set(permissions) }),
  }
}

/** Tokens in the URL have not been taken since 2022, so only the header counts. */
export function bearerOf({ headers }: SimRequest): string | undefined {
  const { authorization } = headers
  return authorization?.startsWith('Bearer ') === true ? authorization.slice('Bearer '.length) : undefined
}
