import { wallOf } from './moment.ts'
import type { Moment } from './value.ts'

/** ISO 8601: the day alone, or the wall clock with its offset. */
export function momentText(moment: Moment): string {
  const wall = wallOf(moment).toISOString()
  if (moment.dayOnly) return wall.slice(0, 10)
  const clock = wall.endsWith('.000Z') ? wall.slice(0, -5) : wall.slice(0, -1)
  return clock + (moment.offset === 0 ? 'Z' : offsetText(moment.offset))
}

/** '+02:00' */
export function offsetText(offset: number): string {
  const minutes = Math.abs(offset)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
