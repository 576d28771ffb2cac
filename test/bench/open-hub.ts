import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Connector } from '@trefoil/sdk'
import { createClient, type TrefoilClient } from '../../packages/hub/src/client/index.ts'
import { readConfig } from '../../packages/hub/src/config.ts'
import { type RunningHub, startHub } from '../../packages/hub/src/main.ts'
import { told } from '../harness/told.ts'

/** Where pretended vendors are, and what opens them. */
export interface Doors {
  clover: { url: string; merchantId: string; token: string }
  klaviyo: { url: string; apiKey: string }
}

/** What a hub is measured with. */
export interface Setting {
  vendors: Doors
  /** Undefined: the embedded database. */
  databaseUrl?: string | undefined
  /** More of its environment. */
  settings?: Record<string, string>
  /** Those that ship, unless told. */
  connectors?: ReadonlyMap<string, Connector>
}

/** Lets a job be done with a hub in this process, of which nothing stays behind. */
export async function withHub<T>(
  setting: Setting,
  job: (api: TrefoilClient, hub: RunningHub, environment: Record<string, string>) => Promise<T>,
): Promise<T> {
  const { connectors } = setting
  return inFolder(async (dataDir) => {
    const environment = environmentOf(dataDir, setting)
    const hub = await startHub(readConfig(environment), connectors === undefined ? {} : { connectors })
    try {
      return await job(createClient(hub.url, readFileSync(join(dataDir, 'api-key'), 'utf8').trim()), hub, environment)
    } finally {
      await hub.stop()
    }
  })
}

export async function inFolder<T>(job: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'trefoil-bench-'))
  try {
    return await job(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What a hub, or a worker beside it, finds in its environment. */
export function environmentOf(
  dataDir: string,
  { vendors, databaseUrl, settings }: Omit<Setting, 'connectors'>,
): Record<string, string> {
  return {
    TREFOIL_DATA_DIR: dataDir,
    TREFOIL_PORT: '0',
    TREFOIL_LOG_LEVEL: 'error',
    TREFOIL_ENDPOINT_CLOVER: vendors.clover.url,
    TREFOIL_ENDPOINT_KLAVIYO: vendors.klaviyo.url,
    ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
    ...settings,
  }
}

/** The accounts of the main job, or the till alone. */
export async function connect(api: TrefoilClient, { clover, klaviyo }: Doors, which: 'both' | 'till'): Promise<void> {
  const { merchantId, token } = clover
  const till = { connector: 'clover', name: 'till', credentials: { merchantId, apiToken: token } }
  const mail = { connector: 'klaviyo', name: 'mail', credentials: { apiKey: klaviyo.apiKey } }
  for (const body of which === 'both' ? [till, mail] : [till]) await told(api.POST('/api/v1/connections', { body }))
}

export function apply(api: TrefoilClient, name: string): Promise<unknown> {
  return told(api.POST('/api/v1/recipes/{name}/apply', { params: { path: { name } }, body: {} }))
}

/** The accounts and the flows of the main job; the listening one first, so that it hears of all that comes. */
export async function setUpMainJob(api: TrefoilClient, vendors: Doors): Promise<void> {
  await connect(api, vendors, 'both')
  for (const recipe of ['klaviyo-profiles', 'clover-customers']) await apply(api, recipe)
}

/** Reads all customers of the till, and waits until all that follows from it is done. */
export async function readAll(api: TrefoilClient): Promise<void> {
  await told(api.POST('/api/v1/flows/{name}/runs', { params: { path: { name: 'clover-customers' } }, body: {} }))
  await quiet(api)
}

/**
 * Looks ten times a second whether a run is open. What is due is counted by reading all deliveries, which would be a
 * good part of what is measured: only when no run is open, and now and then, in case that a flow has stopped.
 */
export async function quiet(api: TrefoilClient): Promise<void> {
  const { data } = await told(api.GET('/api/v1/flows'))
  for (let look = 1; ; look += 1) {
    await sleep(100)
    const { data: runs } = await told(api.GET('/api/v1/runs', { params: { query: { limit: 20 } } }))
    const isBusy = runs.length === 0 || runs.some(({ state }) => state === 'queued' || state === 'running')
    if (isBusy && look % 50 !== 0) continue
    const ask = ({ name }: { name: string }) => told(api.GET('/api/v1/flows/{name}', { params: { path: { name } } }))
    const flows = await Promise.all(data.map(ask))
    const stopped = flows.find(({ state }) => state !== 'enabled')
    if (stopped !== undefined) throw new Error(`${stopped.name} has stopped: ${JSON.stringify(stopped.fault)}`)
    if (flows.every(({ openRuns, deliveries }) => openRuns === 0 && deliveries.due === 0)) return
  }
}
