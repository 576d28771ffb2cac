import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { Kysely, PGliteDialect } from 'kysely'
import type { Database } from './database.ts'
import { lockDirectory } from './lock.ts'
import type { Reply, Request } from './pglite-thread.ts'

/** An error of the embedded database, with PostgreSQL's own code. */
class PgliteError extends Error {
  override readonly name = 'PgliteError'
  readonly code: string | null
  readonly constraint: string | null
  constructor(error: { message: string; code: string | null; constraint: string | null }) {
    super(error.message)
    this.code = error.code
    this.constraint = error.constraint
  }
}

/** Opens the embedded database in a worker thread, under an exclusive lock of its directory. */
export async function openPglite(dataDir: string): Promise<Database> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const unlock = lockDirectory(dataDir)
  try {
    const thread = await startThread(join(dataDir, 'pgdata'))
    const kysely: Database['kysely'] = new Kysely({ dialect: new PGliteDialect({ pglite: thread }) })
    let closing: Promise<void> | undefined
    const close = async () => {
      await thread.close()
      unlock()
    }
    return { engine: 'pglite', kysely, close: () => (closing ??= close()) }
  } catch (error) {
    unlock()
    throw error
  }
}

type Pglite = Extract<ConstructorParameters<typeof PGliteDialect>[0]['pglite'], { query: unknown }>

/** The part of PGlite that Kysely uses, answered by the thread. Kysely lets one statement or transaction in at a time. */
async function startThread(directory: string): Promise<Pglite> {
  const worker = new Worker(new URL('./pglite-thread.ts', import.meta.url), { workerData: { dataDir: directory } })
  const waiting = new Map<number, { resolve: (reply: Reply) => void; reject: (error: Error) => void }>()
  const state = { next: 1, closed: false }

  const fail = (error: Error) => {
    state.closed = true
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  await new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve())
    worker.once('error', (cause) => reject(new Error(`The embedded database in ${directory} did not start`, { cause })))
  })
  worker.on('message', (reply: Reply) => {
    waiting.get(reply.id)?.resolve(reply)
    waiting.delete(reply.id)
  })
  worker.on('error', (cause) => fail(new Error('The embedded database stopped', { cause })))
  worker.on('exit', () => fail(new Error('The embedded database is closed')))

  const ask = (request: { query: string; params: unknown[] } | { close: true }): Promise<Reply> => {
    if (state.closed) return Promise.reject(new Error('The embedded database is closed'))
    const id = state.next++
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject })
      worker.postMessage({ id, ...request } satisfies Request)
    })
  }
  const query = async <T>(text: string, params: unknown[] = []) => {
    const reply = await ask({ query: text, params })
    if ('error' in reply) throw new PgliteError(reply.error)
    // The caller names the row type, as with every database driver: nothing between here and PostgreSQL can check it.
    return { rows: reply.rows as T[], affectedRows: reply.affectedRows, fields: [] }
  }
  return {
    ready: true,
    waitReady: Promise.resolve(),
    get closed() {
      return state.closed
    },
    query,
    async transaction(body) {
      await query('begin')
      try {
        const answer = await body({ query, rollback: async () => void (await query('rollback')) })
        await query('commit')
        return answer
      } catch (error) {
        await query('rollback')
        throw error
      }
    },
    async close() {
      if (state.closed) return
      const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
      await ask({ close: true })
      state.closed = true
      await exited
    },
  }
}
