import { machine, type World } from '../clock.ts'
import { CloverInvalidGrantError } from '../errors.ts'
import type { TokenSource } from '../token-source.ts'
import type { OAuth, TokenPair } from './oauth.ts'

/** Where an app keeps the pair of one merchant. */
export interface TokenStore {
  load(): Promise<TokenPair>
  /** Resolves when the pair is safe: it is used only then. */
  save(pair: TokenPair): Promise<void>
  /**
   * Does the work while no other process does it for this merchant (a lock in the database). Without it, refreshing is
   * kept apart within this process alone, and two processes that refresh at once log the merchant out.
   */
  exclusively?<T>(work: () => Promise<T>): Promise<T>
}

/** How early to refresh. */
export interface KeepOptions {
  /** Milliseconds before the end of an access token; default 60,000. */
  early?: number
  world?: World
}

/**
 * Access tokens for the clients, refreshed before they end and when Clover refuses one. However many calls wait, there
 * is one refresh, of the pair that is in the store by then: what another worker has refreshed is taken over.
 */
export function keepToken(oauth: Pick<OAuth, 'refresh'>, store: TokenStore, options: KeepOptions = {}): TokenSource {
  const { early = 60_000, world = machine } = options
  let known: TokenPair | undefined
  let running: Promise<TokenPair> | undefined

  const isFresh = (pair: TokenPair) => pair.accessTokenExpires.getTime() - early > world.now()

  const refresh = async (isGood: (pair: TokenPair) => boolean): Promise<TokenPair> => {
    const current = await store.load()
    if (isGood(current)) return current
    if (current.refreshToken === undefined) {
      throw new CloverInvalidGrantError('There is no refresh token: the merchant must connect again', {
        statusCode: 0,
        code: 'invalid_grant',
      })
    }
    const pair = await oauth.refresh(current.refreshToken)
    await store.save(pair)
    return pair
  }

  const renewed = async (isGood: (pair: TokenPair) => boolean): Promise<string> => {
    running ??= (store.exclusively?.(() => refresh(isGood)) ?? refresh(isGood)).finally(() => {
      running = undefined
    })
    known = await running
    return known.accessToken
  }

  return {
    token: async () => {
      known ??= await store.load()
      return isFresh(known) ? known.accessToken : renewed(isFresh)
    },
    renew: (refused) => renewed((pair) => pair.accessToken !== refused && isFresh(pair)),
  }
}
