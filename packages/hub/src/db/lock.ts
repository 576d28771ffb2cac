import { randomUUID } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'

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
    bury(file, holder)
  }
  throw new LockedError(`The data directory ${dataDir} was taken by another process just now: try again`)
}

interface Holder {
  pid: number
  host: string
  /** When the process began, in clock ticks since boot: a later process may have been given the same number. */
  began: string
}

/** Written aside and then linked into place: a lock is there whole or not at all, and only one can be first. */
function create(file: string): boolean {
  const holder: Holder = { pid: process.pid, host: hostname(), began: beginning(process.pid) }
  const draft = `${file}.${randomUUID()}`
  writeFileSync(draft, JSON.stringify(holder), { mode: 0o600, flag: 'wx' })
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    throw error
  } finally {
    rmSync(draft)
  }
}

/**
 * Takes a dead holder's lock away. Several may try at once: each moves aside what is there, and whoever finds that he
 * moved the lock of a living successor puts it back.
 */
function bury(file: string, dead: Holder | null): void {
  const grave = `${file}.${randomUUID()}`
  try {
    renameSync(file, grave)
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return
    throw error
  }
  const moved = read(grave)
  if (moved !== null && !isDeepStrictEqual(moved, dead)) linkSync(grave, file)
  rmSync(grave)
}

function read(file: string): Holder | null {
  try {
    const { pid, host, began } = JSON.parse(readFileSync(file, 'utf8'))
    return { pid: Number(pid), host: String(host), began: String(began) }
  } catch {
    return null // spoiled, or gone by now: nobody holds it
  }
}

function isAlive(holder: Holder): boolean {
  if (holder.host !== hostname()) return true
  if (holder.pid === process.pid) return true
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    return hasCode(error, 'EPERM')
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

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
