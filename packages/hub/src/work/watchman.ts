import type { Clock } from '../clock.ts'
import type { Db } from '../db/database.ts'
import type { Log } from '../log.ts'
import { insertTurns, selectLasting } from '../store/alert.ts'
import { type DueWork, selectDueWork } from '../store/due-work.ts'
import { tellLate } from './tell-late.ts'

/** Work that is due and does not move: where, at which step, and over which record, as far as there is one. */
export interface Stall {
  connection: string
  flow: string
  step: Step
  record: string | null
  run: number | null
  since: Date
}

type Step = 'lease' | 'begin' | 'read' | 'poll' | 'send' | 'settle'

export interface WatchOptions {
  db: Db
  workspace: number
  clock: Clock
  log: Log
  /** Milliseconds without any movement after which work that is due stalls. */
  after: number
}

/** Looks at what is due from time to time, and names what stands still. */
export interface Watchman {
  /** One look; answers what stalls at present. */
  look(): Promise<Stall[]>
  /** What stalled at the last look. */
  stalls(): Stall[]
}

export function watchman(options: WatchOptions): Watchman {
  const { db, workspace, clock, log, after } = options
  const seen = new Map<number, { mark: string; since: Date; ticks: number }>()
  let stalls: Stall[] = []
  return {
    stalls: () => stalls,
    async look() {
      const now = clock.now()
      const due = await selectDueWork(db, workspace, now)
      for (const id of seen.keys()) if (!due.some(({ flowId }) => flowId === id)) seen.delete(id)
      const still: { work: DueWork; since: Date }[] = []
      for (const work of due) {
        const known = seen.get(work.flowId)
        const first = known?.mark === work.mark ? known : { mark: work.mark, since: now, ticks: clock.ticks() }
        seen.set(work.flowId, first)
        // By ticks: a wall clock that is set on would make all that is due stall at once.
        if (clock.ticks() - first.ticks >= after) still.push({ work, since: first.since })
      }
      const before = new Set(stalls.map(({ flow }) => flow))
      stalls = still.map(({ work, since }) => stallOf(work, since))
      for (const stall of stalls) if (!before.has(stall.flow)) log.warn('work.stalled', { ...stall })
      const turns = still.map(({ work }, index) => {
        const { step, record } = stalls[index] ?? stallOf(work, now)
        const code = record === null ? step : `${step}, record ${record}`
        return { connection_id: work.connectionId, flow_id: work.flowId, code }
      })
      await insertTurns(db, workspace, 'stalled', turns, now)
      // What is seen for the first time may stand still: it moves only once that is seen.
      const moves = ({ flow_id }: { flow_id: number }) => {
        const work = due.find(({ flowId }) => flowId === flow_id)
        return work === undefined || (seen.get(flow_id)?.since === now && before.has(work.flow))
      }
      const moving = (await selectLasting(db, workspace, 'stalled')).filter(moves)
      await insertTurns(db, workspace, 'moving', moving, now)
      for (const { flow_id, connection_id } of moving)
        log.info('work.moving', { flow: flow_id, connection: connection_id })
      await tellLate(options, now)
      return stalls
    },
  }
}

const longestPause = 60_000
const shortestPause = 1_000

/** Looks until the signal says stop, a few times within the span that makes a stall. */
export async function keepWatch(man: Watchman, options: WatchOptions, signal: AbortSignal): Promise<void> {
  const pause = Math.max(shortestPause, Math.min(longestPause, options.after / 5))
  while (!signal.aborted) {
    await options.clock.sleep(pause, signal).catch(() => {})
    if (signal.aborted) return
    try {
      await man.look()
    } catch (error) {
      options.log.warn('work.not_watched', { error })
    }
  }
}

function stallOf(work: DueWork, since: Date): Stall {
  const { connection, flow, run } = work
  const at = { connection, flow, run: run?.id ?? null, since }
  const record = work.batchRecord ?? work.deliveryRecord
  const known = record === null ? (run?.record ?? null) : String(record)
  return { ...at, step: stepOf(work), record: known }
}

function stepOf({ isTaken, batchRecord, deliveryRecord, run }: DueWork): Step {
  // A worker that works holds the lease all the time; between two stints nobody does, but then nothing is due.
  if (!isTaken) return 'lease'
  if (batchRecord !== null) return 'settle'
  if (deliveryRecord !== null) return 'send'
  if (run === null) return 'poll'
  return run.state === 'queued' ? 'begin' : 'read'
}
