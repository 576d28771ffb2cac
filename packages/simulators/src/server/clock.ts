import { performance } from 'node:perf_hooks'

/** The wall clock: the only place where a simulator reads the real time of day. */
export const wallClock = (): Date => new Date()

/** Milliseconds that only grow; rate limits are measured by it, so that a frozen `now` does not freeze them. */
export const monotonic = (): number => performance.now()
