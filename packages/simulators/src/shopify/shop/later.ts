/** Work that the vendor does after it has answered. */
export interface Later {
  /** Done after so many milliseconds, or by `settle()`. */
  add(delay: number, work: () => void): void
  /** Does all of it now, also what is added meanwhile. */
  settle(): void
  stop(): void
}

export function createLater(): Later {
  const waiting = new Map<() => void, NodeJS.Timeout>()
  const perform = (work: () => void) => {
    clearTimeout(waiting.get(work))
    waiting.delete(work)
    work()
  }
  return {
    add: (delay, work) => void waiting.set(work, setTimeout(() => perform(work), delay).unref()),
    // A Map is walked in the order of insertion, and the walk reaches what is inserted during it.
    settle: () => {
      for (const work of waiting.keys()) perform(work)
    },
    stop: () => {
      for (const timer of waiting.values()) clearTimeout(timer)
      waiting.clear()
    },
  }
}
