import { describe, expect, test } from 'vitest'
import { formulaFunctions } from './functions.ts'
import { languageSections } from './language.ts'
import { limits } from './limits.ts'
import { result } from './testing.ts'

describe('every function does what its examples say', () => {
  const examples = formulaFunctions.flatMap((fn) =>
    fn.examples.map(([formula, expected, source = {}]) => ({ name: fn.name, formula, expected, source })),
  )
  test.each(examples)('$name: $formula', ({ formula, expected, source }) => {
    expect(result(formula, source)).toEqual(expected)
  })
})

describe('the language does what the examples of its page say', () => {
  const examples = languageSections.flatMap(({ title, examples: some }) => some.map((each) => ({ title, ...each })))
  test.each(examples)('$title: $formula', ({ formula, result: expected, source, parent, destination }) => {
    expect(result(formula, source, { parent: parent ?? null, destination: destination ?? null })).toEqual(expected)
  })
})

test.each(formulaFunctions.map((fn) => [fn.name, fn] as const))('%s is described', (_, fn) => {
  expect(fn.says).toMatch(/\.$/)
  expect(fn.examples.length).toBeGreaterThan(0)
})

test('no two functions answer to one name for the same kind of value', () => {
  const keys = formulaFunctions.map((fn) => `${fn.form} ${fn.name.toLowerCase()} ${fn.params[0]?.type}`)
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
})

describe('type errors name the function, the parameter, the expected and the actual type', () => {
  test.each([
    ['Truncate(5, 2)', 'Truncate: text is a text, and this is a number'],
    ['Truncate("abc", "2")', 'Truncate: length is a whole number, and this is a text'],
    ['FirstMatch("abc", "true")', 'FirstMatch: list is a list, and this is a text'],
    ['Math.Abs(true)', 'Math.Abs: value is a number, and this is true or false'],
    ['TypesafeDivision(1, 0)', 'TypesafeDivision: denominator is null or 0'],
    ['TypesafeDivision(1, null)', 'TypesafeDivision: denominator is null or 0'],
    ['ConvertToInt("many")', 'ConvertToInt cannot make a number of "many"'],
    ['ConvertToInt(3000000000)', 'ConvertToInt: 3000000000 is too large'],
    ['"abc".Substring(2, 5)', 'Substring: the text has only 3 characters'],
    ['DateTime.Parse("2024-02-30")', 'DateTime.Parse cannot make a date of "2024-02-30"'],
    ['IntListFromString("1,x")', 'IntListFromString: "x" is no whole number'],
    ['JSONToDictionary("[1]")', 'JSONToDictionary: this is no JSON object'],
    ['RegExMatch("a", "(")', 'RegExMatch cannot read the pattern "("'],
  ])('%s', (formula, message) => {
    expect(() => result(formula)).toThrow(message)
  })
})

describe('the local clock is the one of the given time zone', () => {
  const berlin = { timeZone: 'Europe/Berlin' }
  test.each([
    ['DateTime.Now.Hour', 13],
    ['DateTime.UtcNow.Hour', 12],
    ['DateTime.Parse("2024-03-31T01:30:00").AddDays(1).ToString("o")', '2024-04-01T01:30:00.0000000+02:00'],
    ['DateTime.Parse("2024-03-30T12:00:00").AddHours(24).Hour', 13],
    ['LocalDateTimeFromDateTimeOffset("2024-07-01T10:00:00Z").Hour', 12],
    ['DateTimeOffsetFromLocalDateTime("2024-07-01T10:00:00")', '2024-07-01T08:00:00.000Z'],
    ['DateOnly("2024-06-30T22:30:00Z")', '2024-06-30'],
    ['DateOnly("1719786600")', '2024-07-01'],
    ['DateTime.Parse("2024-10-27T02:30:00").ToString("zzz")', '+02:00'],
  ])('%s', (formula, expected) => {
    expect(result(formula, {}, {}, berlin)).toBe(expected)
  })
})

test('a time zone that does not exist is refused before anything runs', () => {
  expect(() => result('1', {}, {}, { timeZone: 'Mars/Olympus' })).toThrow('There is no time zone Mars/Olympus')
})

describe('formats of the host language', () => {
  test.each([
    ['(1234.5).ToString("#,##0.00")', '1,234.50'],
    ['(0.5).ToString("0.##")', '0.5'],
    ['(0.126).ToString("0%")', '13%'],
    ['(-0.001).ToString("0.00")', '0.00'],
    ['(-5).ToString("D3")', '-005'],
    ['(7).ToString("000")', '007'],
    ['(2.345).ToString("F2")', '2.35'],
    ['(1e21).ToString()', '1000000000000000000000'],
    ['new DateTime(2024, 2, 9, 15, 4, 5).ToString("d MMM yy, h:mm tt")', '9 Feb 24, 3:04 PM'],
    [`new DateTime(2024, 2, 9).ToString("dddd 'the' dd")`, 'Friday the 09'],
    ['$"{(1.5):F2} on {DateTime.UtcNow:yyyy-MM-dd} for {Name}"', '1.50 on 2024-02-29 for '],
  ])('%s', (formula, expected) => {
    expect(result(formula)).toBe(expected)
  })
})

test('a function that makes longer texts pays before it makes them', () => {
  const huge = limits.textLength + 1
  for (const formula of [`"a".PadLeft(${huge})`, `"".PadRight(${huge}, "ab")`]) {
    expect(() => result(formula)).toThrow(`A text has at most ${limits.textLength} characters here`)
  }
  const doubling = `var x = "ab"; ${'x = x + x; '.repeat(25)} return x;`
  expect(() => result(doubling)).toThrow('A text has at most')
  const blowUp = `var x = "${'a'.repeat(3_000)}"; return x.Replace("a", x).Replace("a", x);`
  expect(() => result(blowUp)).toThrow(/characters/)
})
