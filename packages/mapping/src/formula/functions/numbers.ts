/** Arithmetic beyond the operators. */
import {
  add,
  bounded,
  compareNumbers,
  divide,
  isZero,
  multiply,
  type Numeric,
  negate,
  rounded,
  simplify,
  toDecimal,
} from '../decimal.ts'
import { Trouble } from '../formula-error.ts'
import { define, number, optional, orNull, text, whole } from '../function.ts'
import { Decimal, type Value } from '../value.ts'

function larger(a: Numeric, b: Numeric): Numeric {
  return compareNumbers(a, b) < 0 ? b : a
}

/** By squaring; every product is bounded, so that digits cannot pile up. */
function power(base: Numeric, exponent: number): Value {
  if (Math.abs(exponent) > 1_000) throw new Trouble('Math.Pow: exponent is between -1000 and 1000')
  let result: Numeric = 1
  let square: Numeric = toDecimal(base)
  for (let left = Math.abs(exponent); left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = multiply(result, square)
    if (left > 1) square = multiply(square, square)
  }
  return simplify(toDecimal(exponent < 0 ? divide(1, result) : result))
}

export const arithmeticFunctions = [
  define({
    name: 'TypesafeMultiplication',
    params: [orNull(number('a')), orNull(number('b'))],
    gives: 'number',
    says: 'The product as a decimal; 0 when either side is null.',
    examples: [
      ['TypesafeMultiplication(19.99, 3)', 59.97],
      ['TypesafeMultiplication(null, 3)', 0],
      ['TypesafeMultiplication(3, null)', 0],
    ],
    run: (a, b) => (a === null || b === null ? new Decimal(0) : toDecimal(multiply(a, b))),
  }),
  define({
    name: 'TypesafeDivision',
    params: [orNull(number('numerator')), orNull(number('denominator'))],
    gives: 'number',
    says: 'The quotient as a decimal; 0 when the numerator is null. A denominator that is null or 0 is an error.',
    examples: [
      ['TypesafeDivision(10, 4)', 2.5],
      ['TypesafeDivision(null, 4)', 0],
    ],
    run: (numerator, denominator) => {
      if (denominator === null || isZero(denominator)) throw new Trouble('TypesafeDivision: denominator is null or 0')
      return numerator === null ? new Decimal(0) : toDecimal(divide(numerator, denominator))
    },
  }),
  define({
    name: 'Larger',
    params: [orNull(number('a')), orNull(number('b'))],
    gives: 'number',
    says: 'The larger of two numbers; the other when one is null, 0 when both are.',
    examples: [
      ['Larger(2, 10)', 10],
      ['Larger(null, -3)', -3],
      ['Larger(null, null)', 0],
    ],
    run: (a, b) => (a === null ? (b ?? 0) : b === null ? a : larger(a, b)),
  }),
  define({
    name: 'Math.Abs',
    params: [number('value')],
    gives: 'number',
    says: 'The number without its sign.',
    examples: [['Math.Abs(-2.5)', 2.5]],
    run: (value) => (compareNumbers(value, 0) < 0 ? negate(value) : value),
  }),
  define({
    name: 'Math.Floor',
    params: [number('value')],
    gives: 'number',
    says: 'The next whole number below.',
    examples: [
      ['Math.Floor(2.9)', 2],
      ['Math.Floor(-2.1)', -3],
    ],
    run: (value) => simplify(rounded(value, 'down')),
  }),
  define({
    name: 'Math.Ceiling',
    params: [number('value')],
    gives: 'number',
    says: 'The next whole number above.',
    examples: [
      ['Math.Ceiling(2.1)', 3],
      ['Math.Ceiling(-2.9)', -2],
    ],
    run: (value) => simplify(rounded(value, 'up')),
  }),
  define({
    name: 'Math.Truncate',
    params: [number('value')],
    gives: 'number',
    says: 'The number without its fraction.',
    examples: [['Math.Truncate(-2.9)', -2]],
    run: (value) => simplify(rounded(value, 'cut')),
  }),
  define({
    name: 'Math.Round',
    params: [number('value'), optional(whole('places')), optional(text('midpoint'))],
    gives: 'number',
    says: 'Rounded to so many places; halves go to the even neighbour unless MidpointRounding.AwayFromZero is given.',
    examples: [
      ['Math.Round(2.5)', 2],
      ['Math.Round(1.005, 2)', 1],
      ['Math.Round(2.345, 2, MidpointRounding.AwayFromZero)', 2.35],
    ],
    run: (value, places, midpoint) => {
      if (places !== null && (places < 0 || places > 28)) throw new Trouble('Math.Round: places is between 0 and 28')
      return rounded(value, midpoint === 'AwayFromZero' ? 'away' : 'even', places ?? 0)
    },
  }),
  define({
    name: 'Math.Max',
    params: [number('a'), number('b')],
    gives: 'number',
    says: 'The larger of two numbers.',
    examples: [['Math.Max(2, 10)', 10]],
    run: larger,
  }),
  define({
    name: 'Math.Min',
    params: [number('a'), number('b')],
    gives: 'number',
    says: 'The smaller of two numbers.',
    examples: [['Math.Min(2, 10)', 2]],
    run: (a, b) => (compareNumbers(a, b) > 0 ? b : a),
  }),
  define({
    name: 'Math.Pow',
    params: [number('base'), whole('exponent')],
    gives: 'number',
    says: 'A whole power.',
    examples: [
      ['Math.Pow(2, 10)', 1024],
      ['Math.Pow(1.1, 2)', 1.21],
      ['Math.Pow(2, -1)', 0.5],
    ],
    run: power,
  }),
  define({
    name: 'Math.Sqrt',
    params: [number('value')],
    gives: 'number',
    says: 'The square root.',
    examples: [['Math.Sqrt(2.25)', 1.5]],
    run: (value) => {
      const exact = toDecimal(value)
      if (exact.lt(0)) throw new Trouble('Math.Sqrt: a negative number has no square root')
      return bounded(exact.sqrt())
    },
  }),
  define({
    name: 'Math.Sign',
    params: [number('value')],
    gives: 'number',
    says: '-1, 0 or 1.',
    examples: [['Math.Sign(-3)', -1]],
    run: (value) => compareNumbers(value, 0),
  }),
  define({
    name: 'MidpointRounding.AwayFromZero',
    form: 'property',
    params: [],
    gives: 'text',
    says: 'For Math.Round: halves go away from zero.',
    examples: [['Math.Round(-2.5, 0, MidpointRounding.AwayFromZero)', -3]],
    run: () => 'AwayFromZero',
  }),
  define({
    name: 'MidpointRounding.ToEven',
    form: 'property',
    params: [],
    gives: 'text',
    says: 'For Math.Round: halves go to the even neighbour.',
    examples: [['Math.Round(3.5, 0, MidpointRounding.ToEven)', 4]],
    run: () => 'ToEven',
  }),
  define({
    name: 'Cents',
    params: [number('amount')],
    gives: 'number',
    says: 'A price in hundredths, as tills keep it, halves rounded to the even neighbour.',
    examples: [['Cents(19.99)', 1999]],
    run: (amount) => simplify(rounded(multiply(amount, 100), 'even')),
  }),
  define({
    name: 'FromCents',
    params: [number('cents')],
    gives: 'number',
    says: 'The price that a till keeps in hundredths.',
    examples: [['FromCents(1999)', 19.99]],
    run: (cents) => divide(add(cents, 0), 100),
  }),
]
