import { CloverUsageError } from '../errors.ts'
import { type Condition, conditionOf } from './filter.ts'

/** How far back a list looks, and by which times its history can be read. */
export interface History {
  /** Filters on these leave the whole history open, 90 days at a time. */
  open: readonly string[]
  /** Filters on these see the last 90 days alone. [D] */
  recent: readonly string[]
}

/** Part of a time range. Without an end: to the present. */
interface Window {
  from: number
  to: number | undefined
}

const day = 86_400_000

/**
 * Since July 2023 Clover answers with the latest 90 days of a range, without a word. A range on an open time field is
 * therefore cut into filters of 90 days each, oldest first; a filter without such a range stays as it is.
 */
export function windowFilters(filter: object, history: History, now: number, days = 90): object[] {
  const given = new Map<string, unknown>(Object.entries(filter))
  for (const field of history.recent) refuseOld(field, given.get(field), now, days)
  const ranges = history.open.flatMap((field) => {
    const range = rangeOf(given.get(field))
    return range === undefined ? [] : [{ field, ...range }]
  })
  const [range] = ranges
  if (range === undefined) return [filter]
  return cut(range, now, days * day).map(({ from, to }) => ({
    ...filter,
    [range.field]: { ...range.others, atLeast: from, ...(to === undefined ? range.end : { below: to }) },
  }))
}

/** A lower bound makes a range; its end may be open. */
function rangeOf(given: unknown) {
  if (given === undefined) return undefined
  const { atLeast, above, below, atMost, ...others } = conditionOf(given)
  const from = atLeast ?? (above === undefined ? undefined : afterwards(above))
  if (from === undefined) return undefined
  const end: Condition<number> = {
    ...(below === undefined ? {} : { below: ms(below) }),
    ...(atMost === undefined ? {} : { atMost: ms(atMost) }),
  }
  const to = Math.min(end.below ?? Number.POSITIVE_INFINITY, end.atMost ?? Number.POSITIVE_INFINITY)
  return { from: ms(from), to, end, others }
}

/** The last window keeps the end that the caller gave, or none, so that what changes meanwhile is still found. */
function cut({ from, to }: { from: number; to: number }, now: number, length: number): Window[] {
  const windows: Window[] = []
  const end = Math.min(to, now)
  let start = from
  for (; end - start > length; start += length) windows.push({ from: start, to: start + length })
  return [...windows, { from: start, to: undefined }]
}

function refuseOld(field: string, given: unknown, now: number, days: number): void {
  const range = rangeOf(given)
  if (range === undefined || range.from >= now - days * day) return
  throw new CloverUsageError(
    'out_of_range',
    field,
    `${field}: Clover sees ${days} days back by this field, and would leave out the rest without a word. Older ones are found by modifiedTime or clientCreatedTime`,
  )
}

const ms = (value: unknown) => (value instanceof Date ? value.getTime() : Number(value))
const afterwards = (value: unknown) => ms(value) + 1
