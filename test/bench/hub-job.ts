import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient, type TrefoilClient } from '../../packages/hub/src/client/index.ts'
import { readConfig } from '../../packages/hub/src/config.ts'
import { startHub } from '../../packages/hub/src/main.ts'
import { connectors } from '../../packages/hub/src/registry.ts'
import { type Figures, meter } from './meter.ts'
import { startVendors, type Vendors } from './vendors.ts'

/** A database of a server, and that server's process. */
export interface BenchDatabase {
  url: string
  pid: number
}

/** The vendors' limits would be all that is measured: what they leave of the speed is a figure of its own. */
export const unlimited = new Map([...connectors].map(([id, connector]) => [id, { ...connector, limits: [] }]))

/** The main job on one database: the first sync of a shop, and the same flow again with nothing changed. */
export async function hubJob(
  customers: number,
  database?: BenchDatabase,
): Promise<{ first: Figures; rescan: Figures }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'trefoil-bench-'))
  const vendors = await startVendors(customers)
  const hub = await startHub(
    readConfig({
      TREFOIL_DATA_DIR: dataDir,
      TREFOIL_PORT: '0',
      TREFOIL_LOG_LEVEL: 'error',
      TREFOIL_ENDPOINT_CLOVER: vendors.clover.url,
      TREFOIL_ENDPOINT_KLAVIYO: vendors.klaviyo.url,
      DATABASE_URL: database?.url,
    }),
    { connectors: unlimited },
  )
  try {
    const api = createClient(hub.url, readFileSync(join(dataDir, 'api-key'), 'utf8').trim())
    await connect(api, vendors)
    await apply(api, 'klaviyo-profiles')
    await apply(api, 'clover-customers')
    const run = async () => {
      await told(api.POST('/api/v1/flows/{name}/runs', { params: { path: { name: 'clover-customers' } }, body: {} }))
      await quiet(api)
    }
    const beside = { vendors: vendors.pid, ...(database === undefined ? {} : { database: database.pid }) }
    return { first: await meter(customers, run, beside), rescan: await meter(customers, run, beside) }
  } finally {
    await hub.stop()
    await vendors.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function connect(api: TrefoilClient, { clover, klaviyo }: Vendors): Promise<void> {
  const { merchantId, token } = clover
  const till = { connector: 'clover', name: 'till', credentials: { merchantId, apiToken: token } }
  const mail = { connector: 'klaviyo', name: 'mail', credentials: { apiKey: klaviyo.apiKey } }
  for (const body of [till, mail]) await told(api.POST('/api/v1/connections', { body }))
}

export function apply(api: TrefoilClient, name: string): Promise<unknown> {
  return told(api.POST('/api/v1/recipes/{name}/apply', { params: { path: { name } }, body: {} }))
}

/** Looks ten times a second, so that looking costs nothing worth measuring. */
export async function quiet(api: TrefoilClient): Promise<void> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 100))
    const { data: runs } = await told(api.GET('/api/v1/runs', { params: { query: { limit: 20 } } }))
    if (runs.length === 0 || runs.some((run) => run.state === 'queued' || run.state === 'running')) continue
    const { deliveries } = await told(
      api.GET('/api/v1/flows/{name}', { params: { path: { name: 'klaviyo-profiles' } } }),
    )
    if (deliveries.due === 0) return
  }
}

export async function told<T>(answer: Promise<{ data?: T; error?: unknown }>): Promise<T> {
  const { data, error } = await answer
  if (data === undefined) throw new Error(`The hub refused: ${JSON.stringify(error)}`)
  return data
}
