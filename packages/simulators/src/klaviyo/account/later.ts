/** Work that the vendor does after it has answered. */
export interface Later {
  /** Puts work at the end of the queue; work may put more work there. */
  add(work: () => void): void
  /** Does all of it now, also what is added meanwhile. */
  settle(): void
  stop(): void
}

/** Each piece of work is done `delay` milliseconds after it was added, or only by `settle()`. */
export function createLater(delay: number | 'manual'): Later {
  const waiting = new Map<() => void, NodeJS.Timeout | undefined>()
  const perform = (work: () => void) => {
    clearTimeout(waiting.get(work))
    waiting.delete(work)
    work()
  }
  return {
    add: (work) => void waiting.set(work, delay === 'manual' ? undefined : setTimeout(() => perform(work), delay)),
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
