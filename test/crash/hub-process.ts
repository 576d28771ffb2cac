import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createClient, type TrefoilClient } from '../../packages/hub/src/client/index.ts'

/** The real server, in a process of its own. */
export interface HubProcess {
  api: TrefoilClient
  url: string
  pid: number
  /** All that it wrote to stderr so far: its log. */
  log(): string
  /** The end of the process: its exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals>
  /** Ends it without a word, as the kernel does. Its effects end here. */
  kill(): void
  /** Asks it to stop, and answers its exit code. */
  stop(): Promise<number | NodeJS.Signals>
}

const program = join(import.meta.dirname, '../../packages/hub/bin/trefoil.js')

/** What ended before it answered: the exit code and what it said. */
export class DidNotStart extends Error {
  readonly exit: number | NodeJS.Signals
  constructor(exit: number | NodeJS.Signals, said: string) {
    super(`The hub ended with ${exit} before it answered:\n${said}`)
    this.exit = exit
  }
}

/** Starts `trefoil serve`, or what serves like it; it ends with this process at the latest. Throws DidNotStart. */
export async function startHubProcess(
  environment: Record<string, string>,
  words = [program, 'serve', '--json'],
): Promise<HubProcess> {
  const { told, ...running } = await startProcess(words, environment)
  const { url, dataDir }: { url: string; dataDir: string } = told
  return { ...running, url, api: createClient(url, readFileSync(join(dataDir, 'api-key'), 'utf8').trim()) }
}

/** Starts `trefoil worker`, or what works like it, which answers nobody. Throws DidNotStart. */
export async function startWorkerProcess(
  environment: Record<string, string>,
  words = [program, 'worker', '--json'],
): Promise<Omit<HubProcess, 'api' | 'url'>> {
  const { told: _, ...running } = await startProcess(words, environment)
  return running
}

async function startProcess(words: readonly string[], environment: Record<string, string>) {
  const { PATH } = process.env
  const child = spawn(process.execPath, words, {
    env: { PATH, TREFOIL_PORT: '0', TREFOIL_CONSOLE: 'off', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += String(chunk)
  })
  const orphaned = () => void child.kill('SIGKILL')
  process.once('exit', orphaned)
  const ended = endOf(child).finally(() => process.off('exit', orphaned))
  const first = await Promise.race([once(createInterface(child.stdout), 'line'), ended])
  if (!Array.isArray(first)) throw new DidNotStart(first, said)
  const told = JSON.parse(String(first[0]))
  return {
    told,
    pid: Number(told.pid),
    log: () => said,
    ended,
    kill: () => void child.kill('SIGKILL'),
    stop: () => {
      child.kill('SIGTERM')
      return ended
    },
  }
}

async function endOf(child: ChildProcess): Promise<number | NodeJS.Signals> {
  const [code, signal]: [number | null, NodeJS.Signals | null] = await new Promise((resolve) =>
    child.once('close', (...end) => resolve(end)),
  )
  return code ?? signal ?? -1
}
