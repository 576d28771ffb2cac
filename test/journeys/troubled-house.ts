import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient, type TrefoilClient } from '../../packages/hub/src/client/index.ts'
import { readConfig } from '../../packages/hub/src/config.ts'
import { createGateway } from '../../packages/hub/src/gateway/gateway.ts'
import { openLog } from '../../packages/hub/src/log.ts'
import { type RunningHub, startHub } from '../../packages/hub/src/main.ts'
import { openTown, type Town } from '../crash/town.ts'
import { newPlace } from '../database/test-database.ts'
import { quickClock } from '../harness/quick-clock.ts'
import { connect, mainJob } from '../harness/set-up.ts'
import { told } from '../harness/told.ts'
import { until, Waiting } from '../harness/until.ts'

/** A whole house on PostgreSQL in which time is quick and the hub's patience with a silent vendor is short. */
export interface TroubledHouse {
  town: Town
  hub: RunningHub
  api: TrefoilClient
  log(): string
  /** Waits until there is nothing to do, or something has stopped; answers what. */
  settled(): Promise<Stop | null>
  /** What a person does: the account is connected again, the flow resumed. */
  mend(): Promise<void>
  close(): Promise<void>
}

export interface Stop {
  what: 'connection' | 'flow'
  name: string
  message: string
}

// Long beside what an answer takes, on a busy machine too.
const patience = 1_000

export async function openTroubledHouse(options: Parameters<typeof openTown>[0] = {}): Promise<TroubledHouse> {
  const clock = quickClock()
  const now = { now: () => clock.now() }
  const town = await openTown({ clover: { ...now, ...options.clover }, klaviyo: { ...now, ...options.klaviyo } })
  const place = await newPlace({ migrated: true, engine: 'postgres' })
  const dataDir = mkdtempSync(join(tmpdir(), 'trefoil-trouble-'))
  const config = readConfig({
    TREFOIL_DATA_DIR: dataDir,
    TREFOIL_PORT: '0',
    TREFOIL_ENDPOINT_CLOVER: town.clover.url,
    TREFOIL_ENDPOINT_KLAVIYO: town.klaviyo.url,
    DATABASE_URL: 'url' in place ? place.url : undefined,
  })
  const lines: string[] = []
  const log = openLog({ level: 'debug', to: { write: (line) => void lines.push(line) } })
  const gateway = createGateway({ clock, log, endpoints: config.endpoints, bounds: { timeout: patience } })
  const hub = await startHub(config, { clock, log, gateway })
  const api = createClient(hub.url, readFileSync(join(dataDir, 'api-key'), 'utf8').trim())
  return {
    town,
    hub,
    api,
    log: () => lines.join(''),
    settled: () => until('the work to be done or to stop', () => look(api)),
    mend: async () => {
      await connect(api, town)
      for (const name of mainJob) await told(api.POST('/api/v1/flows/{name}/resume', { params: { path: { name } } }))
    },
    close: async () => {
      await hub.stop()
      await town.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function look(api: TrefoilClient): Promise<Stop | null | Waiting> {
  let busy: Waiting | null = null
  for (const name of mainJob) {
    const flow = await told(api.GET('/api/v1/flows/{name}', { params: { path: { name } } }))
    if (flow.state === 'stopped') return { what: 'flow', name, message: String(flow.fault?.message) }
    const path = { name: flow.connection }
    const connection = await told(api.GET('/api/v1/connections/{name}', { params: { path } }))
    if (connection.state === 'stopped')
      return { what: 'connection', name: connection.name, message: String(connection.fault?.message) }
    if (flow.openRuns > 0 || flow.deliveries.due > 0) busy = new Waiting(flow)
  }
  return busy
}
