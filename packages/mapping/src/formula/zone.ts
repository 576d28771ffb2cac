/** Offsets of a named time zone, by the platform's own tables. */
import { Trouble } from './formula-error.ts'

const minute = 60_000
const day = 24 * 60 * minute

/** Where "local" is. */
export interface Zone {
  /** Minutes to add to UTC at this instant. */
  offsetAt(at: number): number
}

export const utc: Zone = { offsetAt: () => 0 }

export function makeZone(name: string): Zone {
  if (name === 'UTC') return utc
  const format = formatOf(name)
  return {
    offsetAt: (at) => {
      const parts = format.formatToParts(at)
      const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0)
      // Set by itself: Date.UTC takes the years 0 to 99 for those of the last century.
      const shown = new Date(Date.UTC(2000, 0, 1, part('hour'), part('minute')))
      const wall = shown.setUTCFullYear(part('year'), part('month') - 1, part('day'))
      return Math.round((wall - Math.floor(at / minute) * minute) / minute)
    },
  }
}

/** The instant at which the wall clock of the zone shows this time (given as if it were UTC). */
export function instantOf(zone: Zone, wall: number): { at: number; offset: number } {
  if (zone === utc) return { at: wall, offset: 0 }
  // An hour that summer time skips or repeats is read with the offset that held before the change.
  const early = zone.offsetAt(wall - day)
  const late = zone.offsetAt(wall + day)
  for (const offset of [early, late]) {
    const at = wall - offset * minute
    if (zone.offsetAt(at) === offset) return { at, offset }
  }
  const at = wall - early * minute
  return { at, offset: zone.offsetAt(at) }
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const fields = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', ...fields })
  } catch {
    throw new Trouble(`There is no time zone ${timeZone}; expected a name such as Europe/Berlin`)
  }
}
