import { describe, expect, test } from 'vitest'
import { type CheckEnvironment, checkFormula } from './check.ts'
import type { RecordShape } from './shape.ts'

const address: RecordShape = {
  type: 'record',
  fields: { address1: { type: 'text' }, city: { type: 'text' }, isPrimaryBilling: { type: 'flag' } },
}

const source: RecordShape = {
  type: 'record',
  fields: {
    id: { type: 'text' },
    emailAddress: { type: 'text' },
    firstName: { type: 'text' },
    price: { type: 'decimal' },
    quantity: { type: 'whole' },
    isActive: { type: 'flag' },
    createdAt: { type: 'date' },
    addresses: { type: 'list', of: address },
    customFields: { type: 'record', fields: {}, open: true },
  },
}

function check(formula: string, more: CheckEnvironment = {}) {
  return checkFormula(formula, { source, ...more }).map((one) => ({
    code: one.code,
    part: formula.slice(one.at, one.end),
    message: one.message,
    ...(one.fix === undefined
      ? {}
      : { fixed: formula.slice(0, one.fix.at) + one.fix.text + formula.slice(one.fix.end) }),
  }))
}

const email = '(IsEmpty(EmailAddress) ? "guest@customerdomain.com" : EmailAddress)'

test.each([
  '(IsActive ? Addresses[0] : Lines[0]).Sku',
  '(IsActive ? Addresses : Lines).First().City',
  'Coalesce(Addresses[0], Lines[0]).Sku',
  '(Addresses[0] ?? Lines[0]).Sku',
  'new[] { Addresses[0], Lines[0] }.First().Sku',
  'Coalesce(Lines, Addresses).Select(x => x.City)',
])('of two kinds of records each may be meant, and no field is said to be missing: %s', (formula) => {
  const line: RecordShape = { type: 'record', fields: { sku: { type: 'text' } } }
  const both: RecordShape = { ...source, fields: { ...source.fields, lines: { type: 'list', of: line } } }
  expect(check(formula, { source: both })).toEqual([])
})

test('records of one kind are known whichever is taken', () => {
  const [found] = check('(IsActive ? Addresses[0] : Addresses.Last()).Sku')
  expect(found).toMatchObject({ code: 'unknown_field', part: 'Sku' })
})

describe('local names', () => {
  test.each([
    'var city = "Bergen"; return Addresses.First("city == \\"" + city + "\\"").City;',
    'var isPrimaryBilling = 1; return Addresses.Any("isPrimaryBilling");',
    'var price = "x"; return Price * 2;',
  ])('hide no field of an element, nor one that is spelled differently: %s', (formula) => {
    expect(check(formula)).toEqual([])
  })

  test('that are not spelled as they were made are named', () => {
    const [found] = check('var counter = 1; return Counter;')
    expect(found).toMatchObject({ code: 'unknown_field', part: 'Counter', fixed: 'var counter = 1; return counter;' })
  })
})

describe('nothing is said against a sound formula', () => {
  test.each([
    email,
    'FirstMatch(Addresses, "IsPrimaryBilling == true").Address1',
    'FieldFromFirstMatch(Addresses, "IsPrimaryBilling == true", "City")',
    'Addresses.Where(a => a.City == "Oslo").Count > 0 && IsActive',
    'Addresses.Select(a => a.City).First().ToUpper()',
    'GetExternalIdAsync(Id, "Customer", SpaceportSystemId)',
    'GetCustomFieldValue(CustomFields, "Tier") ?? CustomFields.Anything',
    'CreatedAt < DateTime.UtcNow.AddDays(-3) || CreatedAt > "2024-01-01"',
    'if (Price > 10) { var x = Price * Quantity; return x; } return 0;',
    'var t = 0; foreach (var a in Addresses) { t += a.City.Length; } return t;',
    'Math.Round(Price, 2).ToString("F2") + " USD"',
    'DestinationValue.Anything ?? Parent.Anything',
    'Price == null ? null : Price * 100',
  ])('%s', (formula) => {
    expect(check(formula)).toEqual([])
  })
})

describe('what is wrong is named, with its place', () => {
  test.each([
    ['EmailAdress', 'unknown_field', 'EmailAdress', 'There is no field EmailAdress; did you mean EmailAddress?'],
    ['Address.City', 'unknown_field', 'Address', 'There is no field Address; did you mean Addresses'],
    [
      'FirstMatch(Addresses, "IsPrimryBilling").City',
      'unknown_field',
      'IsPrimryBilling',
      'did you mean IsPrimaryBilling?',
    ],
    ['Addresses.Any(a => a.Citty == "x")', 'unknown_field', 'Citty', 'did you mean City?'],
    ['FieldFromFirstMatch(Addresses, "true", "Citi")', 'unknown_field', 'Citi', 'did you mean City?'],
    ['Addresses.City', 'unknown_field', 'City', 'a list has no member City; take an element first'],
    ['IsEmty(Id)', 'unknown_function', 'IsEmty', 'There is no function IsEmty; did you mean IsEmpty?'],
    [
      'Upper(Id)',
      'unknown_function',
      'Upper',
      'There is no function Upper; did you mean .ToUpper() or .ToUpperInvariant()?',
    ],
    ['Id.ToUper()', 'unknown_function', 'ToUper', 'There is no method ToUper; did you mean ToUpper?'],
    ['IsEmpty()', 'wrong_arity', 'IsEmpty()', 'IsEmpty(value) does not take 0 arguments'],
    ['GetExternalIdAsync()', 'wrong_arity', 'GetExternalIdAsync()', 'does not take 0 arguments'],
    ['Truncate(Price, 2)', 'type_mismatch', 'Price', 'Truncate: text is a text, and this is a number'],
    ['Price - FirstName', 'type_mismatch', 'FirstName', '- takes two numbers, and this is a text'],
    ['Price < FirstName', 'type_mismatch', 'FirstName', '< takes two numbers or two dates, and this is a text'],
    ['Price == "10"', 'type_mismatch', 'Price == "10"', 'This is always false: a number is never equal to a text'],
    ['Price.ToUpper()', 'type_mismatch', 'Price.ToUpper()', 'a number has no method ToUpper'],
    ['FirstName ? 1 : 2', 'not_boolean', 'FirstName', 'A condition is true or false, and this is a text'],
    ['Where(Addresses, "City").Count', 'not_boolean', 'City', 'A condition is true or false, and this is a text'],
    ['1 +', 'unreadable', '', 'The formula ends here'],
    ['x = 1; return 2;', 'unreadable', 'x = 1;', 'x is no variable of this formula'],
    ['true ? 1 : 2', 'constant_condition', 'true', 'This condition is always true'],
    ['IsEmpty("") ? 1 : 2', 'constant_condition', 'IsEmpty("")', 'This condition is always true'],
    [
      'return 1; return 2;',
      'unreachable_branch',
      'return 2;',
      'This can never be reached: everything before it returns',
    ],
  ])('%s', (formula, code, part, message) => {
    const found = check(formula)
    expect(found).toHaveLength(1)
    expect(found[0]).toMatchObject({ code, part })
    expect(found[0]?.message).toContain(message)
  })

  test('several findings are told at once', () => {
    expect(check('EmailAdress + FirstNam + IsEmty(Id)').map((one) => one.part)).toEqual([
      'EmailAdress',
      'FirstNam',
      'IsEmty',
    ])
  })

  test('a fix puts the right name in place', () => {
    expect(check('"Hi " + FirstNam')[0]?.fixed).toBe('"Hi " + FirstName')
  })
})

describe('a record that may hold more than is listed', () => {
  const source = { type: 'record', open: true, fields: { firstName: { type: 'text' } } } as const

  test('warns of a name that is nearly a known one, and offers it', () => {
    const [found, ...more] = checkFormula('FirsName', { source })
    expect(more).toEqual([])
    expect(found).toMatchObject({ code: 'unlisted_field', severity: 'warning', fix: { text: 'FirstName' } })
  })

  test('takes every other name as it is', () => {
    expect(checkFormula('LoyaltyTier', { source })).toEqual([])
  })
})

describe('filters', () => {
  test.each([
    ['EmailAddress', 'filter_not_boolean'],
    ['Price * 2', 'filter_not_boolean'],
    ['1 == 1', 'constant_condition'],
  ])('%s: %s', (formula, code) => {
    expect(check(formula, { use: 'filter' }).map((one) => one.code)).toEqual([code])
  })

  test('S0-030: the filter of the customers is sound', () => {
    expect(check('!IsEmpty(EmailAddress)', { use: 'filter' })).toEqual([])
  })
})

describe('D0-3: a branch that the filter excludes is reported', () => {
  const guest = '"guest@customerdomain.com"'

  test('the e-mail fallback behind its own filter', () => {
    expect(check(email, { filter: '!IsEmpty(EmailAddress)' })).toEqual([
      {
        code: 'unreachable_branch',
        part: guest,
        message: 'This branch can never be reached: the filter excludes it',
        fixed: '(EmailAddress)',
      },
    ])
  })

  test.each([
    '!IsEmpty(EmailAddress)',
    '!IsBlank(email_address) && IsActive',
    '!(IsEmpty(EmailAddress) || IsEmpty(FirstName))',
    'EmailAddress != null && EmailAddress != ""',
    '!string.IsNullOrEmpty(EmailAddress)',
    'IsActive == true && EmailAddress == "a@b.c"',
    'IsEmpty(EmailAddress) == false',
  ])('by %s', (filter) => {
    expect(check(email, { filter }).map((one) => one.part)).toEqual([guest])
  })

  test.each([
    'IsActive',
    '!IsEmpty(FirstName)',
    '!IsEmpty(EmailAddress) || IsActive',
    'EmailAddress != null',
    'EmailAddress != "x"',
    'Any(Addresses, "!IsEmpty(EmailAddress)")',
  ])('not by %s', (filter) => {
    expect(check(email, { filter }).filter((one) => one.code === 'unreachable_branch')).toEqual([])
  })

  test.each([
    ['EmailAddress ?? "guest"', '"guest"'],
    ['Coalesce(EmailAddress, "guest", "x")', '"guest", "x"'],
    ['if (EmailAddress == null) { return "guest"; } return EmailAddress;', '{ return "guest"; }'],
    ['EmailAddress == "" ? "guest" : EmailAddress', '"guest"'],
  ])('in %s', (formula, part) => {
    expect(check(formula, { filter: '!IsEmpty(EmailAddress)' }).map((one) => one.part)).toEqual([part])
  })

  test('inside a condition, the same name is a field of the element', () => {
    const inside: RecordShape = { type: 'record', fields: { emailAddress: { type: 'text' } } }
    const people: RecordShape = { type: 'record', fields: { ...source.fields, people: { type: 'list', of: inside } } }
    const formula =
      'People.Count(p => IsEmpty(p.EmailAddress) ? true : false) + Select(People, "EmailAddress ?? 1").Count'
    expect(checkFormula(formula, { source: people, filter: '!IsEmpty(EmailAddress)' })).toEqual([])
  })
})

test('a branch that a condition around it excludes is reported', () => {
  const found = check('IsEmpty(FirstName) ? (FirstName == null ? "a" : "b") : (IsEmpty(FirstName) ? "c" : "d")')
  expect(found.map((one) => [one.part, one.message])).toEqual([
    ['"c"', 'This branch can never be reached: a condition around it excludes it'],
  ])
  const early = check('if (IsEmpty(FirstName)) return "a"; if (FirstName == null) return "b"; return FirstName;')
  expect(early.map((one) => one.part)).toEqual(['return "b";'])
})
