import type { World } from './clock.ts'
import type { Endpoints } from './hosts.ts'

/** A world that stands still but for the pauses, which take no time and are kept. */
export function stillWorld(at = '2026-01-01T12:00:00Z'): World & { pauses: number[] } {
  const pauses: number[] = []
  let now = Date.parse(at)
  return {
    pauses,
    now: () => now,
    random: () => 1,
    wait: async (ms) => {
      pauses.push(ms)
      now += ms
    },
  }
}

/** All of Clover's hosts at one address. */
export const allAt = (url: string): Endpoints => ({ platform: url, web: url, ecommerce: url, token: url })
