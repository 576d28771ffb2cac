/** Offsets of a named time zone, by the platform's own tables. */
const minute = 60_000

/** Minutes to add to UTC at this instant. */
export function offsetAt(zone: string, at: number): number {
  if (zone === 'UTC') return 0
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    ...({ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const),
  }).formatToParts(at)
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0)
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'))
  return Math.round((wall - Math.floor(at / minute) * minute) / minute)
}

/** The instant at which the wall clock of the zone shows this time (given as if it were UTC). */
export function instantOf(zone: string, wall: number): { at: number; offset: number } {
  // An hour that summer time skips or repeats is read with the offset that held before the change.
  const early = offsetAt(zone, wall - 24 * 60 * minute)
  const late = offsetAt(zone, wall + 24 * 60 * minute)
  for (const offset of [early, late]) {
    const at = wall - offset * minute
    if (offsetAt(zone, at) === offset) return { at, offset }
  }
  return { at: wall - early * minute, offset: offsetAt(zone, wall - early * minute) }
}
