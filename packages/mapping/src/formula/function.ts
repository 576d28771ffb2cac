/** What a function of the language is: one value with its code, its parameters, its sentence and its examples. */
import type { Json, JsonObject } from '../json.ts'
import { isWhole } from './decimal.ts'
import { Trouble } from './formula-error.ts'
import { parseMoment } from './moment-parse.ts'
import type { Run } from './run.ts'
import {
  type Decimal,
  isList,
  isMoment,
  isNumber,
  isRecord,
  kindName,
  kindOf,
  type Moment,
  type Value,
  type ValueRecord,
} from './value.ts'

export type ParamType = 'any' | 'text' | 'whole' | 'number' | 'flag' | 'date' | 'list' | 'record' | 'each'

/** An element's value: what a lambda or a condition in a text was compiled to. */
export type Each = (element: Value) => Value

export interface Param<T extends ParamType = ParamType, N extends boolean = boolean> {
  readonly name: string
  readonly type: T
  /** Whether the function looks at null itself; otherwise null in, null out. */
  readonly takesNull: N
  readonly optional: boolean
  /** Takes all further arguments, as one list. */
  readonly rest: boolean
}

/** What a function may be handed. */
export type Given = Value | Each

interface Plain {
  any: Value
  text: string
  whole: number
  number: number | Decimal
  flag: boolean
  date: Moment
  list: readonly Value[]
  record: ValueRecord
  each: Each
}

type Argument<P> = P extends Param<infer T, infer N> ? (N extends true ? Plain[T] | null : Plain[T]) : never
type Arguments<P extends readonly Param[]> = { -readonly [I in keyof P]: Argument<P[I]> }

/** Where a function may be written: by its name, behind a value, behind a value without brackets. */
type Form = 'function' | 'method' | 'both' | 'property'

type Example = readonly [formula: string, result: Json, source?: JsonObject]

export interface FormulaFunction {
  readonly name: string
  readonly form: Form
  readonly group: string
  readonly params: readonly Param[]
  readonly gives: ParamType
  readonly says: string
  readonly examples: readonly Example[]
  readonly run: (args: readonly Given[], run: Run) => Value
}

interface Definition<P extends readonly Param[]> {
  name: string
  form?: Form
  params: P
  gives?: ParamType
  says: string
  examples: readonly Example[]
  run: (...args: [...Arguments<P>, Run]) => Value
}

/** Ties the types of the parameters to those of the body; the table of functions holds them all as one type. */
export function define<const P extends readonly Param[]>(definition: Definition<P>): Omit<FormulaFunction, 'group'> {
  const { name, form = 'function', params, gives = 'any', says, examples, run } = definition
  // The compiler of formulas hands over exactly what `params` says: see `argumentOf`.
  const body = run as unknown as (...args: unknown[]) => Value
  const apply: FormulaFunction['run'] =
    params.length === 1 ? ([only], current) => body(only, current) : (args, current) => body(...args, current)
  return { name, form, params, gives, says, examples, run: apply }
}

type Maker<T extends ParamType> = (name: string) => Param<T, false>

function maker<T extends ParamType>(type: T): Maker<T> {
  return (name) => ({ name, type, takesNull: false, optional: false, rest: false })
}

export const text = maker('text')
export const whole = maker('whole')
export const number = maker('number')
export const date = maker('date')
export const list = maker('list')
export const each = maker('each')

/** Anything, null too. */
export function any(name: string): Param<'any', true> {
  return { name, type: 'any', takesNull: true, optional: false, rest: false }
}

export function orNull<T extends ParamType>(param: Param<T, boolean>): Param<T, true> {
  return { ...param, takesNull: true }
}

/** May be left out, and is null then. */
export function optional<T extends ParamType>(param: Param<T, boolean>): Param<T, true> {
  return { ...param, takesNull: true, optional: true }
}

/** All further arguments as one list. */
export function rest(name: string): Param<'list', false> {
  return { name, type: 'list', takesNull: false, optional: true, rest: true }
}

const expectations: Readonly<Record<ParamType, string>> = {
  any: 'a value',
  text: 'a text',
  whole: 'a whole number',
  number: 'a number',
  flag: 'true or false',
  date: 'a date',
  list: 'a list',
  record: 'a record',
  each: 'a condition',
}

export function expectation(type: ParamType): string {
  return expectations[type]
}

/** Makes sure that an argument is what the parameter says; null is settled by the caller. */
export function argumentOf(value: Value, fn: { name: string }, param: Param, run: Run): Value {
  const fitting = fitters[param.type](value, run)
  if (fitting !== undefined) return fitting
  throw new Trouble(`${fn.name}: ${param.name} is ${expectation(param.type)}, and this is ${kindName[kindOf(value)]}`)
}

/** Undefined: the value does not fit. */
const fitters: Readonly<Record<ParamType, (value: Value, run: Run) => Value | undefined>> = {
  any: (value) => value,
  text: (value) => (typeof value === 'string' ? value : undefined),
  number: (value) => (isNumber(value) ? value : undefined),
  whole: (value) => (isNumber(value) && isWhole(value) ? Number(value) : undefined),
  flag: (value) => (typeof value === 'boolean' ? value : undefined),
  date: (value, run) => {
    const moment = typeof value === 'string' ? parseMoment(value, run.zone) : value
    return isMoment(moment) ? moment : undefined
  },
  list: (value) => (isList(value) ? value : undefined),
  record: (value) => (isRecord(value) ? value : undefined),
  each: () => undefined,
}
