import type { Clock } from '../clock.ts'

/**
 * Divides long work evenly between the workers on one database. Whoever looks first may take all connections; a stint
 * that begins a listing, or goes on with one, then asks here, and where this worker has more such stints than its part,
 * it leaves the connection to the others.
 */
export interface Sharing {
  /** False: it was left to the others a moment ago. */
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
  /** Tells the others that there is something to take. */
  call: () => void
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
  const left = new Map<number, number>()
  let aloneUntil = Number.NEGATIVE_INFINITY
  return {
    mayTake: (id) => clock.ticks() >= (left.get(id) ?? Number.NEGATIVE_INFINITY),
    tried(id, isOurs) {
      if (left.delete(id) && isOurs) aloneUntil = clock.ticks() + aloneFor
    },
    async isToLeave(id) {
      if (left.has(id)) return true
      const now = clock.ticks()
      const since = begun.get(id)
      if (now < aloneUntil || (since !== undefined && now < since + atLeast)) return false
      long.add(id)
      const share = await fairShare()
      // Only now: others have left while we asked, and perhaps another flow of this connection.
      if (left.has(id)) return true
      if (long.size <= share) {
        begun.set(id, now)
        return false
      }
      long.delete(id)
      left.set(id, clock.ticks() + leftFor)
      return true
    },
    ended(id) {
      begun.delete(id)
      long.delete(id)
      if (left.has(id)) call()
    },
  }
}
