import { Trouble } from './formula-error.ts'
import { formatMoment } from './moment-format.ts'
import { formatNumber } from './number-format.ts'
import { isMoment, isNumber, kindName, kindOf, type Value } from './value.ts'

const longestFormat = 100

/** A number or a date by a format of the host language; null is nothing. */
export function formatted(value: Value, format: string): string {
  if (format.length > longestFormat) throw new Trouble(`A format has at most ${longestFormat} characters`)
  if (value === null) return ''
  if (isNumber(value)) return formatNumber(value, format)
  if (isMoment(value)) return formatMoment(value, format)
  throw new Trouble(`Numbers and dates have formats, and this is ${kindName[kindOf(value)]}`)
}
