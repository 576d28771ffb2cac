/** What the functions do where the examples of their page do not look: at edges, with the odd kinds, and with faults. */
import fc from 'fast-check'
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
    ['Distinct(new[] { 2.5 * 2, 5 * 1 })', [5]],
    ['Distinct(new[] { 5, 2.5m * 2, 5.0m, 5 })', [5]],
    ['Distinct(new[] { 5, "5", null, true })', [5, '5', null, true]],
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

describe('looking for one text in another', () => {
  const search = 'var t = "".PadLeft(700000, "a"); var p = "".PadLeft(50000, "a") + "b" + "".PadLeft(50000, "a"); '
  test.each([
    't.Contains(p)',
    't.IndexOf(p)',
    't.LastIndexOf(p)',
    't.Replace(p, "")',
    't.Split(p)',
    'WildcardMatch(t, p)',
    'SubstringAfterLastMatch(t, p)',
  ])('%s pays for what it compares', (call) => {
    expect(() => result(`${search} return ${call};`)).toThrow(steps)
  })

  test('a long text may be searched for an ordinary one, and for one as long as itself', () => {
    const source = { long: 'tea and cake '.repeat(20_000), other: `${'tea and cake '.repeat(20_000)}!` }
    expect(result('Long.Contains("green tea with ginger")', source)).toBe(false)
    expect(result('Other.Contains(Long)', source)).toBe(true)
  })
})

describe('patterns', () => {
  test('a replacement pays for each match that had to look far ahead', () => {
    const long = 'a'.repeat(limits.matchedText)
    expect(() => result('Regex.Replace(Long, "a.*z|a", "")', { long })).toThrow(steps)
  })

  test.each([
    ['\\s', 'tea ', 2_500, 'tea'],
    ['\\s+', 'tea ', 2_500, 'tea'],
    ['[^a-z0-9]+', 'tea ', 2_500, 'tea'],
    ['<[^>]*>', 'green <b>tea</b> with <i>ginger</i>, ', 200, 'green tea with ginger, '],
    ['(\\w)\\s', 'tea and ', 200, 'tean'],
  ])('a replacement of %s is paid for in a long text', (pattern, part, times, left) => {
    const text = part.repeat(times)
    expect(result(`Regex.Replace(Text, @"${pattern}", "")`, { text })).toContain(left)
  })

  test('the same pattern costs its reading once', () => {
    const many = Array.from({ length: 60 }, (_, index) => index)
    const longest = 'a'.repeat(400)
    const same = `foreach (var a in Many) { if (RegExMatch("b", "${longest}")) { return 1; } } return 0;`
    expect(result(same, { many })).toBe(0)
    const different = `foreach (var a in Many) { if (RegExMatch("b", $"{a}${longest}")) { return 1; } } return 0;`
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
    ['ConvertToLong("9223372036854775807")', '9223372036854775807'],
    ['ConvertToLong("-9223372036854775808")', '-9223372036854775808'],
    ['CountryCode("Cura\u00e7ao")', 'CW'],
    ['CountryCode("Curac\u0327ao")', 'CW'],
    ['"-x_".Trim(new[] { "-", "_" })', 'x'],
    ['"tea🍵🍵".TrimEnd("🍵")', 'tea'],
    ['"🍶tea".TrimStart("🍵")', '🍶tea'],
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
    ['Truncate("ab😀c", 3)', 'ab'],
    ['Truncate("ab😀c", 4)', 'ab😀'],
    ['Truncate("😀", 1)', ''],
    ['"ab😀c".Substring(0, 3)', 'ab'],
    ['"ab😀c".Substring(3)', 'c'],
    ['"ab😀c".Substring(2, 2)', '😀'],
    ['"😀".Substring(1, 0)', ''],
    ['"😀a"[0] + "|" + "😀a"[2]', '|a'],
    ['"7".PadLeft(4, "😀")', '😀7'],
    ['"7".PadRight(5, "😀") + "|"', '7😀😀|'],
    ['"7".PadLeft(3, "")', '7'],
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
    ['ConvertToLong("9223372036854775808")', 'ConvertToLong: 9223372036854775808 is too large'],
    ['ConvertToLong("-9223372036854775809")', 'ConvertToLong: -9223372036854775809 is too large'],
    ['string.Format("{1}", 5)', 'string.Format: there is no argument for {1}'],
    [
      'string.Format("{0,8:F2}", 5)',
      'string.Format: {0,8:F2} is no place for an argument: write {0} or {0:F2}, {{ for a brace',
    ],
    ['string.Format("{Name}", 5)', 'string.Format: {Name} is no place for an argument'],
    ['string.Format("{0", 5)', 'string.Format: {0 is no place for an argument'],
    ['string.Format("0}", 5)', 'string.Format: } is no place for an argument'],
    ['Truncate("abc", -1)', 'Truncate: length is not below 0'],
    ['IntListFromString("1x")', 'IntListFromString: "1x" is no whole number'],
    ['IntListFromString("x1")', 'IntListFromString: "x1" is no whole number'],
    ['JSONToDictionary("{")', 'JSONToDictionary: this is no JSON'],
    ['string.Join("".PadLeft(600000), "a", "b", "c")', 'A text has at most'],
    ['string.Join("".PadLeft(400000), 1, 2, 3, 4)', 'A text has at most'],
    ['JSONToDictionary("[]")', 'JSONToDictionary: this is no JSON object'],
  ])('%s is refused', (formula, message) => {
    expect(() => result(formula)).toThrow(message)
  })

  test.each([
    'string.Join("".PadLeft(1000000), Many)',
    '"".PadLeft(100000, "a").Replace("a", "".PadLeft(100000))',
    'Regex.Replace("".PadLeft(2000, "a"), "a", "".PadLeft(1000000))',
  ])('%s is refused before the text is made, which no memory could hold', (formula) => {
    expect(() => result(formula, { many: Array.from({ length: 1_000 }, () => 'x') })).toThrow('A text has at most')
  })
})

describe('maps', () => {
  const fields = [
    { name: 'Size', value: 'L' },
    7,
    { customFieldName: 'Tier', name: 'Size', value: 'gold' },
    { value: 'none' },
  ]

  test.each([
    ['GetCustomFieldValue(Fields, "TIER")', 'gold'],
    ['GetCustomFieldValue(Fields, "size")', 'L'],
    ['GetCustomFieldValue(Fields, "")', null],
    [
      'JSONToDictionary("{\\"a\\": true, \\"b\\": null, \\"c\\": [1.50], \\"d\\": 0.5}")',
      { a: 'true', b: null, c: '[1.5]', d: '0.5' },
    ],
  ])('%s', (formula, expected) => {
    expect(result(formula, { fields })).toEqual(expected)
  })
})

test('whatever a text is made of and wherever it is cut, no character is left in half', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'é', '😀', '𝄞') }), fc.nat(8), fc.nat(8), (note, from, to) => {
      const cuts = ['Truncate(Note, From)', 'Note.PadLeft(From, Note)', 'Note.PadRight(From, Note)', 'Note[From]']
      if (from <= to && to <= note.length) cuts.push('Note.Substring(From)', 'Note.Substring(From, To - From)')
      for (const cut of cuts) expect(String(result(cut, { note, from, to })).isWellFormed()).toBe(true)
    }),
    { numRuns: 40 },
  )
})
