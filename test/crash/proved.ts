import type { Compared } from './workplace.ts'

/** What a proof came to: one line of the report. */
export interface Proved extends Compared {
  /** How often the thing was done. */
  times: number
  /** What else was measured, in words. */
  note: string
}

/** What a proof is given. */
export interface Given {
  times: number
  seed: number
  /** A migrated database of its own on PostgreSQL. */
  newDatabase(): Promise<string>
}

export type Proof = (given: Given) => Promise<Proved>

/** The slowest of what was measured. */
export function slowest(ms: readonly number[]): string {
  return `${(Math.max(0, ...ms) / 1_000).toFixed(1)} s`
}
