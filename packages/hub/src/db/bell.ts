import pg from 'pg'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'

/** Wakes other processes on the same database as soon as there is work, without a look of theirs. */
export interface Bell {
  /** Soon, and once for many calls. Says for which connections; unless told, for any. */
  ring(connections?: readonly number[]): void
  close(): Promise<void>
}

interface BellOptions {
  url: string
  clock: Clock
  log: Log
  /** Somebody else rang, for these connections or for any; or we may have missed that somebody did. */
  onRing: (connections?: readonly number[]) => void
}

const channel = 'trefoil_work'
/** A worker that stores page after page need not wake the others more often. */
const notBefore = 100
const reconnectAfter = 1_000
/** A message of PostgreSQL's is short: of more connections it says that it may be any. */
const mostNamed = 500

/**
 * Listens on a connection of its own, for as long as there is a server. Without it work is still found, by looking.
 */
export async function openBell({ url, clock, log, onRing }: BellOptions): Promise<Bell> {
  const self = clock.newId()
  const over = new AbortController()
  let client: pg.Client | undefined
  let isRinging = false

  async function listen(): Promise<void> {
    const fresh = new pg.Client({ connectionString: url, application_name: 'trefoil bell', keepAlive: true })
    fresh.on('notification', ({ payload }) => {
      const [from, connections] = payload?.split(' ') ?? []
      if (from !== self) onRing(connections?.split(',').filter(Boolean).map(Number))
    })
    fresh.on('error', (error) => {
      if (client !== fresh) return
      client = undefined
      log.warn('bell.lost', { reason: error.message })
      fresh.end().catch(() => {})
      reconnecting = reconnect()
    })
    try {
      await fresh.connect()
      await fresh.query(`listen ${channel}`)
    } catch (error) {
      await fresh.end().catch(() => {})
      throw error
    }
    client = fresh
  }

  async function reconnect(): Promise<void> {
    while (!over.signal.aborted) {
      try {
        await clock.sleep(reconnectAfter, over.signal)
        await listen()
        log.info('bell.found', {})
        // Nobody heard us either.
        onRing()
        ring()
        return
      } catch {
        // The server is still away, or we are closing: the loop decides.
      }
    }
  }

  async function sound(): Promise<void> {
    try {
      const message = wanted === 'any' || wanted.size > mostNamed ? self : `${self} ${[...wanted].join(',')}`
      wanted = new Set()
      await client?.query('select pg_notify($1, $2)', [channel, message])
      await clock.sleep(notBefore, over.signal)
    } catch {
      // Whoever does not hear it looks by himself.
    }
  }

  function ring(connections?: readonly number[]): void {
    isWanted = true
    wanted = connections === undefined || wanted === 'any' ? 'any' : wanted.union(new Set(connections))
    if (isRinging || over.signal.aborted) return
    isRinging = true
    ringing = (async () => {
      while (isWanted && !over.signal.aborted) {
        isWanted = false
        await sound()
      }
      isRinging = false
    })()
  }

  let reconnecting: Promise<void> | undefined
  let ringing: Promise<void> | undefined
  let isWanted = false
  let wanted: Set<number> | 'any' = new Set()
  await listen()
  return {
    ring,
    async close() {
      over.abort()
      await Promise.all([reconnecting, ringing])
      const last = client
      client = undefined
      await last?.end()
    },
  }
}
