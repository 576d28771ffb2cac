import { hostname } from 'node:os'
import type { Clock } from '../clock.ts'
import type { Db } from '../db/database.ts'
import type { Log } from '../log.ts'
import { beat, leaveWorkers } from '../store/worker.ts'

/** The workers on one database: each knows how many they are, so that limits of a whole app are divided. */
export interface Company {
  /** Somebody came or went: counts anew at once. */
  look(): void
  leave(): Promise<void>
}

interface CompanyOptions {
  db: Db
  workspace: number
  clock: Clock
  log: Log
  /** Called at the beginning, and whenever their number is another one. */
  onCount: (workers: number) => void
  /** Tells the others that we came or went. */
  announce: () => void
}

const beatEvery = 5_000
const goneAfterSeconds = 30
/** The longest window of a limit that is shared: until then the others may have drawn as if they were alone. */
const settleTime = 1_000

export async function joinCompany(options: CompanyOptions): Promise<Company> {
  const { db, workspace, clock, log, onCount, announce } = options
  const me = { workspace, id: clock.newId(), host: hostname(), pid: process.pid, goneAfterSeconds }
  const over = new AbortController()
  let known = 0
  let nap = new AbortController()

  async function count(): Promise<void> {
    const workers = await beat(db, me)
    if (workers === known) return
    known = workers
    onCount(workers)
  }

  async function keepBeating(): Promise<void> {
    while (!over.signal.aborted) {
      await clock.sleep(beatEvery, AbortSignal.any([over.signal, nap.signal])).catch(() => {})
      if (over.signal.aborted) return
      // Before the count: who comes while it is on its way cuts the next nap short.
      nap = new AbortController()
      await count().catch((error: unknown) => log.warn('company.unheard', { reason: String(error) }))
    }
  }

  await count()
  announce()
  if (known > 1) {
    await clock.sleep(settleTime)
    // Nobody could tell us of those who came meanwhile.
    await count()
  }
  const beating = keepBeating()
  return {
    look: () => nap.abort(),
    async leave() {
      over.abort()
      await beating
      // A database that is away forgets us by itself.
      await leaveWorkers(db, workspace, me.id).catch(() => {})
      announce()
    },
  }
}
