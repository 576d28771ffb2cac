/** Runs in the worker thread that holds the embedded database. In the main thread it would block every timer. */

import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { planner } from './planner.ts'
import { roomIn } from './room.ts'

interface Statement {
  /** Whose transaction it belongs to, where that session has one. */
  session: number
  query: string
  params: readonly unknown[]
}

export interface Place {
  dataDir: string
  /** Megabytes on its disk below which nothing is written. */
  leastRoom: number
}

export type Question = Statement | { close: true }
export type Request = Question & { id: number }
export type Reply = { id: number } & (
  | { command: string; rowCount: number; rows: unknown[] }
  | { error: { message: string; code: string | null; detail: string | null; constraint: string | null } }
)

const port = parentPort
if (port === null) throw new Error('pglite-thread.ts is a worker, not a program')
const { dataDir, leastRoom }: Place = workerData
const database = await PGlite.create(dataDir)
// Each new file of its log of changes is not filled with zeros first, which writes it twice.
for (const [name, value] of Object.entries({ ...planner, wal_init_zero: 'off' })) {
  await database.exec(`set ${name} = ${value}`)
}

const waiting: (Statement & { id: number })[] = []
/** The session whose transaction is open: until it ends, nobody else's statement is worked at. */
let holder: number | null = null
let isBusy = false

port.on('message', async (request: Request) => {
  if ('close' in request) {
    await database.close()
    port.postMessage({ id: request.id, command: 'CLOSE', rowCount: 0, rows: [] } satisfies Reply)
    port.close()
    return
  }
  waiting.push(request)
  if (isBusy) return
  isBusy = true
  for (let next = takeNext(); next !== undefined; next = takeNext()) port.postMessage(await answer(next))
  isBusy = false
})

function takeNext(): (Statement & { id: number }) | undefined {
  const at = waiting.findIndex(({ session }) => holder === null || session === holder)
  return at < 0 ? undefined : waiting.splice(at, 1)[0]
}

async function answer({ id, session, query, params }: Statement & { id: number }): Promise<Reply> {
  if (/^(begin|start transaction)\b/.test(query)) holder = session
  try {
    if (writes(query) && roomIn(dataDir) < leastRoom) await database.exec(noRoom)
    const { command = '', rowCount = 0, rows } = await database.query(query, [...params])
    return { id, command, rowCount, rows }
  } catch (error) {
    return { id, error: plain(error) }
  } finally {
    if (query === 'commit' || query === 'rollback') holder = null
  }
}

function writes(query: string): boolean {
  return /^\s*(insert|update|delete|merge|create|alter|drop|truncate|with\b.*\b(insert|update|delete))\b/is.test(query)
}

/** The error of a full disk, from the database itself: a transaction that meets it is spoilt, as by any other. */
const noRoom = `
  do $$ begin
    raise exception 'No space left on device: less than ${leastRoom} MB are free' using errcode = 'disk_full';
  end $$`

type Trouble = Extract<Reply, { error: unknown }>['error']

function plain(error: unknown): Trouble {
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
