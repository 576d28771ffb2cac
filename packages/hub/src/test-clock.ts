import { type Clock, uuidSortedByTime } from './clock.ts'

/** A clock that stands still until a test turns it. */
export interface TestClock extends Clock {
  /** Turns on, waking each sleeper at its own instant and letting it act before time goes further. */
  advance(ms: number): Promise<void>
  /** Moves the wall clock alone, as an operator or a time server does: sleepers do not notice. */
  jump(ms: number): void
  /** How many sleep at present. */
  sleepers(): number
}

/**
 * With `hurry` a sleeper is never waited for: as soon as the event loop is idle, time goes on to the next one.
 * That suits tests whose waiting is not what they are about.
 */
export function testClock(start = '2026-01-05T09:00:00.000Z', options: { hurry?: boolean } = {}): TestClock {
  const begun = new Date(start).getTime()
  const sleeping = new Set<Sleeper>()
  let ticks = 0
  let jumped = 0
  let ids = 0
  let seed = 1

  async function wakeNext(until: number): Promise<boolean> {
    let next: Sleeper | undefined
    for (const sleeper of sleeping) if (next === undefined || sleeper.due < next.due) next = sleeper
    if (next === undefined || next.due > until) return false
    sleeping.delete(next)
    ticks = Math.max(ticks, next.due)
    next.wake()
    await idle()
    return true
  }

  return {
    now: () => new Date(begun + jumped + ticks),
    ticks: () => ticks,
    random: () => {
      seed = (seed * 48_271) % 2_147_483_647
      return seed / 2_147_483_647
    },
    newId: () => {
      const bytes = new Uint8Array(16)
      new DataView(bytes.buffer).setUint32(12, ++ids)
      return uuidSortedByTime(begun + jumped + Math.floor(ticks), bytes)
    },
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const stop = () => {
          sleeping.delete(sleeper)
          reject(signal?.reason)
        }
        const wake = () => {
          signal?.removeEventListener('abort', stop)
          resolve()
        }
        const sleeper = { due: ticks + Math.max(0, ms), wake }
        sleeping.add(sleeper)
        signal?.addEventListener('abort', stop, { once: true })
        if (options.hurry) void idle().then(() => sleeping.has(sleeper) && wakeNext(sleeper.due))
      }),
    async advance(ms) {
      const until = ticks + ms
      await idle()
      while (await wakeNext(until));
      ticks = until
    },
    jump: (ms) => {
      jumped += ms
    },
    sleepers: () => sleeping.size,
  }
}

interface Sleeper {
  due: number
  wake(): void
}

const idle = () => new Promise<void>((resolve) => setImmediate(resolve))
