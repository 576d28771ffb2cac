import { unlimited } from './connectors.ts'
import type { BenchDatabase } from './fresh-database.ts'
import { type Figures, meter } from './meter.ts'
import { readAll, setUpMainJob, withHub } from './open-hub.ts'
import { startVendors } from './vendors.ts'

/** The main job on one database: the first sync of a shop, and the same flow again with nothing changed. */
export async function hubJob(
  customers: number,
  database?: BenchDatabase,
): Promise<{ first: Figures; rescan: Figures }> {
  const vendors = await startVendors(customers)
  try {
    return await withHub({ vendors, databaseUrl: database?.url, connectors: unlimited }, async (api) => {
      await setUpMainJob(api, vendors)
      const beside = { vendors: vendors.pid, ...(database === undefined ? {} : { database: database.pid }) }
      const run = () => meter(customers, () => readAll(api), beside)
      return { first: await run(), rescan: await run() }
    })
  } finally {
    await vendors.stop()
  }
}
