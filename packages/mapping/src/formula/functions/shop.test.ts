import { describe, expect, test } from 'vitest'
import { limits } from '../limits.ts'
import { result } from '../testing.ts'

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
      expect(() => result(each(call), { many, text })).toThrow(`This formula takes more than ${limits.steps} steps`)
    }
  })
})
