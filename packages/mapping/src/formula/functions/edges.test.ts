/** What the functions do where the examples of their page do not look: at edges, with the odd kinds, and with faults. */
import { describe, expect, test } from 'vitest'
import { limits } from '../limits.ts'
import { result } from '../testing.ts'

const steps = `This formula takes more than ${limits.steps} steps`

describe('lists', () => {
  test.each([
    ['OrderBy(new[] { 3, null, 1 }, x => x)', [null, 1, 3]],
    ['OrderBy(new[] { null, 2, null }, x => x)', [null, null, 2]],
    ['OrderByDescending(new[] { 3, null, 10 }, x => x)', [10, 3, null]],
    ['OrderBy(new[] { "b", "a", "c", "a" }, x => x)', ['a', 'a', 'b', 'c']],
    ['OrderBy(new[] { true, false, true }, x => x)', [false, true, true]],
    ['OrderBy(new[] { DateOnly("2024-02-01"), DateOnly("2023-12-31") }, x => x)', ['2023-12-31', '2024-02-01']],
    ['Max(new[] { DateOnly("2023-12-31"), DateOnly("2024-02-01"), DateOnly("2024-01-01") })', '2024-02-01'],
    ['Min(new[] { "b", "a" })', 'a'],
    ['Max(new[] { 1.5, null, 2 })', 2],
    ['Min(new[] { null })', null],
    ['Sum(new[] { 1, null, 2 })', 3],
    ['Average(new[] { 1, null, 2 })', 1.5],
    ['LastOrDefault(new[] { 1, 2, 3 })', 3],
    ['Distinct(new[] { 1.5m, 1.50m, 2m }).Count', 2],
    ['Distinct(new[] { DateOnly("2024-01-01"), DateOnly("2024-01-01"), DateOnly("2024-01-02") }).Count', 2],
    ['new[] { 1, 2, 3 }.Skip(-1).Count', 3],
    ['new[] { 1, 2, 3 }.Take(-1).Count', 0],
    ['new[] { 1, 2, 3 }.Skip(2)', [3]],
    ['new[] { 1, 2, 3 }.Take(2)', [1, 2]],
    ['new[] { }.All(x => false)', true],
    ['new[] { 1m }.Contains(1)', true],
  ])('%s', (formula, expected) => {
    expect(result(formula)).toEqual(expected)
  })

  test('equal keys keep their order, in both directions', () => {
    const lines = ['a', 'b', 'c'].map((sku) => ({ sku, price: 1 }))
    expect(result('Lines.OrderBy(l => l.Price).Select(l => l.Sku)', { lines })).toEqual(['a', 'b', 'c'])
    expect(result('Lines.OrderByDescending(l => l.Price).Select(l => l.Sku)', { lines })).toEqual(['a', 'b', 'c'])
  })

  test.each([
    ['Sum(new[] { 1, "2" })', 'Sum takes numbers, and one of these is a text'],
    ['Average(new[] { true })', 'Average takes numbers, and one of these is true or false'],
    ['Max(new[] { 1, "2" })', 'Max cannot order a text and a number'],
    ['Min(new[] { "1", true })', 'Min cannot order true or false and a text'],
    ['OrderBy(new[] { DateOnly("2024-01-01"), 1 }, x => x)', 'OrderBy cannot order a number and a date'],
    [
      'OrderByDescending(new[] { new[] { 1 }, new[] { 2 } }, x => x)',
      'OrderByDescending cannot order a list and a list',
    ],
    ['Where(new[] { 1 }, x => x)', 'A condition is true or false, and this is a number'],
  ])('%s is refused', (formula, message) => {
    expect(() => result(formula)).toThrow(message)
  })

  test('comparing each with each and sorting cost steps', () => {
    const many = Array.from({ length: 3_000 }, (_, index) => [index])
    const distinct = 'Distinct(Many.Select(x => DateTime.Parse("2024-01-01").AddMinutes(x[0])))'
    expect(() => result(distinct, { many })).toThrow(steps)
    const sorting = `var n = 0; ${'n = OrderBy(Many, x => x[0]).Count; '.repeat(4)} return n;`
    expect(() => result(sorting, { many })).toThrow(steps)
  })
})

describe('numbers', () => {
  test.each([
    ['Math.Floor(-2)', -2],
    ['Math.Floor(-0.5)', -1],
    ['Math.Ceiling(2)', 2],
    ['Math.Ceiling(-0.5)', 0],
    ['Math.Truncate(2.9)', 2],
    ['Math.Abs(2.5)', 2.5],
    ['Math.Abs(0)', 0],
    ['Math.Max(10, 2)', 10],
    ['Math.Min(10, 2)', 2],
    ['Larger(10, 2)', 10],
    ['Larger(2, null)', 2],
    ['Larger(-1, null)', -1],
    ['Math.Pow(7, 0)', 1],
    ['Math.Pow(3, 5)', 243],
    ['Math.Pow(1, 1000)', 1],
    ['Math.Pow(10, -2)', 0.01],
    ['Math.Round(3.5)', 4],
    ['Math.Round(-2.5)', -2],
    ['Math.Round(2.5, 0, MidpointRounding.ToEven)', 2],
    ['Math.Round(1.25, 0)', 1],
    ['Math.Round(0.5, 28)', 0.5],
    ['Math.Sqrt(0)', 0],
    ['Math.Sign(0) + Math.Sign(5)', 1],
    ['Cents(0.005)', 0],
    ['Cents(0.015)', 2],
    ['FromCents(1)', 0.01],
    ['TypesafeDivision(1, 3) * 3 == 1', false],
  ])('%s', (formula, expected) => {
    expect(result(formula)).toBe(expected)
  })

  test.each([
    ['Math.Pow(2, 1001)', 'Math.Pow: exponent is between -1000 and 1000'],
    ['Math.Pow(2, -1001)', 'Math.Pow: exponent is between -1000 and 1000'],
    ['Math.Pow(10, 999)', 'This number is beyond what a formula can hold'],
    ['Math.Round(1, -1)', 'Math.Round: places is between 0 and 28'],
    ['Math.Round(1, 29)', 'Math.Round: places is between 0 and 28'],
    ['Math.Sqrt(-1)', 'Math.Sqrt: a negative number has no square root'],
  ])('%s is refused', (formula, message) => {
    expect(() => result(formula)).toThrow(message)
  })
})

describe('conversions', () => {
  test.each([
    ['ConvertToDecimal(" 12 ")', 12],
    ['ConvertToDecimal("+5")', 5],
    ['ConvertToDecimal(".5")', 0.5],
    ['ConvertToDecimal("1e2")', 100],
    ['ConvertToDecimal("1e+2")', 100],
    ['ConvertToDecimal("1,234,567")', 1_234_567],
    ['ConvertToDecimal(false)', 0],
    ['ConvertToInt(2147483647)', 2_147_483_647],
    ['ConvertToInt(-2147483648)', -2_147_483_648],
    ['CoalesceToInt(82.8)', 82],
    ['CoalesceToInt(-2)', -2],
    ['Convert.ToBoolean(" TRUE ")', true],
    ['Convert.ToBoolean("false")', false],
    ['Convert.ToBoolean(true)', true],
    ['Convert.ToBoolean(0)', false],
    ['Convert.ToBoolean(0.5)', true],
    [`ConvertToDecimal("${'0'.repeat(99)}7")`, 7],
  ])('%s', (formula, expected) => {
    expect(result(formula)).toBe(expected)
  })

  test.each([
    ['ConvertToDecimal("")', 'ConvertToDecimal cannot make a number of ""'],
    ['ConvertToDecimal("12 34")', 'ConvertToDecimal cannot make a number of "12 34"'],
    ['ConvertToDecimal("1,23")', 'ConvertToDecimal cannot make a number of "1,23"'],
    ['ConvertToDecimal(".")', 'ConvertToDecimal cannot make a number of "."'],
    ['ConvertToDecimal(DateTime.Now)', 'ConvertToDecimal cannot make a number of a date'],
    ['ConvertToInt(2147483648)', 'ConvertToInt: 2147483648 is too large'],
    ['ConvertToInt(-2147483649)', 'ConvertToInt: -2147483649 is too large'],
    ['CoalesceToInt("x")', 'CoalesceToInt cannot make a number of "x"'],
    ['CoalesceToDecimal("x")', 'CoalesceToDecimal cannot make a number of "x"'],
    ['CoalesceToDateTime("x")', 'CoalesceToDateTime cannot make a date of "x"'],
    ['CoalesceToDateTime(5)', 'CoalesceToDateTime cannot make a date of a number'],
    ['Convert.ToBoolean("yes")', 'Convert.ToBoolean cannot make true or false of "yes"'],
    ['Convert.ToBoolean("")', 'Convert.ToBoolean cannot make true or false of ""'],
    [`ConvertToDecimal("${'0'.repeat(100)}7")`, 'ConvertToDecimal cannot make a number of "0000'],
    [`DateTime.Parse("${'x'.repeat(60)}")`, `DateTime.Parse cannot make a date of "${'x'.repeat(40)}"`],
  ])('%s is refused', (formula, message) => {
    expect(() => result(formula)).toThrow(message)
  })
})

describe('patterns', () => {
  test('the same pattern costs its reading once', () => {
    const longest = 'a'.repeat(limits.patternLength)
    const calls = (pattern: (index: number) => string) =>
      `var n = 0; ${Array.from({ length: 30 }, (_, index) => `if (RegExMatch("b", "${pattern(index)}")) { n += 1; } `).join('')} return n;`
    expect(result(calls(() => longest.slice(0, 100)))).toBe(0)
    const different = `foreach (var a in Many) { if (RegExMatch("b", $"{a}${longest.slice(0, 400)}")) { return 1; } } return 0;`
    const many = Array.from({ length: 60 }, (_, index) => index)
    expect(() => result(different, { many })).toThrow(steps)
  })

  test('a pattern works again after so many others that it was forgotten', () => {
    const many = Array.from({ length: 60 }, (_, index) => index)
    const text = 'var n = 0; foreach (var a in Many) { if (RegExMatch($"x{a}", $"^x{a}$")) { n += 1; } } return n;'
    expect(result(text, { many })).toBe(60)
    expect(result(text, { many })).toBe(60)
  })

  test.each([
    [
      `RegExMatch("a", "${'a'.repeat(limits.patternLength + 1)}")`,
      `the pattern is longer than ${limits.patternLength}`,
    ],
    [`RegExMatch("".PadLeft(${limits.matchedText + 1}), "a")`, `the text is longer than ${limits.matchedText}`],
    ['RegExMatch("a", "((a{100}){10}){10}")', /RegExMatch(: the pattern repeats too much| cannot read the pattern)/],
    ['Regex.Replace("a", "(", "")', 'Regex.Replace cannot read the pattern "("'],
    [`RegExMatch("a", "(${'b'.repeat(90)}")`, `the pattern "(${'b'.repeat(79)}"`],
    [`Regex.Replace("".PadLeft(2000, "a"), "a", "".PadLeft(1000, "b"))`, /A text has at most|more than/],
  ])('%s is refused', (formula, message) => {
    expect(() => result(formula)).toThrow(message)
  })

  test.each([
    [`RegExMatch("a", "${'a?'.repeat(limits.patternLength / 2)}")`, true],
    ['Regex.Replace("a1b22c", "[0-9]+", "-")', 'a-b-c'],
    ['Regex.Replace("abc", "x", "-")', 'abc'],
    ['Regex.Replace("ab", "b", "$1")', 'a$1'],
  ])('%s', (formula, expected) => {
    expect(result(formula)).toBe(expected)
  })
})

describe('texts', () => {
  test.each([
    ['"xxaxx".Trim("x")', 'a'],
    ['"xxaxx".TrimStart("x")', 'axx'],
    ['"xxaxx".TrimEnd("x")', 'xxa'],
    ['"xx".Trim("x")', ''],
    ['"xx".TrimStart("x") + "|" + "xx".TrimEnd("x")', '|'],
    ['" a ".TrimStart() + "|"', 'a |'],
    ['" a ".TrimEnd() + "|"', ' a|'],
    ['"abc".Substring(3)', ''],
    ['"abc".Substring(1, 0)', ''],
    ['"a,b".Split("")', ['a,b']],
    ['"a,b".Split(",")', ['a', 'b']],
    ['"ABC".StartsWith("abc", "OrdinalIgnoreCase")', true],
    ['"ABC".StartsWith("abc", "Ordinal")', false],
    ['"1".Equals(1)', false],
    ['"a".Equals("A", "OrdinalIgnoreCase")', true],
    ['"a".Equals(null)', false],
    ['string.Format("{0}-{{x}}-{1:F1}", "a", 2.25)', 'a-{x}-2.3'],
    ['string.Format("{10}", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, "ten")', 'ten'],
    ['string.IsNullOrWhiteSpace(" ")', true],
    ['string.IsNullOrEmpty(" ")', false],
    ['string.IsNullOrEmpty(null)', true],
    ['Truncate("abc", 0)', ''],
    ['string.Join("-", 1, null, "b")', '1--b'],
    ['string.Join("-", new[] { 1, 2 })', '1-2'],
    ['IntListFromString(" [ +1, -2 ] ")', [1, -2]],
    ['StringListFromString("[]")', null],
    ['StringListFromString("a[0],b]c")', ['a[0]', 'b]c']],
    ['WildcardMatch("abcabc", "%b%b%")', true],
    ['WildcardMatch("abc", "%b%b%")', false],
    ['IsBlank(new[] { 1 })', false],
    ['IsEmpty("0001-01-01T00:00:00Z")', true],
    ['IsEmpty("x0001-01-01")', false],
    ['IsEmpty(DateOnly("2024-01-01"))', false],
  ])('%s', (formula, expected) => {
    expect(result(formula)).toEqual(expected)
  })

  test.each([
    ['"a".Replace("", "b")', 'Replace: the part to be replaced is empty'],
    ['"abc".Substring(-1)', 'Substring'],
    ['"abc".Substring(2, -1)', 'Substring'],
    ['"abc".Substring(4)', 'Substring'],
    ['string.Format("{1}", 5)', 'string.Format: there is no argument for {1}'],
    ['Truncate("abc", -1)', 'Truncate: length is not below 0'],
    ['IntListFromString("1x")', 'IntListFromString: "1x" is no whole number'],
    ['IntListFromString("x1")', 'IntListFromString: "x1" is no whole number'],
    ['JSONToDictionary("{")', 'JSONToDictionary: this is no JSON'],
    ['string.Join("".PadLeft(600000), "a", "b", "c")', 'A text has at most'],
    ['string.Join("".PadLeft(400000), 1, 2, 3, 4)', 'A text has at most'],
  ])('%s is refused', (formula, message) => {
    expect(() => result(formula)).toThrow(message)
  })
})

describe('for shops', () => {
  test.each([
    ['SplitName(" Ada   Lovelace ")', { firstName: 'Ada', lastName: 'Lovelace' }],
    ['SplitName("Lovelace,  Ada   King")', { firstName: 'Ada King', lastName: 'Lovelace' }],
    ['SplitName("Lovelace, Ada, PhD")', { firstName: 'Ada PhD', lastName: 'Lovelace' }],
    ['SplitName("van Gogh")', { firstName: 'van', lastName: 'Gogh' }],
    ['SplitName("Ludwig van der Rohe")', { firstName: 'Ludwig', lastName: 'van der Rohe' }],
    ['SplitName("")', { firstName: null, lastName: null }],
    ['Phone(4155552671)', '+14155552671'],
    ['Phone(" ")', null],
    ['Phone(true)', null],
    ['Phone("030 901820", " de ")', '+4930901820'],
    [`Phone("${'4'.repeat(61)}")`, null],
    [`Phone("${' '.repeat(48)}415 555 2671")`, '+14155552671'],
    ['Money(1, " usd ").Currency', 'USD'],
    ['Money("0.005", "USD").Minor', 0],
    ['Money("0.0015", "KWD").Minor', 2],
    ['Slug("--Ähre  ß--")', 'ahre-ss'],
    ['CountryCode(" Türkiye ")', 'TR'],
    ['CountryCode("USA")', 'US'],
    ['CountryCodeRequired(null)', null],
  ])('%s', (formula, expected) => {
    expect(result(formula)).toEqual(expected)
  })

  test.each([
    ['Money(1, "US")', 'Money: currency is a code of three letters, such as USD'],
    ['Money(1, "USDX")', 'Money: currency is a code of three letters, such as USD'],
    ['Money("x", "USD")', 'Money cannot make a number of "x"'],
    ['CountryCodeRequired("Narnia")', 'CountryCodeRequired found nothing for "Narnia"'],
  ])('%s is refused', (formula, message) => {
    expect(() => result(formula)).toThrow(message)
  })

  test('phones, fingerprints and handles cost steps', () => {
    const many = Array.from({ length: 2_000 }, (_, index) => index)
    const text = 'a'.repeat(1_000)
    const each = (call: string) => `foreach (var a in Many) { var x = ${call}; } return 1;`
    for (const call of ['Phone(a)', 'Hash(Text)', 'Slug(Text)']) {
      expect(() => result(each(call), { many, text })).toThrow(steps)
    }
  })
})

describe('dates', () => {
  test.each([
    ['DateOnly("171978660")', '1975-06-14'],
    ['DateOnly(1719786600)', '2024-06-30'],
    ['DateOnly("17197866001")', null],
    ['DateOnly("x1719786600")', null],
    ['DateOnly(true)', null],
    ['new DateTime(2024, 2, 29).AddYears(1)', '2025-02-28'],
    ['DateTime.Parse("9998-12-31T00:00:00Z").AddYears(1).Year', 9999],
    ['DateTime.Parse("0002-01-01T00:00:00Z").AddYears(-1).Year', 1],
  ])('%s', (formula, expected) => {
    expect(result(formula)).toBe(expected)
  })

  test.each([
    ['DateTime.Parse("9999-12-31T00:00:00Z").AddYears(1)', 'This date is outside of the years 1 to 9999'],
    ['DateTime.Parse("0001-01-01T00:00:00Z").AddYears(-1)', 'This date is outside of the years 1 to 9999'],
    ['new DateTime(2024, 2, 30)', 'There is no such date'],
  ])('%s is refused', (formula, message) => {
    expect(() => result(formula)).toThrow(message)
  })
})
