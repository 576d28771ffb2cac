import { describe, expect, test } from 'vitest'
import { Answers } from './answers.ts'
import { compileFormula } from './compile.ts'
import { hubLookups } from './lookups.ts'
import { result, scopeOf } from './testing.ts'
import { toJson } from './to-json.ts'

const email = '(IsEmpty(EmailAddress) ? "guest@customerdomain.com" : EmailAddress)'

describe('the formulas of the replaced service run as they are', () => {
  const addresses = [
    { address1: '1 High St', city: null, isPrimaryBilling: false },
    { address1: '2 Low Rd', city: 'Leeds', isPrimaryBilling: true },
  ]
  test.each([
    ['S0-034', email, { emailAddress: 'ada@example.com' }, 'ada@example.com'],
    ['S0-034', email, { emailAddress: '' }, 'guest@customerdomain.com'],
    ['S0-030', '!IsEmpty(EmailAddress)', { emailAddress: null }, false],
    ['S0-030', '!IsEmpty(EmailAddress)', { email_address: 'a@b.c' }, true],
    ['S3-041', 'FirstMatch(Addresses, "IsPrimaryBilling == true").Address1', { addresses }, '2 Low Rd'],
    ['S3-043', 'FieldFromFirstMatch(Addresses, "IsPrimaryBilling == true", "City")', { addresses }, 'Leeds'],
    ['S3-047', 'FieldFromFirstMatch(Addresses, "IsPrimaryBilling == true", "City")', { addresses: [] }, null],
    ['S3-047', 'FirstMatch(Addresses, "IsPrimaryBilling == true").City', {}, null],
    ['S3-036', 'GetKlaviyoFormattedPhoneNumber(PhoneNumber)', { phoneNumber: '(415) 555-2671' }, '+14155552671'],
    ['filters', 'PaymentState == "PAID"', { payment_state: 'PAID' }, true],
    ['filters', 'Variants == null || Variants.Count == 0', { variants: [] }, true],
  ])('%s: %s of %j', (_, formula, source, expected) => {
    expect(result(formula, source)).toEqual(expected)
  })

  test('S0-045: an update keeps the number that the destination has, an add has none', () => {
    const destination = { customerNumber: 'C-77' }
    expect(result('DestinationValue.CustomerNumber', {}, { destination })).toBe('C-77')
    expect(result('DestinationValue.CustomerNumber')).toBe(null)
  })
})

describe('operators', () => {
  test.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['10 - 4 - 3', 3],
    ['7 / 2', 3.5],
    ['7 % 3', 1],
    ['-7 % 3', -1],
    ['-(-2)', 2],
    ['!false && true || false', true],
    ['true || 1 / 0 == 1', true],
    ['false && 1 / 0 == 1', false],
    ['true ? 1 : 1 / 0', 1],
    ['false ? 1 : true ? 2 : 3', 2],
    ['1 < 2 == true', true],
    ['null ?? "b" ?? "c"', 'b'],
    ['"a" + 1 + 2', 'a12'],
    ['1 + 2 + "a"', '3a'],
    ['"is " + true', 'is True'],
    ['\'single\' + "double"', 'singledouble'],
    ['"a\\"b\\u0041\\n"', 'a"bA\n'],
    ['@"c:\\x""y"', 'c:\\x"y'],
    ['$"{1 + 1} {{}} {(true ? "y" : "n")}"', '2 {} y'],
    ['new[] { 1, 2 }[1]', 2],
    ['[1, 2][5]', null],
    ['"tea"[1]', 'e'],
    ['(int)2.9 + (int)(-2.9)', 0],
    ['(string)5 + 5', '55'],
    ['TRUE && !False', true],
    ['/* no */ 1 // one', 1],
    ['Math.Round(2.5) == 2 ? "even" : "odd"', 'even'],
  ])('%s', (formula, expected) => {
    expect(result(formula)).toEqual(expected)
  })
})

describe('null', () => {
  test.each([
    ['null == null', true],
    ['Missing == null', true],
    ['null < 1', false],
    ['null <= null', false],
    ['1 > null', false],
    ['1 >= null', false],
    ['null + "x"', 'x'],
    ['"x" + null', 'x'],
    ['null + 1', null],
    ['null * 2', null],
    ['-Missing', null],
    ['!Missing', true],
    ['Missing && true', false],
    ['Missing.Deep.Deeper', null],
    ['Missing?.Deep', null],
    ['Missing[0]', null],
    ['Missing.ToUpper()', null],
    ['Missing.HasValue', false],
    ['Parent.Name', null],
    ['DestinationValue == null', true],
    ['$"[{Missing}]"', '[]'],
  ])('%s', (formula, expected) => {
    expect(result(formula)).toEqual(expected)
  })
})

describe('decimals are exact', () => {
  test.each([
    ['0.1 + 0.2', {}, 0.3],
    ['Price * Quantity', { price: 1.1, quantity: 3 }, 3.3],
    ['Price * 100', { price: 19.99 }, 1999],
    ['Price - 0.01 == 19.98', { price: 19.99 }, true],
    ['1.0 == 1', {}, true],
    ['10 / 3 * 3', {}, 10],
    ['9007199254740991 + 2', {}, '9007199254740993'],
    ['1000000000000.01 * 100', {}, 100_000_000_000_001],
    ['IsEmpty(Price - Price)', { price: 1.5 }, true],
    ['IsEmpty(Stock)', { stock: 0 }, false],
  ])('%s of %j is %j', (formula, source, expected) => {
    expect(result(formula, source)).toBe(expected)
  })
})

describe('names', () => {
  const source = { email_address: 'a', EMailAddress2: 'b', 'My Field': 'c', proto: 'd', City: 'exact', city: 'lower' }
  test.each([
    ['EmailAddress', 'a'],
    ['EMAILADDRESS', 'a'],
    ['e_mail_address_2', 'b'],
    ['this["My Field"]', 'c'],
    ['City', 'exact'],
    ['city', 'lower'],
    ['SpaceportSystemId', 12],
    ['source_type_name', 'Customer'],
    ['isempty(EmailAddress)', false],
    ['First_Match(null, "true")', null],
    ['math.round(1.6)', 2],
  ])('%s', (formula, expected) => {
    expect(result(formula, source)).toEqual(expected)
  })

  test('a child reads its parent, and a condition only its element', () => {
    const parent = { id: 'P1', tags: [{ name: 'x' }] }
    expect(result('Parent.Id + Id', { id: 'C1' }, { parent })).toBe('P1C1')
    expect(result('parent.Tags.Count', {}, { parent })).toBe(1)
    expect(result('FirstMatch(Parent.Tags, "Id == null").Name', { id: 'C1' }, { parent })).toBe('x')
    expect(result('FirstMatch(Parent.Tags, t => Id == "C1").Name', { id: 'C1' }, { parent })).toBe('x')
  })
})

describe('statements', () => {
  test.each([
    ['if (A > 1) { return "big"; } else return "small";', { a: 2 }, 'big'],
    ['if (A > 1) { return "big"; } else return "small";', { a: 1 }, 'small'],
    ['if (A > 1) return 1; else if (A == 1) return 2; return 3;', { a: 1 }, 2],
    ['if (A > 1) return 1; else if (A == 1) return 2; return 3;', { a: 0 }, 3],
    ['if (A > 1) { }', { a: 2 }, null],
    ['var x = A * 2; x += 1; string s = "n" + x; return s;', { a: 2 }, 'n5'],
    [
      'var t = 0; foreach (var l in Lines) { if (l.Free) { return "free"; } t += l.Price; } return t;',
      lines(false),
      3.3,
    ],
    [
      'var t = 0; foreach (var l in Lines) { if (l.Free) { return "free"; } t += l.Price; } return t;',
      lines(true),
      'free',
    ],
    ['{ var x = 1; return x; }', {}, 1],
    ['return A;', { a: 5 }, 5],
    ['List<string> x = new List<string> { "a" }; return x.Count;', {}, 1],
  ])('%s of %j', (formula, source, expected) => {
    expect(result(formula, source)).toEqual(expected)
  })

  function lines(free: boolean) {
    const first = { price: 1.1, free: false }
    return { lines: [first, { price: 2.2, free }] }
  }
})

describe('conditions may be put together by the formula', () => {
  const source = { wanted: 'B', lines: [{ sku: 'A' }, { sku: 'B', price: 4 }] }
  test.each([
    ['FirstMatch(Lines, "Sku == \\"" + Wanted + "\\"").Price', 4],
    ['FirstMatch(Lines, $"Sku == \\"{Wanted}\\"").Price', 4],
    ['FirstMatch(Lines, l => l.Sku == Wanted).Price', 4],
    ['FirstMatch(Lines, Missing)', null],
    ['Any(StringListFromString("a,b"), "it == \\"b\\"")', true],
  ])('%s', (formula, expected) => {
    expect(result(formula, source)).toEqual(expected)
  })
})

describe('dates compare with dates, also where the source writes them as texts', () => {
  test.each([
    ['Created < "2024-03-01T00:00:00Z"', true],
    ['Created < DateTime.UtcNow', true],
    ['Created == DateTime.Parse("2024-02-28T10:00:00Z")', true],
    ['DateTime.UtcNow.AddDays(-7) <= Created', true],
    ['Created.Year', 2024],
  ])('%s', (formula, expected) => {
    expect(result(formula, { created: '2024-02-28T11:00:00+01:00' })).toBe(expected)
  })
})

describe('look-ups are asked first and answered later', () => {
  const formula = 'GetExternalIdAsync(Id, "Customer", SpaceportSystemId)'

  test('S3-034: the first time it is null and leaves its question; then it is the answer', () => {
    const compiled = compileFormula(formula)
    expect(compiled.lookups).toEqual(['GetExternalIdAsync'])
    const answers = new Answers()
    const scope = scopeOf({ id: 55_260 }, { answers })
    expect(compiled.evaluate(scope)).toBe(null)
    expect(compiled.evaluate(scope)).toBe(null)
    const questions = answers.wanted()
    expect(questions).toEqual([{ name: 'GetExternalIdAsync', args: [55_260, 'Customer', 12] }])
    for (const question of questions) answers.give(question, '01H')
    expect(compiled.evaluate(scope)).toBe('01H')
    expect(answers.wanted()).toEqual([])
  })

  test('an answer of null is an answer', () => {
    const answers = new Answers()
    answers.give({ name: 'getexternalidasync', args: [1] }, null)
    expect(result('GetExternalIdAsync(1) ?? "none"', {}, { answers })).toBe('none')
    expect(answers.wanted()).toEqual([])
  })

  test('one whose name ends in Required throws once nothing was found', () => {
    const lookups = [{ name: 'CountryCodeRequired', params: [{ name: 'country', type: 'text' as const }] }]
    const answers = new Answers()
    expect(result('CountryCodeRequired(Country)', { country: 'Narnia' }, { answers }, { lookups })).toBe(null)
    for (const question of answers.wanted()) answers.give(question, null)
    const again = () => result('CountryCodeRequired(Country)', { country: 'Narnia' }, { answers }, { lookups })
    expect(again).toThrow('CountryCodeRequired found nothing for "Narnia"')
  })

  test('a branch that is not taken asks nothing', () => {
    const answers = new Answers()
    result('Linked ? GetExternalIdAsync(Id) : null', { linked: false, id: 1 }, { answers })
    expect(answers.wanted()).toEqual([])
  })

  test('arguments are checked against the signature', () => {
    expect(hubLookups[0]?.params[1]?.type).toBe('text')
    expect(() => result('GetExternalIdAsync(1, 2)')).toThrow(
      'GetExternalIdAsync: entity is a text, and this is a number',
    )
    expect(() => compileFormula('GetExternalIdAsync()')).toThrow('does not take 0 arguments')
  })
})

test('a formula tells what it reads', () => {
  const text = 'Parent.Name + FirstMatch(Addresses, "IsPrimary").City + DestinationValue.City + Lines.Sum(l => l.Price)'
  const formula = compileFormula(text)
  expect(formula.usesDestination).toBe(true)
  expect(formula.reads.map((read) => `${read.of}:${read.path.join('.')}`).toSorted()).toEqual([
    'destination:City',
    'parent:Name',
    'source:Addresses',
    'source:Addresses.City',
    'source:Addresses.IsPrimary',
    'source:Lines',
    'source:Lines.Price',
  ])
  expect(compileFormula('Name + SpaceportSystemId').reads).toEqual([{ of: 'source', path: ['Name'] }])
  expect(compileFormula('Name').usesDestination).toBe(false)
})

test('JSON comes back as JSON', () => {
  const formula = compileFormula('new[] { 1.50m, DateOnly("2024-02-29"), Extra }')
  const extra = JSON.parse('{"__proto__": {"a": 1}, "b": [null, 0]}')
  const json = toJson(formula.evaluate(scopeOf({ extra })))
  expect(JSON.stringify(json)).toBe('[1.5,"2024-02-29",{"__proto__":{"a":1},"b":[null,0]}]')
})

describe('local names', () => {
  const addresses = [
    { city: 'Rom', zip: '1' },
    { city: 'Bergen', zip: '2' },
  ]
  test.each([
    ['var city = "Bergen"; return FieldFromFirstMatch(Addresses, "City == \\"" + city + "\\"", "Zip");', '2'],
    ['var city = "Bergen"; return Addresses.First("City == \\"Bergen\\"").Zip;', '2'],
    ['var city = "Bergen"; return Addresses.First("city == \\"Bergen\\"").Zip;', '2'],
    ['var city = "Bergen"; return Addresses.First(a => a.City == city).Zip;', '2'],
    ['return Addresses.First(city => city.Zip == "2" && City == "Ulm").Zip;', '2'],
    ['var city = "Bergen"; return City;', 'Ulm'],
    ['var city = "Bergen"; return city;', 'Bergen'],
  ])('%s', (formula, expected) => {
    expect(result(formula, { city: 'Ulm', addresses })).toBe(expected)
  })

  test('are spelled as they were made', () => {
    expect(() => compileFormula('var total = 1; Total += 1; return total;')).toThrow('did you mean total?')
  })
})
