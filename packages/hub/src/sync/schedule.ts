const units: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** When a source is polled next, by an interval such as '15m'; null: only by hand. */
export function nextPoll(interval: string | null, now: Date): Date | null {
  if (interval === null) return null
  return new Date(now.getTime() + intervalMs(interval))
}

/** Throws where the text is no interval; flows are checked for that when they are saved. */
export function intervalMs(interval: string): number {
  const [, amount, unit] = /^(\d+)([smhd])$/.exec(interval) ?? []
  const ms = Number(amount) * (units[unit ?? ''] ?? Number.NaN)
  if (!(ms > 0)) throw new RangeError(`"${interval}" is no interval: write a number and s, m, h or d, e.g. 15m`)
  return ms
}
