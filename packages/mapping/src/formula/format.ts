import { Trouble } from './formula-error.ts'
import { kindName, kindOf, type Value } from './value.ts'

/** A number or a date by a format of the host language; null is nothing. */
export function formatted(value: Value, format: string): string {
  if (value === null) return ''
  throw new Trouble(`${kindName[kindOf(value)]} has no format ${format}`)
}
