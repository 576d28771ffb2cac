import { type DatabaseFacts, listWorkers, readDatabaseFacts, selectFlowLags, type WorkerView } from '../store/system.ts'
import type { Hub } from './hub.ts'

interface SystemReport {
  version: string
  node: string
  startedAt: Date
  database: DatabaseFacts & { engine: 'pglite' | 'postgres' }
  workers: WorkerView[]
  flows: { flow: string; connection: string; state: string; due: number; lagSeconds: number; lastRunAt: Date | null }[]
}

/** What runs here, on what, and how far behind it is. */
export async function readSystem(hub: Hub): Promise<SystemReport> {
  const now = hub.now()
  const { engine, version, startedAt, self } = hub.system
  const [facts, workers, lags] = await Promise.all([
    readDatabaseFacts(hub.db),
    listWorkers(hub.db, hub.workspaceId),
    selectFlowLags(hub.db, hub.workspaceId, now),
  ])
  return {
    version,
    node: process.version,
    startedAt,
    database: { ...facts, engine },
    workers: workers.length === 0 && self !== null ? [{ ...self, startedAt, seenAt: now }] : workers,
    flows: lags.map(({ flow, connection, state, due, since, lastRunAt }) => {
      const lagSeconds = since === null ? 0 : Math.max(0, Math.round((now.getTime() - since.getTime()) / 1_000))
      return { flow, connection, state, due, lagSeconds, lastRunAt }
    }),
  }
}
