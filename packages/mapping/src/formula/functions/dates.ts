/** Dates and times. The clock is the one that the formula was given. */
import { Trouble } from '../formula-error.ts'
import { any, date, define, number, optional, whole } from '../function.ts'
import { dayOf, fromWall, inZone, maximumAt, minimumAt, moveWall, wallOf, withOffset } from '../moment.ts'
import { dayNames } from '../moment-format.ts'
import { parseMoment } from '../moment-parse.ts'
import type { Run } from '../run.ts'
import { isMoment, isNumber, type Moment, type Value } from '../value.ts'
import { wallTime } from '../wall-time.ts'

const day = 86_400_000

/** Dates, texts that read as one, and Unix seconds of 9 or 10 digits. */
function readMoment(value: Value, run: Run): Moment | null {
  if (isMoment(value)) return value
  const digits = isNumber(value) ? String(value) : value
  if (typeof digits !== 'string') return null
  if (/^\d{9,10}$/.test(digits)) return inZone(Number(digits) * 1000, run.zone)
  return parseMoment(digits, run.zone)
}

function now(run: Run): Moment {
  return inZone(run.scope.now.getTime(), run.zone)
}

const clock = (names: readonly string[], form: 'function' | 'property', says: string, read: (run: Run) => Moment) =>
  names.map((name) =>
    define({
      name,
      form,
      params: [],
      gives: 'date',
      says,
      examples: [[`${name}${form === 'function' ? '()' : ''} == null`, false]],
      run: (run) => read(run),
    }),
  )

const minimum = () => withOffset(minimumAt, 0)
const maximum = () => withOffset(maximumAt, 0)
const today = (run: Run) => dayOf(now(run), run.zone)
const utcNow = (run: Run) => withOffset(run.scope.now.getTime(), 0)

/** Moves by a length of time; days keep the time on the wall over a change to summer time. */
const shift = (name: string, unit: number, example: string) =>
  define({
    name,
    form: 'method',
    params: [date('date'), number('count')],
    gives: 'date',
    says: 'Moved by so many; a negative number goes back.',
    examples: [[`DateTime.Parse("2024-02-28T00:00:00Z").${name}(1)`, example]],
    run: (moment, count, run) => {
      const by = Math.round(Number(count) * unit)
      if (unit === day) return moveWall(moment, wallOf(moment).getTime() + by, run.zone)
      return moment.local ? inZone(moment.at + by, run.zone) : withOffset(moment.at + by, moment.offset)
    },
  })

/** The last day of the month where the month is shorter. */
function addMonths(moment: Moment, count: number, run: Run): Moment {
  const wall = wallOf(moment)
  const months = wall.getUTCFullYear() * 12 + wall.getUTCMonth() + count
  const [year, month] = [Math.floor(months / 12), ((months % 12) + 12) % 12]
  const last = new Date(Date.UTC(2000, 0, 1))
  last.setUTCFullYear(year, month + 1, 0)
  wall.setUTCFullYear(year, month, Math.min(wall.getUTCDate(), last.getUTCDate()))
  return moveWall(moment, wall.getTime(), run.zone)
}

const part = (name: string, example: number | string, read: (wall: Date) => Value) =>
  define({
    name,
    form: 'property',
    params: [date('date')],
    says: `The ${name} of a date, by the clock on its wall.`,
    examples: [[`DateTime.Parse("2024-02-29T13:45:10").${name}`, example]],
    run: (moment) => read(wallOf(moment)),
  })

export const dates = [
  define({
    name: 'DateOnly',
    params: [any('value')],
    gives: 'date',
    says: 'The day of a date, of a text that reads as one, or of Unix seconds with 9 or 10 digits; null for all else.',
    examples: [
      ['DateOnly("2024-02-29T13:45:10Z")', '2024-02-29'],
      ['DateOnly("1709164800")', '2024-02-29'],
      ['DateOnly("0")', null],
      ['DateOnly("soon")', null],
    ],
    run: (value, run) => {
      const moment = readMoment(value, run)
      return moment === null ? null : dayOf(moment, run.zone)
    },
  }),
  define({
    name: 'LocalDateTimeFromDateTimeOffset',
    params: [date('date')],
    gives: 'date',
    says: 'The same instant by the local clock; null for the minimum date.',
    examples: [
      ['LocalDateTimeFromDateTimeOffset("2024-02-29T10:00:00+02:00")', '2024-02-29T08:00:00.000Z'],
      ['LocalDateTimeFromDateTimeOffset(MinimumDateTime())', null],
    ],
    run: (moment, run) => (moment.at === minimumAt ? null : inZone(moment.at, run.zone)),
  }),
  define({
    name: 'DateTimeOffsetFromLocalDateTime',
    params: [date('date')],
    gives: 'date',
    says: 'A local time with the offset that holds at that moment.',
    examples: [['DateTimeOffsetFromLocalDateTime("2024-02-29T10:00:00")', '2024-02-29T10:00:00.000Z']],
    run: (moment, run) => {
      const { at, offset } = fromWall(wallOf(moment).getTime(), run.zone)
      return withOffset(at, offset)
    },
  }),
  ...clock(['CurrentDateTime'], 'function', 'Now, by the local clock.', now),
  ...clock(['CurrentDateTimeOffset'], 'function', 'Now, with its offset.', now),
  ...clock(['MinimumDateTime'], 'function', 'The first day of year 1: "no date" in the host language.', minimum),
  ...clock(['MaximumDateTime'], 'function', 'The last moment of year 9999.', maximum),
  ...clock(['DateTime.Now', 'DateTimeOffset.Now'], 'property', 'Now, by the local clock.', now),
  ...clock(['DateTime.UtcNow', 'DateTimeOffset.UtcNow'], 'property', 'Now, in UTC.', utcNow),
  ...clock(['DateTime.Today'], 'property', 'Today, by the local clock.', today),
  ...clock(['DateTime.MinValue', 'DateTimeOffset.MinValue'], 'property', 'The first day of year 1.', minimum),
  ...clock(['DateTime.MaxValue', 'DateTimeOffset.MaxValue'], 'property', 'The last moment of year 9999.', maximum),
  define({
    name: 'new DateTime',
    params: [whole('year'), whole('month'), whole('day'), ...timeParams()],
    gives: 'date',
    says: 'A date from its parts, by the local clock.',
    examples: [
      ['new DateTime(2024, 2, 29)', '2024-02-29'],
      ['new DateTime(2024, 2, 29, 13, 45, 10)', '2024-02-29T13:45:10.000Z'],
    ],
    run: (year, month, dayOfMonth, hour, minute, second, run) => {
      const wall = wallTime([year, month, dayOfMonth, hour ?? 0, minute ?? 0, second ?? 0], 0)
      if (wall === null) throw new Trouble('There is no such date')
      return fromWall(wall, run.zone, hour === null)
    },
  }),
  shift('AddDays', day, '2024-02-29T00:00:00.000Z'),
  shift('AddHours', 3_600_000, '2024-02-28T01:00:00.000Z'),
  shift('AddMinutes', 60_000, '2024-02-28T00:01:00.000Z'),
  shift('AddSeconds', 1_000, '2024-02-28T00:00:01.000Z'),
  define({
    name: 'AddMonths',
    form: 'method',
    params: [date('date'), whole('count')],
    gives: 'date',
    says: 'Moved by months; the last day where a month is too short.',
    examples: [['DateTime.Parse("2024-01-31").AddMonths(1)', '2024-02-29']],
    run: addMonths,
  }),
  define({
    name: 'AddYears',
    form: 'method',
    params: [date('date'), whole('count')],
    gives: 'date',
    says: 'Moved by years.',
    examples: [['DateTime.Parse("2024-02-29").AddYears(1)', '2025-02-28']],
    run: (moment, count, run) => addMonths(moment, count * 12, run),
  }),
  define({
    name: 'DaysBetween',
    params: [date('from'), date('to')],
    gives: 'number',
    says: 'Whole days from one date to another.',
    examples: [['DaysBetween("2024-02-28", "2024-03-01")', 2]],
    run: (from, to) => {
      // By the local clock each day counts as one, also that which summer time makes shorter.
      const isLocal = from.local && to.local
      const [first, last] = isLocal ? [wallOf(from).getTime(), wallOf(to).getTime()] : [from.at, to.at]
      return Math.trunc((last - first) / day) + 0
    },
  }),
  define({
    name: 'ToUniversalTime',
    form: 'method',
    params: [date('date')],
    gives: 'date',
    says: 'The same instant in UTC.',
    examples: [['DateTime.Parse("2024-02-29T10:00:00+02:00").ToUniversalTime().Hour', 8]],
    run: (moment) => withOffset(moment.at, 0),
  }),
  define({
    name: 'ToLocalTime',
    form: 'method',
    params: [date('date')],
    gives: 'date',
    says: 'The same instant by the local clock.',
    examples: [['DateTime.Parse("2024-02-29T10:00:00+02:00").ToLocalTime().Hour', 8]],
    run: (moment, run) => inZone(moment.at, run.zone),
  }),
  define({
    name: 'ToUnixTimeSeconds',
    form: 'method',
    params: [date('date')],
    gives: 'whole',
    says: 'Seconds since 1970.',
    examples: [['DateTime.Parse("2024-02-29T00:00:00Z").ToUnixTimeSeconds()', 1_709_164_800]],
    run: (moment) => Math.floor(moment.at / 1000),
  }),
  part('Year', 2024, (wall) => wall.getUTCFullYear()),
  part('Month', 2, (wall) => wall.getUTCMonth() + 1),
  part('Day', 29, (wall) => wall.getUTCDate()),
  part('Hour', 13, (wall) => wall.getUTCHours()),
  part('Minute', 45, (wall) => wall.getUTCMinutes()),
  part('Second', 10, (wall) => wall.getUTCSeconds()),
  part('DayOfWeek', 'Thursday', (wall) => dayNames[wall.getUTCDay()] ?? null),
  define({
    name: 'Date',
    form: 'property',
    params: [date('date')],
    gives: 'date',
    says: 'The day alone.',
    examples: [['DateTime.Parse("2024-02-29T13:45:10").Date', '2024-02-29']],
    run: (moment, run) => dayOf(moment, run.zone),
  }),
  ...(['HasValue', 'Value'] as const).map((name) =>
    define({
      name,
      form: 'property',
      params: [any('value')],
      says: name === 'Value' ? 'The value itself; null stays null.' : 'Whether there is a value.',
      examples: [[`(5).${name}`, name === 'Value' ? 5 : true]],
      run: (value) => (name === 'Value' ? value : value !== null),
    }),
  ),
]

function timeParams() {
  return [optional(whole('hour')), optional(whole('minute')), optional(whole('second'))] as const
}
