/** The date of an instant in a zone, as 2026-03-05. */
export function calendar(zone: string): (at: Date) => string {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
  return (at) => format.format(at)
}

/** When a date begins in a zone; null where it is no date. */
export function beginOfDay(date: string, zone: string): Date | null {
  const asUtc = Date.parse(`${date}T00:00:00Z`)
  if (Number.isNaN(asUtc)) return null
  // Swedish writes a date and a time as ISO does.
  const clock = new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
  const aheadAt = (at: number) => Date.parse(`${clock.format(at).replace(' ', 'T')}Z`) - at
  // The clocks may have been changed between the two midnights.
  return new Date(asUtc - aheadAt(asUtc - aheadAt(asUtc)))
}
