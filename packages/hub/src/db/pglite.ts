import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely'
import { makeDirectory } from '../make-directory.ts'
import type { Database } from './database.ts'
import { lockDirectory } from './lock.ts'
import type { Place, Question, Reply, Request } from './pglite-thread.ts'
import { UnreachableError } from './postgres.ts'
import { FullError, roomIn, usualLeastRoom } from './room.ts'

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

/**
 * Opens the embedded database in a worker thread, under an exclusive lock of its directory. What would write while less
 * than so many megabytes are free fails as on a full disk. Throws FullError where it could not even start,
 * and UnreachableError where its files are damaged or those of another version.
 */
export async function openPglite(dataDir: string, leastRoom = usualLeastRoom): Promise<Database> {
  makeDirectory(dataDir)
  const free = roomIn(dataDir)
  if (free < usualLeastRoom) throw new FullError(dataDir, free)
  const unlock = lockDirectory(dataDir)
  try {
    const thread = await startThread({ dataDir: join(dataDir, 'pgdata'), leastRoom })
    const kysely: Database['kysely'] = new Kysely({ dialect: new PostgresDialect({ pool: poolOf(thread) }) })
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

/**
 * The thread as a pool of PostgreSQL's connections, of which it has as many as anybody wants: all of them may ask at
 * once, and the thread works at one statement after the other without waiting for this one.
 */
function poolOf(thread: Thread): PostgresPool {
  let sessions = 0
  return {
    options: {},
    async connect() {
      const session = sessions++
      const query = async (text: string, params: readonly unknown[]) => {
        const reply = await thread.ask({ session, query: text, params })
        if ('error' in reply) throw new PgliteError(reply.error)
        return reply
      }
      // The caller names the row type, as with every database driver; a cursor is nothing that ours asks for.
      return { query: query as unknown as PostgresPoolClient['query'], release: () => {} }
    },
    end: () => thread.close(),
  }
}

interface Thread {
  ask(question: Question): Promise<Reply>
  close(): Promise<void>
}

async function startThread(place: Place): Promise<Thread> {
  const worker = new Worker(new URL('./pglite-thread.ts', import.meta.url), { workerData: place })
  const waiting = new Map<number, { resolve: (reply: Reply) => void; reject: (error: Error) => void }>()
  const state = { next: 1, closed: false }

  const fail = (error: Error) => {
    state.closed = true
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  await new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve())
    worker.once('error', (cause) =>
      reject(
        new UnreachableError(
          `The embedded database in ${place.dataDir} did not start: its files are damaged, or another version of PostgreSQL made them. ` +
            'Put a backup of the data directory in its place, or choose another TREFOIL_DATA_DIR',
          { cause },
        ),
      ),
    )
  })
  worker.on('message', (reply: Reply) => {
    waiting.get(reply.id)?.resolve(reply)
    waiting.delete(reply.id)
  })
  worker.on('error', (cause) => fail(new Error('The embedded database stopped', { cause })))
  worker.on('exit', () => fail(new Error('The embedded database is closed')))

  const ask = (question: Question): Promise<Reply> => {
    if (state.closed) return Promise.reject(new Error('The embedded database is closed'))
    const id = state.next++
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject })
      worker.postMessage({ id, ...question } satisfies Request)
    })
  }
  return {
    ask,
    async close() {
      if (state.closed) return
      const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
      await ask({ close: true })
      state.closed = true
      await exited
    },
  }
}
