/** Dates by the custom formats of the host language, in its neutral culture. */
import { Trouble } from './formula-error.ts'
import { wallOf } from './moment.ts'
import { offsetText } from './moment-text.ts'
import type { Moment } from './value.ts'

export const dayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const
const monthNames = 'January February March April May June July August September October November December'.split(' ')

const standard: ReadonlyMap<string, string> = new Map([
  ['d', 'MM/dd/yyyy'],
  ['D', 'dddd, dd MMMM yyyy'],
  ['g', 'MM/dd/yyyy HH:mm'],
  ['G', 'MM/dd/yyyy HH:mm:ss'],
  ['M', 'MMMM dd'],
  ['o', "yyyy-MM-dd'T'HH:mm:ss.fff0000K"],
  ['O', "yyyy-MM-dd'T'HH:mm:ss.fff0000K"],
  ['s', "yyyy-MM-dd'T'HH:mm:ss"],
  ['t', 'HH:mm'],
  ['T', 'HH:mm:ss'],
  ['u', "yyyy-MM-dd HH:mm:ss'Z'"],
  ['Y', 'yyyy MMMM'],
])

export function formatMoment(moment: Moment, format: string): string {
  if (format.length === 1) {
    const pattern = standard.get(format)
    if (pattern === undefined) throw new Trouble(`A date has no format ${format}`)
    return formatMoment(format === 'u' ? { ...moment, offset: 0 } : moment, pattern)
  }
  const wall = wallOf(moment)
  return format.replace(
    /'([^']*)'|"([^"]*)"|\\(.)|%?(d{1,4}|M{1,4}|y{1,5}|H{1,2}|h{1,2}|m{1,2}|s{1,2}|f{1,7}|\.?F{1,7}|t{1,2}|z{1,3}|K)/g,
    (whole, single, double, escaped, code: string | undefined) =>
      code === undefined ? (single ?? double ?? escaped ?? whole) : part(moment, wall, code),
  )
}

function part(moment: Moment, wall: Date, code: string): string {
  const hour = wall.getUTCHours()
  switch (code.charAt(0)) {
    case 'd':
      return named(wall.getUTCDate(), code, dayNames[wall.getUTCDay()] ?? '')
    case 'M':
      return named(wall.getUTCMonth() + 1, code, monthNames[wall.getUTCMonth()] ?? '')
    case 'y':
      return code.length <= 2
        ? padded(wall.getUTCFullYear() % 100, code.length)
        : padded(wall.getUTCFullYear(), code.length)
    case 'H':
      return padded(hour, code.length)
    case 'h':
      return padded(hour % 12 === 0 ? 12 : hour % 12, code.length)
    case 'm':
      return padded(wall.getUTCMinutes(), code.length)
    case 's':
      return padded(wall.getUTCSeconds(), code.length)
    case 'f':
      return padded(wall.getUTCMilliseconds(), 3).padEnd(7, '0').slice(0, code.length)
    case 'F':
      return shortFraction(wall, code.length)
    case '.': {
      const fraction = shortFraction(wall, code.length - 1)
      return fraction === '' ? '' : `.${fraction}`
    }
    case 't':
      return (hour < 12 ? 'AM' : 'PM').slice(0, code.length)
    case 'K':
      return moment.offset === 0 ? 'Z' : offsetText(moment.offset)
    default:
      return hoursAway(moment, code.length)
  }
}

/** Without the zeros at its end. */
function shortFraction(wall: Date, length: number): string {
  return padded(wall.getUTCMilliseconds(), 3).slice(0, length).replace(/0+$/, '')
}

/** `+2`, `+02` or `+02:00`. */
function hoursAway({ offset }: Moment, length: number): string {
  const text = offsetText(offset)
  if (length === 3) return text
  return length === 2 ? text.slice(0, 3) : text.slice(0, 3).replace(/0(?=\d)/, '')
}

function named(value: number, code: string, name: string): string {
  if (code.length === 4) return name
  return code.length === 3 ? name.slice(0, 3) : padded(value, code.length)
}

function padded(value: number, length: number): string {
  return String(value).padStart(length, '0')
}
