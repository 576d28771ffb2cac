import { systemClock } from '../../packages/hub/src/clock.ts'

/** The ticks of this process, by which the hub measures what must not jump with the date. */
export interface Ticks {
  /** So many real milliseconds are over. */
  pass(ms: number): void
  /** They go as ever. */
  restore(): void
}

export function openTicks(): Ticks {
  const { ticks } = systemClock
  let passed = 0
  systemClock.ticks = () => ticks() + passed
  return {
    pass: (ms) => {
      passed += ms
    },
    restore: () => {
      systemClock.ticks = ticks
    },
  }
}
