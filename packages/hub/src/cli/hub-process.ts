import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError, readConfig } from '../config.ts'
import { LockedError } from '../db/lock.ts'
import { UnreachableError } from '../db/postgres.ts'
import { startHub } from '../main.ts'
import { exitCodes, Failure } from './exit.ts'

export interface HubHere {
  url: string
  dataDir: string
  stop(): Promise<void>
}

/** Runs the hub in this process, and leaves its address where other commands look for it. */
export async function startHubHere(env: Record<string, string | undefined>): Promise<HubHere> {
  try {
    const config = readConfig(env)
    const hub = await startHub(config)
    const file = join(config.dataDir, 'server.json')
    writeFileSync(file, `${JSON.stringify({ url: hub.url, pid: process.pid })}\n`, { mode: 0o600 })
    let stopping: Promise<void> | undefined
    const stop = async () => {
      rmSync(file, { force: true })
      await hub.stop()
    }
    return { url: hub.url, dataDir: config.dataDir, stop: () => (stopping ??= stop()) }
  } catch (error) {
    if (error instanceof LockedError) throw new Failure(exitCodes.locked, error.message)
    if (error instanceof UnreachableError) throw new Failure(exitCodes.unreachable, error.message)
    if (error instanceof ConfigError) throw new Failure(exitCodes.usage, error.message)
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new Failure(
        exitCodes.failed,
        `The hub cannot listen: ${error.message}. Stop what listens there, or choose another TREFOIL_PORT`,
      )
    }
    throw error
  }
}

/** Resolves at the first Ctrl-C or request to stop. A second Ctrl-C ends the process at once. */
export function askedToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}
