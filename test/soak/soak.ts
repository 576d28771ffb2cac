import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '../../packages/hub/src/db/database.ts'
import { openTown } from '../crash/town.ts'
import { startPostgres } from '../database/postgres-server.ts'
import { databaseUrl } from '../database/run-databases.ts'
import { audit } from '../harness/audit.ts'
import { openPair } from './pair.ts'
import { openShop } from './shop.ts'
import { strikes } from './strikes.ts'

export interface SoakOptions {
  minutes: number
  /** Changes at the till. */
  perSecond: number
  /** Of all calls to the vendors. */
  faultPercent: number
  /** One of the two processes is killed so often. */
  killSeconds: number
}

/** What came of it: figures for people, and a sentence for each thing that is not as it should be. */
export interface Soaked {
  figures: Record<string, string | number>
  complaints: string[]
}

const customers = 1_000
/** Changes are made, and faults laid out, so often. */
const step = 100

export async function soak({ minutes, perSecond, faultPercent, killSeconds }: SoakOptions): Promise<Soaked> {
  const dataDir = mkdtempSync(join(tmpdir(), 'trefoil-soak-'))
  const postgres = await startPostgres()
  const town = await openTown({
    clover: { customers: 0, choices: { webhookDelay: 200, webhookRetryDelay: 500, webhookRetries: 8 } },
  })
  const url = databaseUrl(postgres.url, 'postgres')
  const pair = await openPair({ town, dataDir, url })
  const database = await openDatabase({ url })
  try {
    const shop = await openShop(town, customers)
    await pair.setUp()
    await pair.quiet()
    pair.measure()
    const began = performance.now()
    const until = began + minutes * 60_000
    let nextKill = began + killSeconds * 1_000
    const faults = strikes(town, faultPercent)
    let killing = Promise.resolve()
    let owed = 0
    while (performance.now() < until) {
      for (owed += (perSecond * step) / 1_000; owed >= 1; owed -= 1) shop.change()
      faults.lay()
      if (performance.now() > nextKill) {
        nextKill += killSeconds * 1_000
        // Life at the till goes on while the next process starts.
        killing = killing.then(pair.killOne)
      }
      pair.measure()
      await sleep(step)
    }
    const lasted = performance.now() - began
    faults.end()
    await killing
    const asked = performance.now()
    await pair.readAll()
    const recovered = performance.now() - asked
    const complaints = [
      ...(await shop.lost(database.kysely)),
      ...(await audit({ clover: town.clover, klaviyo: town.klaviyo, hub: { database } })),
    ]
    const figures = {
      minutes: (lasted / 60_000).toFixed(1),
      'changes at the till': shop.changes(),
      'changes a second': Math.round((shop.changes() / lasted) * 1_000),
      'calls struck by a fault': faults.struck(),
      'of all calls': `${((faults.struck() / faults.calls()) * 100).toFixed(1)} %`,
      'processes killed': pair.kills(),
      'until all had arrived, after the last change': `${(recovered / 1_000).toFixed(1)} s`,
      'customers and profiles compared': customers,
      'lost, wrong or made twice': complaints.length,
      ...pair.memory(),
    }
    return { figures, complaints }
  } finally {
    await pair.stop()
    await database.close()
    await town.close()
    await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
