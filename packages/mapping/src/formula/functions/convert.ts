/** From one kind of value to another. */
import { type Rounding, rounded, simplify, toDecimal } from '../decimal.ts'
import { formatted } from '../format.ts'
import { Trouble } from '../formula-error.ts'
import { any, define, optional, rest, text } from '../function.ts'
import { parseMoment } from '../moment-parse.ts'
import { text as asText } from '../operators.ts'
import type { Run } from '../run.ts'
import { Decimal, isMoment, isNumber, kindName, kindOf, type Moment, type Value } from '../value.ts'

const numeral = /^[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d+)?(?:[eE][+-]?\d{1,2})?$/

/** Null for a text that is no number. A comma groups thousands, a point begins the fraction, whatever the country. */
function parseNumber(source: string): Decimal | null {
  const trimmed = source.trim()
  if (trimmed.length > 100 || !/\d/.test(trimmed) || !numeral.test(trimmed)) return null
  return toDecimal(
    new Decimal(
      trimmed
        .replaceAll(',', '')
        .replace(/^\+/, '')
        .replace(/^(-?)\./, '$10.'),
    ),
  )
}

export function decimalOf(name: string, value: Exclude<Value, null>): Decimal {
  if (isNumber(value)) return toDecimal(value)
  if (typeof value === 'boolean') return new Decimal(value ? 1 : 0)
  const parsed = typeof value === 'string' ? parseNumber(value) : null
  if (parsed !== null) return parsed
  throw new Trouble(`${name} cannot make a number of ${shown(value)}`)
}

function momentOf(name: string, value: Exclude<Value, null>, run: Run): Moment {
  const moment = typeof value === 'string' ? parseMoment(value, run.zone) : value
  if (isMoment(moment)) return moment
  throw new Trouble(`${name} cannot make a date of ${shown(value)}`)
}

function shown(value: Exclude<Value, null>): string {
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : kindName[kindOf(value)]
}

function wholeOf(name: string, value: Exclude<Value, null>, bits: 32 | 64, rounding: Rounding): Value {
  const whole = rounded(decimalOf(name, value), rounding)
  const beyond = new Decimal(2).pow(bits - 1)
  if (whole.gte(beyond) || whole.lt(beyond.times(-1))) throw new Trouble(`${name}: ${whole.toFixed()} is too large`)
  return simplify(whole)
}

function flagOf(name: string, value: Exclude<Value, null>): boolean {
  if (typeof value === 'boolean') return value
  if (isNumber(value)) return !toDecimal(value).eq(0)
  const word = typeof value === 'string' ? value.trim().toLowerCase() : ''
  if (word === 'true' || word === 'false') return word === 'true'
  throw new Trouble(`${name} cannot make true or false of ${shown(value)}`)
}

function ofFirst(values: readonly Value[], convert: (value: Exclude<Value, null>) => Value): Value {
  const first = values.find((value) => value !== null) ?? null
  return first === null ? null : convert(first)
}

/** The same conversion under the name of the hub and under that of the host language. */
function converters(
  names: readonly string[],
  says: string,
  examples: readonly (readonly [argument: string, result: string | number | boolean | null])[],
  convert: (name: string, value: Exclude<Value, null>, run: Run) => Value,
) {
  return names.map((name) =>
    define({
      name,
      params: [any('value')],
      says,
      examples: examples.map(([argument, result]) => [`${name}(${argument})`, result] as const),
      run: (value, run) => (value === null ? null : convert(name, value, run)),
    }),
  )
}

export const conversions = [
  define({
    name: 'CoalesceToInt',
    params: [rest('values')],
    gives: 'number',
    says: 'The first value that is not null as a whole number, rounded down.',
    examples: [
      ['CoalesceToInt(null, "82.8")', 82],
      ['CoalesceToInt(-1.2)', -2],
      ['CoalesceToInt(null)', null],
    ],
    run: (values) => ofFirst(values, (first) => wholeOf('CoalesceToInt', first, 64, 'down')),
  }),
  define({
    name: 'CoalesceToDecimal',
    params: [rest('values')],
    gives: 'number',
    says: 'The first value that is not null as an exact decimal.',
    examples: [
      ['CoalesceToDecimal(null, "19.90") * 3', 59.7],
      ['CoalesceToDecimal(null)', null],
    ],
    run: (values) => ofFirst(values, (first) => decimalOf('CoalesceToDecimal', first)),
  }),
  define({
    name: 'CoalesceToDateTime',
    params: [rest('values')],
    gives: 'date',
    says: 'The first value that is not null as a date.',
    examples: [
      ['CoalesceToDateTime(null, "2024-02-29T10:00:00Z")', '2024-02-29T10:00:00.000Z'],
      ['CoalesceToDateTime(null)', null],
    ],
    run: (values, run) => ofFirst(values, (first) => momentOf('CoalesceToDateTime', first, run)),
  }),
  ...converters(
    ['ConvertToInt', 'Convert.ToInt32', 'int.Parse'],
    'A whole number of 32 bits; fractions are rounded, halves to the even neighbour. What is no number is an error.',
    [
      ['"42"', 42],
      ['2.5', 2],
      ['3.5', 4],
      ['-1.5', -2],
      ['true', 1],
      ['null', null],
    ],
    (name, value) => wholeOf(name, value, 32, 'even'),
  ),
  ...converters(
    ['ConvertToLong', 'Convert.ToInt64', 'long.Parse'],
    'A whole number of 64 bits; fractions are rounded, halves to the even neighbour. What is no number is an error.',
    [
      ['"9007199254740993"', '9007199254740993'],
      ['0.5', 0],
      ['1.5', 2],
    ],
    (name, value) => wholeOf(name, value, 64, 'even'),
  ),
  ...converters(
    ['ConvertToDecimal', 'Convert.ToDecimal', 'decimal.Parse'],
    'An exact decimal. What is no number is an error.',
    [
      ['"1,234.50"', 1234.5],
      ['"-.5"', -0.5],
      ['null', null],
    ],
    decimalOf,
  ),
  ...converters(
    ['ConvertToDouble', 'Convert.ToDouble', 'double.Parse'],
    'A number with a fraction; exact here, where the host language rounds to binary.',
    [
      ['"0.1"', 0.1],
      ['"1e3"', 1000],
    ],
    decimalOf,
  ),
  ...converters(
    ['Convert.ToBoolean', 'bool.Parse'],
    'True or false, from a flag, a number (0 is false) or the words true and false.',
    [
      ['"True"', true],
      ['0', false],
      ['null', null],
    ],
    flagOf,
  ),
  ...converters(
    ['Convert.ToDateTime', 'DateTime.Parse', 'DateTimeOffset.Parse'],
    'A date from a text such as 2024-02-29, 2024-02-29T10:00:00+02:00 or 2/29/2024. What is no date is an error.',
    [
      ['"2024-02-29T10:00:00+02:00"', '2024-02-29T08:00:00.000Z'],
      ['"2/29/2024"', '2024-02-29'],
    ],
    momentOf,
  ),
  ...converters(
    ['Convert.ToString'],
    'The value as a text.',
    [
      ['12.50', '12.5'],
      ['true', 'True'],
      ['null', null],
    ],
    (_, value) => asText(value),
  ),
  define({
    name: 'ToString',
    form: 'method',
    params: [any('value'), optional(text('format'))],
    gives: 'text',
    says: 'The value as a text, by a format of the host language if one is given. Null stays null.',
    examples: [
      ['Price.ToString("F2")', '19.90', { price: 19.9 }],
      ['(1234567.891).ToString("N2")', '1,234,567.89'],
      ['(5).ToString("D3")', '005'],
      ['true.ToString()', 'True'],
      ['DateTime.Parse("2024-02-29").ToString("MM/dd/yyyy")', '02/29/2024'],
      ['Missing.ToString()', null],
    ],
    run: (value, format) => {
      if (value === null) return null
      return format === null || format === '' ? asText(value) : formatted(value, format)
    },
  }),
  define({
    name: 'ToInt',
    params: [any('value')],
    gives: 'number',
    says: 'A whole number, rounded down; null for what is no number.',
    examples: [
      ['ToInt("82.8")', 82],
      ['ToInt(-1.2)', -2],
      ['ToInt("many")', null],
    ],
    run: (value) => {
      const readable = typeof value === 'string' ? parseNumber(value) : value
      return readable === null ? null : wholeOf('ToInt', readable, 64, 'down')
    },
  }),
  define({
    name: 'ToDecimal',
    params: [any('value')],
    gives: 'number',
    says: 'An exact decimal; null for a text that is no number.',
    examples: [
      ['ToDecimal("19.90") * 2', 39.8],
      ['ToDecimal("free")', null],
    ],
    run: (value) => {
      const readable = typeof value === 'string' ? parseNumber(value) : value
      return readable === null ? null : decimalOf('ToDecimal', readable)
    },
  }),
]
