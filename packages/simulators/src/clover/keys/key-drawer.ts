import type { Town } from '../town.ts'
import type { KeyKind, Region } from './keyring.ts'
import { allPermissions } from './permissions.ts'

/** A token as it is shown to who stands behind the counter. */
interface ShownKey {
  token: string
  kind: KeyKind
  merchantId: string
  region: Region
  permissions: string[]
  revoked: boolean
  expiresAt?: number
}

/** Tokens, as they are made and taken back in the dashboard. */
export interface KeyDrawer {
  list(): ShownKey[]
  /** A new token; of the first merchant, an API token, for everything and for ever, unless told otherwise. */
  issue(wishes?: {
    kind?: KeyKind
    merchantId?: string
    permissions?: string[]
    /** Another region than the simulator's makes a token that is strange here. */
    region?: Region
    /** Epoch milliseconds. */
    expiresAt?: number
  }): string
  revoke(token: string): void
  permit(token: string, permissions: string[]): void
}

export function keyDrawer(town: Town, firstMerchant: string): KeyDrawer {
  const { keys, random, effects } = town
  return {
    list: () => keys.list().map(({ permissions, ...key }) => ({ ...key, permissions: [...permissions] })),
    issue: (wishes = {}) => {
      const { kind = 'merchant', merchantId = firstMerchant, permissions = allPermissions, expiresAt } = wishes
      const token = random.uuid()
      const region = wishes.region ?? town.region
      const ends = expiresAt === undefined ? {} : { expiresAt }
      keys.add({ kind, token, merchantId, region, permissions: new Set(permissions), ...ends })
      return token
    },
    revoke: (token) => {
      keys.revoke(token)
      effects.record('key.revoke', `…${token.slice(-4)}`, 'person')
    },
    permit: (token, permissions) => keys.permit(token, permissions),
  }
}
