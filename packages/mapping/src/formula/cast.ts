/** `(int)x`, `(string)x` and their like. */
import type { CastType } from './ast.ts'
import { rounded, simplify, toDecimal } from './decimal.ts'
import { Trouble } from './formula-error.ts'
import { text } from './operators.ts'
import { isNumber, kindName, kindOf, type Value } from './value.ts'

/** Null stays null. A whole number is cut, not rounded, as in the host language. */
export function castTo(type: CastType, value: Value): Value {
  if (value === null || type === 'any') return value
  if (type === 'text') return text(value)
  if (type === 'flag' && typeof value === 'boolean') return value
  if (isNumber(value)) {
    if (type === 'decimal') return toDecimal(value)
    if (type === 'whole') return simplify(rounded(value, 'cut'))
  }
  throw new Trouble(
    `${kindName[kindOf(value)]} cannot be cast; use a function such as ToInt, ToDecimal or ConvertToInt`,
  )
}
