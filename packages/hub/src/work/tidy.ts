import type { Clock } from '../clock.ts'
import type { Db } from '../db/database.ts'
import type { Log } from '../log.ts'
import { vacuum } from '../store/statistics.ts'

const every = 600_000

/** Vacuums the embedded database now and then, for its own autovacuum never runs. Ends with the signal. */
export async function keepTidy(parts: { db: Db; clock: Clock; log: Log; signal: AbortSignal }): Promise<void> {
  const { db, clock, log, signal } = parts
  while (!signal.aborted) {
    await clock.sleep(every, signal).catch(() => {})
    if (signal.aborted) return
    await vacuum(db).catch((error: unknown) => log.warn('database.vacuum', { reason: String(error) }))
  }
}
