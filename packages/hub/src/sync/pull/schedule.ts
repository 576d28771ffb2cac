import { Cron } from 'croner'

const units: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/**
 * When a source is read next: by an interval such as '15m', or by a cron expression in a time zone, UTC unless told.
 * Null: only by hand.
 */
export function nextPoll(schedule: string | null, now: Date, zone = 'UTC'): Date | null {
  if (schedule === null) return null
  if (isInterval(schedule)) return new Date(now.getTime() + intervalMs(schedule))
  return cronOf(schedule, zone).nextRun(now)
}

/** Throws where the text is no interval; flows are checked for that when they are saved. */
export function intervalMs(interval: string): number {
  const [, amount, unit] = /^(\d+)([smhd])$/.exec(interval) ?? []
  const ms = Number(amount) * (units[unit ?? ''] ?? Number.NaN)
  if (!(ms > 0)) throw new RangeError(`"${interval}" is no interval: write a number and s, m, h or d, e.g. 15m`)
  return ms
}

export function isInterval(schedule: string): boolean {
  return /^\d+[smhd]$/.test(schedule)
}

/**
 * A time that was reckoned before the clock was set back, or by another schedule, is reckoned anew: no interval is ever
 * longer than itself.
 */
export function isTooFar(at: Date, schedule: string, now: Date): boolean {
  return isInterval(schedule) && at.getTime() - now.getTime() > intervalMs(schedule)
}

function cronOf(expression: string, zone: string): Cron {
  return new Cron(expression, { timezone: zone, paused: true })
}
