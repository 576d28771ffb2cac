const units = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** Milliseconds in `30s`, `15m`, `6h` or `1d`; null where it is none of these. */
export function pollInterval(text: string): number | null {
  const [, count, unit] = /^(\d{1,6})([smhd])$/.exec(text.trim()) ?? []
  const ms = unit === 's' || unit === 'm' || unit === 'h' || unit === 'd' ? Number(count) * units[unit] : 0
  return ms > 0 ? ms : null
}
