/** The values of the formula language. Plain JSON is a value as it stands; decimals and moments are kinds of our own. */
import Big from 'big.js'

/** Exact decimals with 28 places, rounded half to even where a quotient does not end: the host language's rule. */
export const Decimal = Big()
Decimal.DP = 28
Decimal.RM = 2

export type Decimal = Big

const moment = Symbol('moment')

/** An instant together with the offset in which it is shown. The symbol is a brand that no JSON can forge. */
export interface Moment {
  readonly [moment]: true
  /** Milliseconds since 1970 in UTC. */
  readonly at: number
  /** Minutes to add to UTC for the clock on the wall. */
  readonly offset: number
  /** Only the day counts; the time is midnight. */
  readonly dayOnly: boolean
  /** The wall is that of the formula's own time zone, so that its offset follows summer time. */
  readonly local: boolean
}

export interface ValueRecord {
  readonly [name: string]: Value
}

export type Value = null | boolean | number | string | Decimal | Moment | readonly Value[] | ValueRecord

export type Kind = 'null' | 'flag' | 'number' | 'text' | 'date' | 'list' | 'record'

export function makeMoment(parts: Omit<Moment, typeof moment>): Moment {
  return Object.freeze({ [moment]: true as const, ...parts })
}

export function isMoment(value: unknown): value is Moment {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, moment)
}

export function isDecimal(value: unknown): value is Decimal {
  return value instanceof Decimal
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value)
}

export function isRecord(value: Value): value is ValueRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isDecimal(value) && !isMoment(value)
}

export function isNumber(value: Value): value is number | Decimal {
  return typeof value === 'number' || isDecimal(value)
}

export function kindOf(value: Value): Kind {
  if (value === null) return 'null'
  if (typeof value === 'string') return 'text'
  if (typeof value === 'number') return 'number'
  if (typeof value === 'boolean') return 'flag'
  if (isDecimal(value)) return 'number'
  if (Array.isArray(value)) return 'list'
  return isMoment(value) ? 'date' : 'record'
}

/** The kind as a person reads it in a message. */
export const kindName: Readonly<Record<Kind, string>> = {
  null: 'null',
  flag: 'true or false',
  number: 'a number',
  text: 'a text',
  date: 'a date',
  list: 'a list',
  record: 'a record',
}
