import type { Clock } from '../clock.ts'

/**
 * Divides long work evenly between the workers on one database. Whoever looks first may take all connections; a stint
 * that begins a listing, or goes on with one, then asks here, and where this worker has more such stints than its part,
 * it leaves the connection to the others.
 */
export interface Sharing {
  /** The connections for which nobody works: what was left to the others and is not among them, one of them has. */
  looked(free: ReadonlySet<number>): void
  /** False: it was left to the others a moment ago, and this one has its part. */
  mayTake(id: number): boolean
  /** What came of the attempt to take the lease. */
  tried(id: number, isOurs: boolean): void
  /** Asked by a stint before long work, and between its pages: whether it is to end. */
  isToLeave(id: number): Promise<boolean>
  /** The stint is over, and its lease is free. */
  ended(id: number): void
}

interface SharingOptions {
  clock: Pick<Clock, 'ticks'>
  /** How many connections fall to each worker. */
  fairShare: () => Promise<number>
  /** Tells the others that there is a connection to take. */
  call: (connection: number) => void
}

/** To go on elsewhere costs what was read ahead: where work has begun, it stays for so long. */
const atLeast = 5_000
/** Time for the others to take what was left to them. */
const leftFor = 5_000
/** So long we believe that nobody else takes anything: as long as one who died is counted among us. */
const aloneFor = 30_000

export function openSharing({ clock, fairShare, call }: SharingOptions): Sharing {
  const begun = new Map<number, number>()
  const long = new Set<number>()
  /** Whose stint was told to end. */
  const left = new Set<number>()
  /** What is free for the others, and until when we keep from it. */
  const offered = new Map<number, number>()
  /** What was offered, and comes back because nobody took it in that time. */
  const untaken = new Set<number>()
  let part = 0
  let asking: Promise<number> | undefined
  let aloneUntil = Number.NEGATIVE_INFINITY
  return {
    looked(free) {
      for (const id of offered.keys()) if (!free.has(id)) offered.delete(id)
    },
    mayTake: (id) => long.size < part || clock.ticks() >= (offered.get(id) ?? Number.NEGATIVE_INFINITY),
    tried(id, isOurs) {
      const until = offered.get(id)
      offered.delete(id)
      if (isOurs && until !== undefined && clock.ticks() >= until) untaken.add(id)
    },
    async isToLeave(id) {
      if (left.has(id)) return true
      const now = clock.ticks()
      const since = begun.get(id)
      if (now < aloneUntil || (since !== undefined && now < since + atLeast)) return false
      long.add(id)
      // Stints that begin at once ask once.
      asking ??= fairShare().finally(() => (asking = undefined))
      part = await asking
      // Only now: others have left while we asked, and perhaps another flow of this connection.
      if (left.has(id)) return true
      const isTooMany = long.size > part
      if (isTooMany && !untaken.has(id)) {
        long.delete(id)
        left.add(id)
        return true
      }
      if (isTooMany) aloneUntil = clock.ticks() + aloneFor
      untaken.delete(id)
      begun.set(id, now)
      return false
    },
    ended(id) {
      begun.delete(id)
      long.delete(id)
      untaken.delete(id)
      if (!left.delete(id)) return
      offered.set(id, clock.ticks() + leftFor)
      call(id)
    },
  }
}
