import { language } from './words/words.ts'

const dayMs = 86_400_000

/** A day in the reader's own zone, as people write it. */
export function dayOf(at: string): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: 'medium' }).format(new Date(at))
}

/** The day of an instant as a date field holds it: 2026-03-02. */
export function fieldOfDay(at: string | null, place: 'first' | 'last'): string {
  if (at === null) return ''
  const day = new Date(Date.parse(at) - (place === 'last' ? 1 : 0))
  const local = new Date(day.getTime() - day.getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 10)
}

/** The instant at which a chosen day begins, or at which it is over; null: none was chosen. */
export function instantOfDay(field: string, place: 'first' | 'last'): string | null {
  if (field === '') return null
  const begins = new Date(`${field}T00:00:00`)
  if (place === 'first') return begins.toISOString()
  // Noon of the next day is the next day, also where the clocks are turned.
  const next = new Date(begins.getTime() + 1.5 * dayMs)
  next.setHours(0, 0, 0, 0)
  return next.toISOString()
}
