import { describe, expect, test } from 'vitest'
import { compileFormula } from './compile.ts'
import { FormulaError } from './formula-error.ts'
import { scopeOf } from './testing.ts'

function errorOf(formula: string, source = {}): FormulaError {
  try {
    compileFormula(formula).evaluate(scopeOf(source))
  } catch (cause) {
    if (cause instanceof FormulaError) return cause
    throw cause
  }
  throw new Error(`${formula} did not fail`)
}

describe('an error says where, what and what was expected', () => {
  test.each([
    ['', 1, 1, 1, 'The formula ends here; expected a value, a field or a function'],
    ['1 +', 1, 4, 1, 'The formula ends here; expected a value, a field or a function'],
    ['(1 + 2', 1, 7, 1, 'The formula ends here; expected an operator or )'],
    ['1 2', 1, 3, 1, 'Found 2; expected an operator or the end of the formula'],
    ['A ? B', 1, 6, 1, 'The formula ends here; expected the : of ? :'],
    ['"abc', 1, 1, 4, 'This text is never closed; expected "'],
    ['"a\\q"', 1, 3, 2, '\\q is no escape; expected'],
    ['1 +\n  @', 2, 3, 1, 'The character @ has no meaning here'],
    ['a\u202eb', 1, 2, 1, 'The character U+202E has no meaning here'],
    ['12abc', 1, 1, 4, 'This is neither a number nor a name'],
    ['$"{a"', 1, 3, 1, 'This { is never closed'],
    ['/* open', 1, 1, 2, 'This comment is never closed'],
    ['if (A { return 1; }', 1, 7, 1, 'Found {; expected an operator or )'],
    ['if (true) { return 1;', 1, 22, 1, 'The formula ends here; expected a statement or }'],
    ['var x = 1; y = 2;', 1, 12, 6, 'y is no variable of this formula; begin with var'],
    ['var x = 1; var x = 2;', 1, 12, 10, 'x is there already'],
    ['a => a', 1, 3, 2, 'Found =>; expected an operator or the end of the formula'],
    ['IsEmpty(a => a)', 1, 9, 6, 'A lambda stands only where a function asks for a condition'],
    ['IsEmty(A)', 1, 1, 6, 'There is no function IsEmty; did you mean IsEmpty?'],
    ['Upper(A)', 1, 1, 5, 'There is no function Upper; did you mean .ToUpper() or .ToUpperInvariant()?'],
    ['A.ToUper()', 1, 2, 9, 'There is no method ToUper; did you mean ToUpper?'],
    ['IsEmpty()', 1, 1, 9, 'IsEmpty(value) does not take 0 arguments'],
    ['IsEmpty(1, 2)', 1, 1, 13, 'IsEmpty(value) does not take 2 arguments'],
    ['FirstMatch(A, "B ==")', 1, 20, 1, 'The formula ends here; expected a value, a field or a function'],
    ['FirstMatch(A, "B == \\"x")', 1, 15, 10, 'In this condition: This text is never closed; expected "'],
  ])('%j', (formula, line, column, length, sentence) => {
    const error = errorOf(formula)
    expect(error.message).toContain(sentence)
    expect([error.line, error.column, error.length]).toEqual([line, column, length])
  })
})

describe('a formula that fails while it runs says where', () => {
  test.each([
    ['1 + (2 - "x")', 1, 6, '- takes two numbers, and these are a number and a text'],
    ['A ? 1 : 2', 1, 1, 'A condition is true or false, and this is a text'],
    ['!A', 1, 1, 'A condition is true or false, and this is a text'],
    ['1 / 0', 1, 1, 'A division by zero has no result'],
    ['1 == 1 &&\n  "a" < "b"', 2, 3, '<, <=, > and >= take two numbers or two dates'],
    ['$"{L}"', 1, 1, 'a list cannot stand inside a text: name one of its fields'],
    ['L.City', 1, 1, 'a list has no member City; take an element first, e.g. with First or FirstMatch'],
    ['A.City', 1, 1, 'a text has no member City'],
    ['L.ToUpper()', 1, 1, 'a list has no method ToUpper'],
    ['FirstMatch(L, "City - \\"x\\" > 1")', 1, 15, '- takes two numbers'],
    ['FirstMatch(L, "a" + "(")', 1, 15, 'In this condition'],
    ['(int)A', 1, 1, 'a text cannot be cast'],
    ['L["x"]', 1, 1, '[ ] takes a list or a text and a whole number'],
    ['1 +\n FirstMatch(L, Bad).City', 2, 16, 'In this condition: The formula ends here; expected a value'],
    ['1 +\n FirstMatch(L, None).City', 2, 16, 'In this condition: The formula ends here; expected a value'],
    ['1 + $"{5 + (2 - 1):Q}"', 1, 5, 'A number has no format Q'],
    ['1 + GetExternalIdAsync(A, 1 + 1)', 1, 5, 'GetExternalIdAsync: entity is a text'],
    ['99999999999999999999999999999999 * 99999999999999999999999999999999', 1, 1, 'beyond what a formula can hold'],
  ])('%j', (formula, line, column, sentence) => {
    const error = errorOf(formula, { a: 'x', l: [{ city: 2 }], bad: 'City ==', none: '' })
    expect(error.message).toContain(sentence)
    expect([error.line, error.column]).toEqual([line, column])
  })
})
