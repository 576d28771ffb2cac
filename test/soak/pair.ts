import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { TrefoilClient } from '../../packages/hub/src/client/index.ts'
import { type HubProcess, startHubProcess, startWorkerProcess } from '../crash/hub-process.ts'
import { queueRun, setUp, type Town } from '../crash/town.ts'
import { listen } from '../harness/listen.ts'
import { mainJob } from '../harness/set-up.ts'
import { told } from '../harness/told.ts'

/** A hub and a worker on one PostgreSQL, of which one may die at any time: there is always another soon. */
export interface Pair {
  setUp(): Promise<void>
  quiet(): Promise<void>
  /** Reads everything once more, as a poll would, and waits until it has arrived. */
  readAll(): Promise<void>
  killOne(): Promise<void>
  kills(): number
  /** Looks how much memory the processes have. */
  measure(): void
  memory(): Record<string, string>
  stop(): Promise<void>
}

/** After a kill nobody takes the dead one's connections for half a minute. */
const longest = 300_000
const lookEvery = 200

export async function openPair(of: { town: Town; dataDir: string; url: string }): Promise<Pair> {
  const { town, dataDir, url } = of
  const environment = {
    TREFOIL_DATA_DIR: dataDir,
    DATABASE_URL: url,
    TREFOIL_LOG_LEVEL: 'warn',
    TREFOIL_ENDPOINT_CLOVER: town.clover.url,
    TREFOIL_ENDPOINT_KLAVIYO: town.klaviyo.url,
    // The same after each restart, as behind a proxy: the vendor knows the address.
    TREFOIL_PORT: String(await freePort()),
  }
  let hub: HubProcess = await startHubProcess(environment)
  let worker = await startWorkerProcess(environment)
  let kills = 0
  let most = 0
  let last = 0
  const quiet = () => eventually(() => hub.api)
  return {
    quiet,
    kills: () => kills,
    setUp: async () => {
      await setUp(hub.api, town)
      await listen(hub.api, town.clover)
      await queueRun(hub.api, 'clover-customers')
    },
    readAll: async () => {
      await letGoOn(hub.api, await queueRun(hub.api, 'clover-customers'))
      await quiet()
    },
    killOne: async () => {
      kills += 1
      if (kills % 2 === 1) {
        worker.kill()
        await worker.ended
        worker = await startWorkerProcess(environment)
        return
      }
      hub.kill()
      await hub.ended
      hub = await startHubProcess(environment)
    },
    measure: () => {
      last = Math.max(memoryOf(hub.pid), memoryOf(worker.pid))
      most = Math.max(most, last)
    },
    memory: () => ({ 'memory of a process at the most': `${most} MB`, 'memory in the end': `${last} MB` }),
    stop: async () => {
      await Promise.all([hub.stop(), worker.stop()])
    },
  }
}

/**
 * Where webhooks were lost with a process, more has changed than the brakes let through unasked: a person looks, and
 * lets the run go on.
 */
async function letGoOn(api: TrefoilClient, id: number): Promise<void> {
  const params = { path: { id: String(id) } }
  const last = AbortSignal.timeout(longest)
  for (;;) {
    const { state } = await told(api.GET('/api/v1/runs/{id}', { params }))
    if (state === 'braked') await told(api.POST('/api/v1/runs/{id}/release', { params }))
    if (state !== 'queued' && state !== 'running') return
    if (last.aborted) throw new Error(`Waited ${longest} ms in vain for the end of run ${id}`)
    await sleep(lookEvery)
  }
}

/** The hub may be on its way back: who does not answer is asked again. */
async function eventually(api: () => TrefoilClient): Promise<void> {
  const last = AbortSignal.timeout(longest)
  for (;;) {
    const standing = await Promise.all(mainJob.map((name) => lookAt(api(), name))).catch((error) => [String(error)])
    const open = standing.filter((each) => each !== null)
    if (open.length === 0) return
    if (last.aborted) throw new Error(`Waited ${longest} ms in vain for the end of the work: ${open.join('; ')}`)
    await sleep(lookEvery)
  }
}

async function lookAt(api: TrefoilClient, name: string): Promise<string | null> {
  const flow = await told(api.GET('/api/v1/flows/{name}', { params: { path: { name } } }))
  const { state, openRuns, deliveries } = flow
  if (state === 'enabled' && openRuns + deliveries.due === 0) return null
  return `${name} is ${state}, ${openRuns} runs, ${deliveries.due} due`
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

function memoryOf(pid: number): number {
  const path = `/proc/${pid}/status`
  // Between a death and the next start there is nobody to be measured.
  const [, kilobytes] = existsSync(path) ? (/VmRSS:\s+(\d+)/.exec(readFileSync(path, 'utf8')) ?? []) : []
  return Math.round(Number(kilobytes ?? 0) / 1_024)
}
