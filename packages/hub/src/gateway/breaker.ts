import type { Clock } from '../clock.ts'

/** Stops calling a vendor that fails anyway, and finds out by one call at a time when it is back. */
export interface Breaker {
  /** Milliseconds until one call is tried again; 0: calls may go. */
  refuses(): number
  /** What the call is: the result must be given back under it. Undefined: refused. */
  enter(): Admission | undefined
  /** Says how the call ended; true where that opened or closed the breaker. */
  record(admission: Admission, isWell: boolean): boolean
  /** The call ended without telling anything, as one that we stopped ourselves. */
  forget(admission: Admission): void
  /** Of the last minute. */
  tally(): { calls: number; failures: number }
}

export type Admission = 'ordinary' | 'probe'

const seconds = 60
const fewestCalls = 20
const failingShare = 0.5
export const breakerRestMs = 30_000

export function openBreaker(clock: Clock): Breaker {
  let cells = emptyCells()
  let probeAt: number | undefined
  let isProbing = false

  function cellOf(second: number): Cell {
    const index = second % seconds
    const cell = cells[index]
    if (cell !== undefined && cell.second === second) return cell
    const fresh = { second, calls: 0, failures: 0 }
    cells[index] = fresh
    return fresh
  }

  function tally(): { calls: number; failures: number } {
    const oldest = secondOf(clock) - seconds
    const sum = { calls: 0, failures: 0 }
    for (const cell of cells) {
      if (cell.second <= oldest) continue
      sum.calls += cell.calls
      sum.failures += cell.failures
    }
    return sum
  }

  function refuses(): number {
    if (probeAt === undefined) return 0
    // While one call probes, the others come back after it has had its time.
    return Math.max(probeAt - clock.ticks(), isProbing ? 1000 : 0, 0)
  }

  return {
    tally,
    refuses,
    enter() {
      if (probeAt === undefined) return 'ordinary'
      if (refuses() > 0) return undefined
      isProbing = true
      return 'probe'
    },
    forget(admission) {
      if (admission === 'probe') isProbing = false
    },
    record(admission, isWell) {
      if (admission === 'probe') {
        isProbing = false
        if (!isWell) probeAt = clock.ticks() + breakerRestMs
        else {
          probeAt = undefined
          cells = emptyCells()
        }
        return isWell
      }
      if (probeAt !== undefined) return false // left before it opened
      const cell = cellOf(secondOf(clock))
      cell.calls++
      if (isWell) return false
      cell.failures++
      const { calls, failures } = tally()
      if (calls < fewestCalls || failures < calls * failingShare) return false
      probeAt = clock.ticks() + breakerRestMs
      return true
    },
  }
}

interface Cell {
  second: number
  calls: number
  failures: number
}

const emptyCells = (): Cell[] => Array.from({ length: seconds }, () => ({ second: -seconds, calls: 0, failures: 0 }))

const secondOf = (clock: Clock) => Math.floor(clock.ticks() / 1000)
