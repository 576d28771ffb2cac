import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FilterSyntaxError, parseFilter } from './filter-language.ts'

test('any text comes back out of quotes as it went in', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1 }), (values) => {
      const quoted = values.map((value) => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`)
      expect(parseFilter(`any(email,[${quoted.join(',')}])`)).toEqual([
        { operator: 'any', field: 'email', values, isList: true, isQuoted: true },
      ])
    }),
  )
})

test('conditions are joined by commas or by and(…)', () => {
  const parts = 'greater-than(created,2026-01-01T00:00:00Z),has(profile)'
  const expected = [
    { operator: 'greater-than', field: 'created', values: ['2026-01-01T00:00:00Z'], isList: false, isQuoted: false },
    { operator: 'has', field: 'profile', values: [], isList: false, isQuoted: true },
  ]
  expect(parseFilter(parts)).toEqual(expected)
  expect(parseFilter(`and(${parts})`)).toEqual(expected)
})

test('no text makes the reader throw anything but a syntax error, or hang', () => {
  const piece = fc.constantFrom('equals', '(', ')', ',', '"', "'", '[', ']', 'email', ' ', '\\', 'and(')
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      try {
        parseFilter(pieces.join(''))
      } catch (error) {
        if (!(error instanceof FilterSyntaxError)) throw error
      }
    }),
  )
})
