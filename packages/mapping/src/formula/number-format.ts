/** Numbers by the formats of the host language, in its neutral culture. */
import { isWhole, numberText, rounded, toDecimal } from './decimal.ts'
import { Trouble } from './formula-error.ts'
import type { Decimal } from './value.ts'

export function formatNumber(value: number | Decimal, format: string): string {
  const exact = toDecimal(value)
  const match = /^([a-zA-Z])(\d{0,2})$/.exec(format)
  if (match === null) return custom(exact, format)
  const digits = match[2] === '' ? null : Number(match[2])
  switch (match[1]?.toUpperCase()) {
    case 'F':
      return fixed(exact, digits ?? 2)
    case 'N':
      return grouped(fixed(exact, digits ?? 2))
    case 'P':
      return `${grouped(fixed(exact.times(100), digits ?? 2))} %`
    case 'G':
      return numberText(value)
    case 'D': {
      if (!isWhole(exact)) throw new Trouble('The format D is for whole numbers')
      const text = exact.abs().toFixed(0)
      return (exact.lt(0) ? '-' : '') + text.padStart(digits ?? 0, '0')
    }
    default:
      throw new Trouble(`A number has no format ${format}`)
  }
}

/**
 * Halves go away from zero here, as the host language writes them. Rounded first: what is rounded to nothing has no sign.
 */
function fixed(value: Decimal, places: number): string {
  return rounded(value, 'away', places).toFixed(places)
}

function grouped(text: string): string {
  const [whole = '', fraction] = text.split('.')
  const groups = whole.replace(/\B(?=(?:\d{3})+$)/g, ',')
  return fraction === undefined ? groups : `${groups}.${fraction}`
}

/** `0.00`, `#,##0.##`, `000`, `0%`, with other characters standing for themselves. */
function custom(value: Decimal, format: string): string {
  const match = /^([^0#.,%]*)([0#,]*)(?:\.([0#]*))?([^0#.,]*)$/.exec(format)
  if (match === null || `${match[2]}${match[3] ?? ''}` === '') throw new Trouble(`A number has no format ${format}`)
  const [, before = '', whole = '', fraction = '', after = ''] = match
  const scaled = after.includes('%') ? value.times(100) : value
  const text = fixed(scaled, fraction.length)
  const sign = text.startsWith('-') ? '-' : ''
  const [digits = '', decimals = ''] = text.slice(sign.length).split('.')
  const least = (whole.match(/0/g) ?? []).length
  const padded = (least === 0 && digits === '0' ? '' : digits).padStart(least, '0')
  const kept = fraction.lastIndexOf('0') + 1
  const rest = decimals.slice(kept).replace(/0+$/, '')
  const shown = decimals.slice(0, kept) + rest
  return `${sign}${before}${whole.includes(',') ? grouped(padded) : padded}${shown === '' ? '' : `.${shown}`}${after}`
}
