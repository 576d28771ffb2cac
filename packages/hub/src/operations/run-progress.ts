import type { RunView } from '../store/run-view.ts'

/** How far a run is, as well as can be told. */
export interface RunProgress {
  /** 0 to 100; never 100 before the run has ended. */
  percent: number
  /** Seconds until it ends, at the pace it has had so far; null: it has no pace yet, or stands still. */
  etaSeconds: number | null
}

/** Null where nobody knows how many records it will look at. A guess from the last run may be too low. */
export function progressOf(
  run: Pick<RunView, 'state' | 'read' | 'expected' | 'startedAt'>,
  now: Date,
): RunProgress | null {
  if (run.state === 'done') return { percent: 100, etaSeconds: 0 }
  if (run.expected === null || run.expected === 0) return null
  const percent = Math.min(99, Math.floor((run.read / run.expected) * 100))
  if (run.state !== 'running' || run.startedAt === null || run.read === 0) return { percent, etaSeconds: null }
  const seconds = Math.max(0, (now.getTime() - run.startedAt.getTime()) / 1_000)
  const left = Math.max(0, run.expected - run.read)
  return { percent, etaSeconds: Math.ceil((seconds * left) / run.read) }
}
