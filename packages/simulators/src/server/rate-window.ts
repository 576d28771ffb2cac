/** What a limit says to one more request. */
interface Allowance {
  taken: boolean
  /** How many more would pass right now. */
  left: number
  /** Milliseconds until it is worth asking again (0 when taken). */
  waitMs: number
  /** Milliseconds until the limit is whole again. */
  resetMs: number
}

/** A limit of so many requests in so much time. */
export interface RateLimit {
  take(): Allowance
}

/** Tokens that flow back steadily; a full bucket may be spent at once. */
export function tokenBucket(options: { size: number; perSecond: number; tick: () => number }): RateLimit {
  const { size, perSecond, tick } = options
  let level = size
  let seen = tick()
  return {
    take: () => {
      const at = tick()
      level = Math.min(size, level + ((at - seen) / 1000) * perSecond)
      seen = at
      const taken = level >= 1
      if (taken) level -= 1
      const until = (wanted: number) => Math.max(0, ((wanted - level) / perSecond) * 1000)
      return { taken, left: Math.floor(level), waitMs: taken ? 0 : until(1), resetMs: until(size) }
    },
  }
}

/** So many requests in each window of fixed length; the first request opens the window. */
export function fixedWindow(options: { limit: number; ms: number; tick: () => number }): RateLimit {
  const { limit, ms, tick } = options
  let opened = Number.NEGATIVE_INFINITY
  let used = 0
  return {
    take: () => {
      const at = tick()
      if (at - opened >= ms) {
        opened = at
        used = 0
      }
      const taken = used < limit
      if (taken) used += 1
      const resetMs = opened + ms - at
      return { taken, left: limit - used, waitMs: taken ? 0 : resetMs, resetMs }
    },
  }
}
