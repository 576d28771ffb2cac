/** Not part of the mutation run: what chance finds today it may miss tomorrow, and a score should be the same twice. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { attacks } from './attacks.ts'
import { formulaFunctions } from './functions.ts'
import { attempt, prototypes } from './hostile.ts'

let before = ''
beforeAll(() => {
  before = prototypes()
})
afterAll(() => {
  expect(prototypes()).toBe(before)
})

const words = [
  ...formulaFunctions.map((fn) => fn.name),
  ...['Name', 'Price', 'Lines', 'Many', 'this', 'Parent', 'DestinationValue', 'constructor', '__proto__', 'it', 'x'],
  ...[
    'if',
    'else',
    'return',
    'var',
    'foreach',
    'in',
    'new',
    'true',
    'null',
    'await',
    '=>',
    '?.',
    '??',
    '$"',
    '"',
    "'",
    '@"',
  ],
  ...[
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    ',',
    ';',
    ':',
    '?',
    '.',
    '+',
    '-',
    '*',
    '/',
    '%',
    '==',
    '<',
    '&&',
    '!',
    '=',
    '\\',
    '\n',
  ],
  ...['0', '1', '2.5', '1e9', '0m', '"a"', '"Sku == \\"A\\""', 'l => l.Sku', '"%"', '-1', '99999999999999999999'],
]

const formulaLike = fc.array(fc.constantFrom(...words), { maxLength: 14 }).map((parts) => parts.join(' '))
const callLike = fc
  .tuple(
    fc.constantFrom(...formulaFunctions.filter((fn) => fn.form !== 'property')),
    fc.array(fc.constantFrom(...args()), { maxLength: 4 }),
  )
  .map(([fn, given]) =>
    fn.form === 'method' ? `${given[0] ?? 'null'}.${fn.name}(${given.slice(1).join()})` : `${fn.name}(${given.join()})`,
  )

function args(): string[] {
  return [
    'Name',
    'Price',
    'Lines',
    'Many',
    'this',
    'null',
    '0',
    '-1',
    '2.5',
    '1e20',
    '""',
    '"a"',
    '"2024-02-29"',
    '"Sku"',
    'l => l',
    'true',
    'DateTime.Now',
    '"%"',
    '"["',
    'new[] { null, 1 }',
    '"F2"',
    '400',
  ]
}

// The seed is chosen anew by every run; a failing run prints it, and it can be given here as { seed }.
describe('whatever is written, the end is a value of ours or a FormulaError', () => {
  test('any characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => void attempt(text)),
      { numRuns: 2_000 },
    )
  })
  test('words of the language in any order', () => {
    fc.assert(
      fc.property(formulaLike, (text) => void attempt(text)),
      { numRuns: 4_000 },
    )
  })
  test('any function with any arguments', () => {
    fc.assert(
      fc.property(callLike, (text) => void attempt(text)),
      { numRuns: 4_000 },
    )
  })
  test('an attack that was cut and joined with another', () => {
    const text = fc.constantFrom(...Object.values(attacks).flat())
    const cut = fc.tuple(text, text, fc.nat(40), fc.nat(40)).map(([a, b, i, j]) => a.slice(0, i) + b.slice(j))
    fc.assert(
      fc.property(cut, (formula) => void attempt(formula)),
      { numRuns: 2_000 },
    )
  })
})
