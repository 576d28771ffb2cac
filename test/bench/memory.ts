import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { type HubProcess, startHubProcess } from '../crash/hub-process.ts'
import { startPostgres } from '../database/postgres-server.ts'
import { told } from '../harness/told.ts'
import { hubProgram } from './hub-program.ts'
import { environmentOf, inFolder, quiet, setUpMainJob } from './open-hub.ts'
import { startVendors } from './vendors.ts'

/**
 * What the hub's own process takes of memory while a whole shop passes through it to Klaviyo, and once more when nothing
 * has changed: the most in each tenth of the way.
 */
export async function memory(customers: number): Promise<object[]> {
  const server = await startPostgres()
  const vendors = await startVendors(customers)
  try {
    return await inFolder(async (dataDir) => {
      const environment = environmentOf(dataDir, { vendors, databaseUrl: server.socketUrl })
      const hub = await startHubProcess(environment, hubProgram('serve', 'unlimited'))
      try {
        await setUpMainJob(hub.api, vendors)
        const rows = [
          ...(await passage(hub, 'first sync', customers)),
          ...(await passage(hub, 'rescan unchanged', customers)),
        ]
        return [
          ...rows,
          { what: 'the highest of all', records: customers, seconds: '', MB: of(hub, 'VmHWM'), bar: 512 },
        ]
      } finally {
        await hub.stop()
      }
    })
  } finally {
    await vendors.stop()
    await server.stop()
  }
}

const lookEvery = 200

async function passage(hub: HubProcess, what: string, customers: number): Promise<object[]> {
  const rows: object[] = []
  const begin = performance.now()
  const { run } = await told(
    hub.api.POST('/api/v1/flows/{name}/runs', { params: { path: { name: 'clover-customers' } }, body: {} }),
  )
  let most = 0
  const put = (records: number) => {
    rows.push({ what, records, seconds: Math.round((performance.now() - begin) / 1_000), MB: most, bar: 512 })
    most = 0
  }
  for (;;) {
    most = Math.max(most, of(hub, 'VmRSS'))
    const now = await told(hub.api.GET('/api/v1/runs/{id}', { params: { path: { id: String(run) } } }))
    if (now.finishedAt !== null) break
    const read = Object.values(now.outcomes).reduce((sum, count) => sum + count, 0)
    if (rows.length < 9 && read >= (customers / 10) * (rows.length + 1)) put(read)
    await sleep(lookEvery)
  }
  // All is read; what is still on its way out belongs to the last tenth.
  const over = { yes: false }
  const arrived = quiet(hub.api).finally(() => (over.yes = true))
  while (!over.yes) {
    most = Math.max(most, of(hub, 'VmRSS'))
    await sleep(lookEvery)
  }
  await arrived
  put(customers)
  return rows
}

/** Megabytes, as Linux counts them. */
function of({ pid }: HubProcess, what: 'VmRSS' | 'VmHWM'): number {
  const [, kilobytes] = new RegExp(`${what}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Math.round(Number(kilobytes) / 1_024)
}
