import type { Http, Session } from '@trefoil/sdk'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'

/** One account to open: its parsed access, and the door to its vendor. */
export interface Account {
  account: string
  credentials: unknown
  settings: unknown
  http: Http
  log: Log
  clock: Clock
  signal: AbortSignal
  linked: Session['linked']
}

/** A session remembers what it loaded for as long as it is open, so that a list is looked up once and not per record. */
export function openSession(of: Account): Session {
  const memory = new Map<string, Promise<unknown>>()
  return {
    account: of.account,
    credentials: of.credentials,
    settings: of.settings,
    http: of.http,
    log: of.log,
    now: () => of.clock.now(),
    signal: of.signal,
    linked: of.linked,
    memo<T>(key: string, load: () => Promise<T>): Promise<T> {
      const known = memory.get(key)
      // What a key stands for has one type: the connector that chose the key loads it in one place.
      if (known !== undefined) return known as Promise<T>
      const loading = load()
      memory.set(key, loading)
      loading.catch(() => memory.delete(key))
      return loading
    },
  }
}
