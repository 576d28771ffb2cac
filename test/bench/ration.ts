import { ownCpuOf } from './cpu-of.ts'

/**
 * Gives each process no more than a share of a core, as a slower machine would: whoever has had more rests. So that
 * several machines can be pretended on one.
 */
export function ration(pids: readonly number[], share: number): { stop(): void } {
  const begin = performance.now()
  const before = new Map(pids.map((pid) => [pid, ownCpuOf(pid)]))
  const timer = setInterval(() => {
    const allowed = ((performance.now() - begin) / 1_000) * share
    for (const pid of pids) {
      const had = ownCpuOf(pid) - (before.get(pid) ?? 0)
      process.kill(pid, had > allowed ? 'SIGSTOP' : 'SIGCONT')
    }
  }, lookEvery)
  return {
    stop: () => {
      clearInterval(timer)
      for (const pid of pids) process.kill(pid, 'SIGCONT')
    },
  }
}

/** Linux counts in hundredths of a second. */
const lookEvery = 10
