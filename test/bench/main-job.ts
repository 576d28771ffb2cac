import { startPostgres } from '../database/postgres-server.ts'
import { baselineJob } from './baseline.ts'
import { freshDatabase } from './fresh-database.ts'
import { hubJob } from './hub-job.ts'
import type { Figures } from './meter.ts'

/** First sync Clover → hub → Klaviyo on both databases beside a hand-written script, and the rescan of an unchanged shop. */
export async function mainJob(customers: number): Promise<object[]> {
  const server = await startPostgres()
  try {
    await hubJob(2_000) // Warms up what both engines share: the code itself.
    const baseline = await baselineJob(customers, await freshDatabase(server.socketUrl, 'baseline'))
    const postgres = await hubJob(customers, await freshDatabase(server.socketUrl, 'hub'))
    const pglite = await hubJob(customers)
    return [
      row('hand-written script, PostgreSQL', baseline, baseline),
      row('first sync, PostgreSQL', postgres.first, baseline),
      row('first sync, PGlite', pglite.first, baseline),
      row('rescan unchanged, PostgreSQL', postgres.rescan, baseline),
      row('rescan unchanged, PGlite', pglite.rescan, baseline),
    ]
  } finally {
    await server.stop()
  }
}

function row(what: string, figures: Figures, baseline: Figures): object {
  return {
    what,
    records: figures.records,
    seconds: round(figures.seconds, 2),
    'records/s': Math.round(figures.perSecond),
    'ratio to script': round(figures.perSecond / baseline.perSecond, 2),
    'CPU µs/record': Math.round(figures.cpuMicroseconds),
    'database µs': rounded(figures.beside.database),
    'vendors µs': rounded(figures.beside.vendors),
    'peak MB': Math.round(figures.peakMegabytes),
  }
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}

function rounded(value: number | null | undefined): number | string {
  return value === null || value === undefined ? '' : Math.round(value)
}
