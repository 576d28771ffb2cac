import { useNow } from '../clock.ts'
import { language, t } from '../words/words.ts'

const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const

/** How long ago, and on hover when exactly, in the reader's own zone. */
export function When({ at }: { at: string | null | undefined }) {
  const time = useNow()
  if (at === null || at === undefined) return <span>{t('never')}</span>
  return (
    <time dateTime={at} title={inFull(at)}>
      {ago(at, time)}
    </time>
  )
}

export function inFull(at: string): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: 'full', timeStyle: 'long' }).format(new Date(at))
}

/** A day and a time in the reader's own zone, short enough to stand in a line. */
export function dayAndTime(at: string): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at))
}

/** A time of the day, with its day where that is not plain. */
export function clockTime(at: Date, length: 'short' | 'long' = 'long'): string {
  const isMidnight = at.getHours() === 0 && at.getMinutes() === 0
  const parts: Intl.DateTimeFormatOptions =
    length === 'long'
      ? { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
      : isMidnight
        ? { weekday: 'short' }
        : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
  return new Intl.DateTimeFormat(language(), parts).format(at)
}

/** How long something took. */
export function Span({ from, to }: { from: string; to: string | null }) {
  const time = useNow(1_000)
  return <span>{lasted(Math.max(0, (to === null ? time : Date.parse(to)) - Date.parse(from)))}</span>
}

/** A length of time in the unit that suits it. */
export function lasted(ms: number): string {
  const format = (value: number, unit: string) =>
    new Intl.NumberFormat(language(), { style: 'unit', unit, unitDisplay: 'narrow', maximumFractionDigits: 1 }).format(
      value,
    )
  if (ms < 60_000) return format(ms / 1_000, 'second')
  if (ms < 3_600_000) return format(ms / 60_000, 'minute')
  return ms < 172_800_000 ? format(ms / 3_600_000, 'hour') : format(ms / 86_400_000, 'day')
}

function ago(at: string, time: number): string {
  const seconds = (Date.parse(at) - time) / 1_000
  const format = new Intl.RelativeTimeFormat(language(), { numeric: 'auto' })
  const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1]
  if (unit === 'second' && Math.abs(seconds) < 10) return seconds > 0 ? t('now') : t('just now')
  return format.format(Math.round(seconds / size), unit)
}
