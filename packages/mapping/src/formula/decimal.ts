/** Arithmetic without floats: whole numbers while they are safe, decimals for all else. */
import { Trouble } from './formula-error.ts'
import { Decimal } from './value.ts'

export type Numeric = number | Decimal

/** `down` and `up` by size, `cut` towards zero; halves to the `even` neighbour, or `away` from zero. */
export type Rounding = 'down' | 'up' | 'cut' | 'even' | 'away'

/** Digits before the point beyond which a number is surely a mistake or an attack. */
const largestExponent = 60
const places = 28

export function toDecimal(value: Numeric): Decimal {
  return bounded(asDecimal(value))
}

export function bounded(value: Decimal): Decimal {
  if (value.e > largestExponent) throw tooLarge()
  return value.c.length - value.e - 1 > places ? value.round(places, Decimal.roundHalfEven) : value
}

/** To so many places behind the point. */
export function rounded(value: Numeric, how: Rounding, places = 0): Decimal {
  const exact = toDecimal(value)
  const isBelow = exact.lt(0)
  const modes = {
    down: isBelow ? Decimal.roundUp : Decimal.roundDown,
    up: isBelow ? Decimal.roundDown : Decimal.roundUp,
    cut: Decimal.roundDown,
    even: Decimal.roundHalfEven,
    away: Decimal.roundHalfUp,
  }
  return exact.round(places, modes[how])
}

export function add(a: Numeric, b: Numeric): Numeric {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b
    if (Number.isSafeInteger(a) && Number.isSafeInteger(b) && Number.isSafeInteger(sum)) return sum
  }
  return bounded(toDecimal(a).plus(toDecimal(b)))
}

export function subtract(a: Numeric, b: Numeric): Numeric {
  return add(a, negate(b))
}

export function negate(a: Numeric): Numeric {
  if (typeof a === 'number') return a === 0 ? 0 : -a
  return a.times(-1)
}

export function multiply(a: Numeric, b: Numeric): Numeric {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b
    if (Number.isSafeInteger(a) && Number.isSafeInteger(b) && Number.isSafeInteger(product)) return product + 0
  }
  return bounded(toDecimal(a).times(toDecimal(b)))
}

/** Always exact: 7 / 2 is 3.5, because a price that happens to be whole must not lose its cents. */
export function divide(a: Numeric, b: Numeric): Numeric {
  if (isZero(b)) throw new Trouble('A division by zero has no result')
  if (typeof a === 'number' && typeof b === 'number' && Number.isSafeInteger(a) && Number.isSafeInteger(b)) {
    const quotient = a / b
    if (Number.isSafeInteger(quotient)) return quotient + 0
  }
  return bounded(toDecimal(a).div(toDecimal(b)))
}

export function remainder(a: Numeric, b: Numeric): Numeric {
  if (isZero(b)) throw new Trouble('A remainder of a division by zero has no result')
  if (typeof a === 'number' && typeof b === 'number' && Number.isSafeInteger(a) && Number.isSafeInteger(b)) {
    return (a % b) + 0
  }
  return bounded(toDecimal(a).mod(toDecimal(b)))
}

/** Doubles order as their shortest texts do, so that two of them need no decimal. */
export function compareNumbers(a: Numeric, b: Numeric): -1 | 0 | 1 {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0
  return asDecimal(a).cmp(asDecimal(b))
}

export function isZero(a: Numeric): boolean {
  return typeof a === 'number' ? a === 0 : a.c[0] === 0
}

export function isWhole(a: Numeric): boolean {
  return typeof a === 'number' ? Number.isInteger(a) : a.c.length - 1 <= a.e
}

/** As a safe whole number where it is one; a Decimal otherwise. */
export function simplify(a: Decimal): Numeric {
  const plain = a.toNumber()
  return Number.isSafeInteger(plain) && a.eq(plain) ? plain + 0 : a
}

export function numberText(a: Numeric): string {
  if (typeof a !== 'number') return a.toFixed()
  const text = String(a)
  return text.includes('e') ? new Decimal(text).toFixed() : text
}

function asDecimal(value: Numeric): Decimal {
  if (typeof value !== 'number') return value
  // JSON.parse makes Infinity of what no double holds.
  if (!Number.isFinite(value)) throw tooLarge()
  return new Decimal(String(value))
}

function tooLarge(): Trouble {
  return new Trouble('This number is beyond what a formula can hold')
}
