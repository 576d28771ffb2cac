/** Texts that read as a date: ISO 8601, and the month/day/year of the host language's neutral culture. */
import { fromWall, maximumAt, minimumAt, withOffset } from './moment.ts'
import type { Moment } from './value.ts'
import { wallTime } from './wall-time.ts'
import { utc, type Zone } from './zone.ts'

const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/i
const neutral = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: (\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?([AP])M)?)?$/i

/** Null for a text that is no date. Without an offset it is a time in the given zone. */
export function parseMoment(source: string, zone: Zone): Moment | null {
  if (source.length > 40) return null
  const text = source.trim()
  return parseIso(text, zone) ?? parseNeutral(text, zone)
}

/** A day, or a day and a time, by ISO 8601; it exists in the calendar. */
export function isIsoMoment(text: string): boolean {
  return parseIso(text, utc) !== null
}

function parseIso(text: string, zone: Zone): Moment | null {
  const match = iso.exec(text)
  if (match === null) return null
  const [, year, month, day, hour, minutes, seconds, fraction, offset] = match
  const wall = wallTime([year, month, day, hour, minutes, seconds], Number(`0.${fraction ?? 0}`) * 1000)
  if (wall === null) return null
  if (offset === undefined) return fromWall(wall, zone, hour === undefined)
  const away = offsetMinutes(offset)
  if (away === null) return null
  const at = wall - away * 60_000
  return at < minimumAt || at > maximumAt ? null : withOffset(at, away)
}

function parseNeutral(text: string, zone: Zone): Moment | null {
  const match = neutral.exec(text)
  if (match === null) return null
  const [, month, day, year, hour, minutes, seconds, half] = match
  const clock =
    hour === undefined || half === undefined ? hour : String((Number(hour) % 12) + (/p/i.test(half) ? 12 : 0))
  const wall = wallTime([year, month, day, clock, minutes, seconds], 0)
  return wall === null ? null : fromWall(wall, zone, hour === undefined)
}

function offsetMinutes(offset: string): number | null {
  if (/^z$/i.test(offset)) return 0
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2))
  return minutes > 14 * 60 ? null : offset.startsWith('-') ? -minutes : minutes
}
