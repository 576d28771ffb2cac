/** Runs in the worker thread that holds the embedded database. In the main thread it would block every timer. */

import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { planner } from './planner.ts'

export type Request = { id: number; query: string; params: unknown[] } | { id: number; close: true }
export type Reply =
  | { id: number; rows: unknown[]; affectedRows: number }
  | { id: number; error: { message: string; code: string | null; detail: string | null; constraint: string | null } }

const port = parentPort
if (port === null) throw new Error('pglite-thread.ts is a worker, not a program')
const database = await PGlite.create(String(workerData.dataDir))
for (const [name, value] of Object.entries(planner)) await database.exec(`set ${name} = ${value}`)

port.on('message', async (request: Request) => {
  try {
    if ('close' in request) {
      await database.close()
      port.postMessage({ id: request.id, rows: [], affectedRows: 0 } satisfies Reply)
      port.close()
      return
    }
    const { rows, affectedRows } = await database.query(request.query, request.params)
    port.postMessage({ id: request.id, rows, affectedRows: affectedRows ?? 0 } satisfies Reply)
  } catch (error) {
    port.postMessage({ id: request.id, error: plain(error) } satisfies Reply)
  }
})

function plain(error: unknown): Extract<Reply, { error: unknown }>['error'] {
  const text = (name: string): string | null => {
    if (!(error instanceof Error)) return null
    const value: unknown = Reflect.get(error, name)
    return typeof value === 'string' ? value : null
  }
  return {
    message: text('message') ?? String(error),
    code: text('code'),
    detail: text('detail'),
    constraint: text('constraint'),
  }
}

port.postMessage('ready')
