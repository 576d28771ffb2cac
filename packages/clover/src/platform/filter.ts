import { CloverUsageError } from '../errors.ts'

/** What a filterable field holds: `time` is Unix milliseconds, `money` cents. */
export type FieldType = 'text' | 'number' | 'money' | 'time' | 'flag' | 'id'

/** The filterable fields of a list, by Clover's names. */
export type FilterFields = Readonly<Record<string, FieldType>>

/** What to compare a field with. Several are a conjunction. Whether `=` minds the case of a text is not documented. [U] */
export interface Condition<V> {
  is?: V
  not?: V
  above?: V
  atLeast?: V
  below?: V
  atMost?: V
  /** One of these; Clover advises 100 at most. [D] */
  in?: readonly V[]
  /** `Lat*`: seen to work on item names [S], unknown elsewhere [U]. */
  startsWith?: string
}

type Value<T> = T extends 'time'
  ? Date | number
  : T extends 'number' | 'money'
    ? number
    : T extends 'flag'
      ? boolean
      : string

/** A value, or conditions, for each field that the list can be filtered by. All of them must hold. */
export type Filter<F> = { readonly [Name in keyof F]?: Value<F[Name]> | Condition<Value<F[Name]>> }

type Plain = string | number | boolean | Date

const operators: readonly [keyof Condition<Plain>, string][] = [
  ['is', '='],
  ['not', '!='],
  ['above', '>'],
  ['atLeast', '>='],
  ['below', '<'],
  ['atMost', '<='],
]

/** Conditions out of what a caller gave, value or object. */
export function conditionOf(given: unknown): Condition<Plain> {
  return isPlain(given) ? { is: given } : Object.fromEntries(Object.entries(given ?? {}))
}

/**
 * The `filter` clauses, one a parameter, as Clover wants them repeated. A field that Clover cannot filter by would be a
 * 400 there, so it is refused here, by name.
 */
export function filterClauses(filter: object, fields: FilterFields): string[] {
  return Object.entries(filter).flatMap(([field, given]) => {
    if (given === undefined) return []
    if (!Object.hasOwn(fields, field)) {
      const known = Object.keys(fields).join(', ')
      throw new CloverUsageError('unknown_field', field, `Clover cannot filter by "${field}" here, only by: ${known}`)
    }
    return clausesOf(field, conditionOf(given))
  })
}

function clausesOf(field: string, condition: Condition<Plain>): string[] {
  const compared = operators.flatMap(([name, operator]) => {
    const value = condition[name]
    return isPlain(value) ? [`${field}${operator}${literal(field, value)}`] : []
  })
  const { in: choice, startsWith } = condition
  const listed = choice === undefined ? [] : [`${field} in (${choice.map((value) => quoted(field, value)).join(',')})`]
  const begun = startsWith === undefined ? [] : [`${field}=${startsWith}*`]
  return [...compared, ...listed, ...begun]
}

function literal(field: string, value: Plain): string {
  if (value instanceof Date) return String(instant(field, value))
  return String(value)
}

/** How a quote inside of quotes is written is not documented [U], so it is refused rather than guessed. */
function quoted(field: string, value: Plain): string {
  const text = literal(field, value)
  if (text.includes("'")) {
    throw new CloverUsageError('out_of_range', field, `${field}: a value with a ' cannot stand in "in (…)"`)
  }
  return typeof value === 'string' ? `'${text}'` : text
}

function instant(field: string, value: Date): number {
  const ms = value.getTime()
  if (Number.isNaN(ms)) throw new CloverUsageError('out_of_range', field, `${field}: not a date`)
  return ms
}

const isPlain = (value: unknown): value is Plain =>
  ['string', 'number', 'boolean'].includes(typeof value) || value instanceof Date
