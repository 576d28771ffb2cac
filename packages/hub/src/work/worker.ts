import type { Clock } from '../clock.ts'
import type { Db } from '../db/database.ts'
import type { Log } from '../log.ts'
import { type Lease, LeaseLostError, releaseLease, renewLease, takeLease } from '../store/lease.ts'
import { openSharing, type Sharing } from './sharing.ts'

/**
 * Does all that is due for one leased connection; answers when there is more, null: when something changes. Where there
 * is much, it asks now and then whether it is to leave the rest to another worker.
 */
export type Work = (lease: Lease, signal: AbortSignal, isToLeave: () => Promise<boolean>) => Promise<Date | null>

export interface WorkerOptions {
  db: Db
  workspace: number
  clock: Clock
  log: Log
  /** Ids of the connections that may be worked for; those that others work for may be left out. */
  connections: () => Promise<number[]>
  work: Work
  /** How many connections fall to each worker on this database; Infinity, unless told: this one has all. */
  fairShare?: () => Promise<number>
  /** Tells other workers that there is a connection to take. */
  call?: (connection: number) => void
  /** Another process may have made work due: look at least this often. */
  lookEvery?: number
  leaseSeconds?: number
  /** The wall clock was set back by so many milliseconds: what was put off by it would wait for as long. */
  onSetBack?: (ms: number) => Promise<void>
}

/** A clock that is merely steered differs by less between two looks. */
const smallestJump = 2_000

/** Leases connections and has their work done, one stint at a time for each. */
export class Worker {
  readonly #options: Required<WorkerOptions>
  readonly #sharing: Sharing
  readonly #stop = new AbortController()
  readonly #busy = new Map<number, Promise<void>>()
  /** Leases whose work is over, and which the database may not have been told of yet. */
  readonly #ended = new Map<number, Lease>()
  /** When a connection wants to be looked at again; absent: now. */
  readonly #next = new Map<number, Date | null>()
  #wakeUp: () => void = () => {}
  #isWoken = false
  #loop: Promise<void> | undefined
  /** Wall clock less ticks, which never jump. */
  #offset: number | undefined

  constructor(options: WorkerOptions) {
    const alone = { fairShare: async () => Number.POSITIVE_INFINITY, call: () => {} }
    this.#options = { lookEvery: 1_000, leaseSeconds: 30, onSetBack: async () => {}, ...alone, ...options }
    this.#sharing = openSharing(this.#options)
  }

  start(): void {
    this.#loop ??= this.#run()
  }

  /** Looks at these connections now; unless told, at every one. */
  wake(connections?: readonly number[]): void {
    if (connections?.length === 0) return
    if (connections === undefined) this.#next.clear()
    for (const id of connections ?? []) this.#next.delete(id)
    this.#isWoken = true
    this.#wakeUp()
  }

  /** Lets what is under way come to its next safe place, and ends. */
  async stop(): Promise<void> {
    this.#stop.abort(new Error('The worker stops'))
    this.#wakeUp()
    await this.#loop
    await Promise.all(this.#busy.values())
  }

  async #run(): Promise<void> {
    const { clock, log, lookEvery } = this.#options
    while (!this.#stop.signal.aborted) {
      this.#isWoken = false
      // Where the database is away, what is due stays due, and asking for it without a pause would only be in its way.
      let pause = lookEvery
      try {
        await this.#watchClock()
        const free = new Set(await this.#options.connections())
        this.#sharing.looked(free)
        // A lease that the database still believes to be ours is given back by whoever looks at its connection.
        const now = clock.now()
        for (const id of free.union(this.#ended)) this.#consider(id, now)
        pause = Math.max(1, Math.min(lookEvery, this.#untilNext(now)))
      } catch (error) {
        log.error('worker.look', { reason: String(error) })
      }
      if (this.#isWoken) continue
      const wake = new AbortController()
      this.#wakeUp = () => wake.abort()
      await clock.sleep(pause, wake.signal).catch(() => {})
      this.#wakeUp = () => {}
    }
  }

  /** A clock that jumps is named, and every time that was reckoned by it is looked at again. */
  async #watchClock(): Promise<void> {
    const { clock, log, onSetBack } = this.#options
    const offset = clock.now().getTime() - clock.ticks()
    const jumped = offset - (this.#offset ?? offset)
    this.#offset = offset
    if (Math.abs(jumped) < smallestJump) return
    log.info('clock.jumped', { ms: Math.round(jumped) })
    this.#next.clear()
    if (jumped < 0) await onSetBack(-jumped)
  }

  #untilNext(now: Date): number {
    const waits = this.#next.values().map((at) => (at === null ? 0 : at.getTime() - now.getTime()))
    // What is over by now and was not begun is not for us to take at present.
    return Math.min(...waits.filter((wait) => wait > 0), Number.POSITIVE_INFINITY)
  }

  #consider(id: number, now: Date): void {
    if (this.#busy.has(id) || this.#stop.signal.aborted || !this.#sharing.mayTake(id)) return
    const next = this.#next.get(id)
    if (next !== undefined && (next === null || next > now)) return
    const stint = this.#stint(id).finally(() => {
      this.#busy.delete(id)
      if (!this.#next.has(id) || this.#isWoken) this.#wakeUp()
    })
    this.#busy.set(id, stint)
  }

  async #stint(id: number): Promise<void> {
    const { db, workspace, clock, leaseSeconds, log, work } = this.#options
    const soon = () => new Date(clock.now().getTime() + this.#options.lookEvery)
    this.#next.set(id, null)
    try {
      await this.#release(id)
      const lease = await takeLease(db, workspace, id, clock.newId(), leaseSeconds)
      this.#sharing.tried(id, lease !== null)
      if (lease === null) {
        this.#next.set(id, soon())
        return
      }
      const next = await this.#underLease(lease, work)
      // A wake-up during the stint has cleared the place: then the connection is looked at once more.
      if (this.#next.has(id)) this.#next.set(id, next ?? soon())
    } catch (error) {
      if (!this.#stop.signal.aborted) {
        const event = error instanceof LeaseLostError ? 'worker.lease_lost' : 'worker.failed'
        log.error(event, { connection: id, reason: error instanceof Error ? error.message : String(error) })
      }
      this.#next.set(id, soon())
    }
  }

  /** Where the database is away it is done when it is back: nobody has to wait for the end of a lease of ours. */
  async #release(id: number): Promise<void> {
    const lease = this.#ended.get(id)
    if (lease === undefined) return
    await releaseLease(this.#options.db, lease)
    this.#ended.delete(id)
  }

  async #underLease(lease: Lease, work: Work): Promise<Date | null> {
    const over = new AbortController()
    const signal = AbortSignal.any([this.#stop.signal, over.signal])
    const keeping = this.#keep(lease, over).catch(() => {})
    try {
      return await work(lease, signal, () => this.#sharing.isToLeave(lease.connectionId))
    } finally {
      over.abort()
      await keeping
      this.#ended.set(lease.connectionId, lease)
      await this.#release(lease.connectionId)
      this.#sharing.ended(lease.connectionId)
    }
  }

  /**
   * Until the work is over. A database that does not answer is asked again; where it stays away for as long as a lease
   * lasts, another worker may have the connection by now, and the vendor is not to hear the same from both.
   */
  async #keep(lease: Lease, over: AbortController): Promise<void> {
    const { db, clock, leaseSeconds } = this.#options
    const span = leaseSeconds * 1_000
    let endsAt = clock.ticks() + span
    for (let pause = span / 3; ; ) {
      await clock.sleep(pause, over.signal)
      const asked = clock.ticks()
      const isKept = await renewLease(db, lease, leaseSeconds).catch(() => null)
      if (isKept === true) endsAt = asked + span
      if (isKept === false) over.abort(new LeaseLostError('The lease was lost'))
      else if (clock.ticks() >= endsAt) over.abort(new LeaseLostError('The lease ended: the database did not answer'))
      pause = isKept === true ? span / 3 : span / 30
    }
  }
}
