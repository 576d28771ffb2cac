import { calendar } from '@trefoil/mapping'

/** The day of an instant, as a date field shows it; nothing where there is none. */
export function dayOf(instant: string | null, zone: string): string {
  return instant === null ? '' : calendar(zone)(new Date(instant))
}

/** When a day begins in a zone; null where no day is given. */
export function beginOf(day: string, zone: string): string | null {
  const asUtc = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(asUtc)) return null
  // Swedish writes a date and a time as ISO does.
  const shown = new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(asUtc)
  const offset = Date.parse(`${shown.replace(' ', 'T')}Z`) - asUtc
  return new Date(asUtc - offset).toISOString()
}
