import { FullError, KeyFileError, LockedError, startHub, startWorker, UnreachableError } from '../main.ts'
import { builtConsole } from './built-console.ts'
import { configOf } from './environment.ts'
import { exitCodes, Failure } from './exit.ts'

interface HubHere {
  url: string
  dataDir: string
  /** Null where somebody has an account already, or where there is no console. */
  setUpLink: string | null
  stop(): Promise<void>
}

/** Runs the hub in this process; why it cannot is said in a sentence, with the exit code for it. */
export async function startHubHere(env: Record<string, string | undefined>): Promise<HubHere> {
  const config = configOf(env)
  try {
    const consoleDir = config.console ? await builtConsole() : undefined
    const hub = await startHub(config, { consoleDir })
    const setUpLink = consoleDir === undefined ? null : hub.setUpLink
    return { url: hub.url, dataDir: config.dataDir, setUpLink, stop: () => hub.stop() }
  } catch (error) {
    if (error instanceof Error && 'syscall' in error && error.syscall === 'listen') {
      const isTaken = 'code' in error && error.code === 'EADDRINUSE'
      const way = isTaken
        ? 'Stop what listens there, or choose another TREFOIL_PORT'
        : 'See TREFOIL_HOST and TREFOIL_PORT'
      throw new Failure(exitCodes.failed, `The hub cannot listen: ${error.message}. ${way}`)
    }
    throw inWords(error, config.dataDir)
  }
}

/** Works in this process, beside others on the same PostgreSQL. */
export async function startWorkerHere(env: Record<string, string | undefined>): Promise<{ stop(): Promise<void> }> {
  const config = configOf(env)
  if (config.databaseUrl === undefined) {
    throw new Failure(
      exitCodes.usage,
      'A worker shares its work with other processes, which takes a PostgreSQL: set DATABASE_URL. ' +
        'The embedded database belongs to one process; there "trefoil serve" works by itself',
    )
  }
  try {
    return await startWorker(config)
  } catch (error) {
    throw inWords(error, config.dataDir)
  }
}

/** Why a process of ours cannot begin, where it is the world that lacks something. */
function inWords(error: unknown, dataDir: string): unknown {
  if (error instanceof LockedError) return new Failure(exitCodes.locked, error.message)
  if (error instanceof FullError || error instanceof KeyFileError) return new Failure(exitCodes.failed, error.message)
  if (error instanceof UnreachableError) return new Failure(exitCodes.unreachable, error.message)
  const path = error instanceof Error && 'path' in error ? String(error.path) : ''
  const isOurs = path !== '' && (path.startsWith(dataDir) || dataDir.startsWith(path))
  if (error instanceof Error && isOurs) {
    return new Failure(
      exitCodes.failed,
      `The data directory ${dataDir} cannot be used: ${error.message}. See who may write there, or choose another TREFOIL_DATA_DIR`,
    )
  }
  return error
}

/** Resolves at the first Ctrl-C or request to stop. A second Ctrl-C ends the process at once. */
export function askedToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}
