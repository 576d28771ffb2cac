import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'

/** Another process has the data directory open. Two at once would destroy it without a word. */
export class LockedError extends Error {
  override readonly name = 'LockedError'
}

/**
 * Takes the data directory for this process, by a file that only one can create. A holder that is dead is taken over;
 * one on another host cannot be asked and is respected. Answers how to let go.
 */
export function lockDirectory(dataDir: string): () => void {
  const file = join(dataDir, 'lock')
  for (let attempt = 0; attempt < 2; attempt += 1) {
    if (create(file)) return () => rmSync(file, { force: true })
    const holder = read(file)
    if (holder !== null && isAlive(holder)) {
      throw new LockedError(
        `The data directory ${dataDir} is in use by process ${holder.pid} on ${holder.host}: stop it first, or choose another TREFOIL_DATA_DIR`,
      )
    }
    rmSync(file, { force: true })
  }
  throw new LockedError(`The data directory ${dataDir} was taken by another process just now: try again`)
}

interface Holder {
  pid: number
  host: string
  /** When the process began, in clock ticks since boot: a later process may have been given the same number. */
  began: string
}

function create(file: string): boolean {
  try {
    const fd = openSync(file, 'wx', 0o600)
    const holder: Holder = { pid: process.pid, host: hostname(), began: beginning(process.pid) }
    writeSync(fd, JSON.stringify(holder))
    closeSync(fd)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

function read(file: string): Holder | null {
  try {
    const { pid, host, began } = JSON.parse(readFileSync(file, 'utf8'))
    return { pid: Number(pid), host: String(host), began: String(began) }
  } catch {
    return null // half-written by a process that died, or gone by now: nobody holds it
  }
}

function isAlive(holder: Holder): boolean {
  if (holder.host !== hostname()) return true
  if (holder.pid === process.pid) return true
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
  return beginning(holder.pid) === holder.began
}

function beginning(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return '' // no /proc on this system: the number alone must do
  }
}
