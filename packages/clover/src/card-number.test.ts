import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { holdsCardNumber, maskCardNumbers, refuseCardNumbers } from './card-number.ts'
import { testCards } from './ecommerce/tokens.ts'

const cards = [
  ...Object.values(testCards),
  '4111111111111111',
  '5555555555554444',
  '3530111333300000',
  '36227206271667',
]

test.each(cards)('%s is seen, with blanks and dashes, too', (card) => {
  const grouped = (separator: string) => card.replaceAll(/(\d{4})(?=\d)/g, `$1${separator}`)
  expect([card, grouped(' '), grouped('-')].map((text) => holdsCardNumber(text))).toEqual([true, true, true])
})

test.each([
  ['card 4242 4242 4242 4242, thanks', 'card [card …4242], thanks'],
  ['12/30 4242424242424242', '12/30 [card …4242]'],
  ['exp 12 30 4242-4242-4242-4242 cvv 123', 'exp 12 30 [card …4242] cvv 123'],
])('in "%s" the number is masked', (text, masked) => {
  expect(maskCardNumbers(text)).toBe(masked)
})

test.each([
  '4242424242424241', // wrong check digit
  'clv_1TSTSJ4242424242424242', // part of a token
  '1767268805000', // a time
  'C9QZ7T1V3W5X2',
  '+4915112345678',
  '9999999999999999', // no scheme begins like this
])('%s is no card number', (text) => {
  expect(holdsCardNumber(text)).toBe(false)
})

test('every card number with a wrong digit passes', () => {
  const wrong = [...'0123456789'].map((digit) => `424242424242424${digit}`).filter((number) => holdsCardNumber(number))
  expect(wrong).toEqual(['4242424242424242'])
})

describe('a body', () => {
  test.each([
    [{ name: '4242424242424242' }, 'name'],
    [{ shipping: { address: { line1: 'c/o 5200 8282 8282 8210' } } }, 'shipping.address.line1'],
    [
      { emailAddresses: [{ emailAddress: 'x' }, { emailAddress: '378282246310005' }] },
      'emailAddresses[1].emailAddress',
    ],
    [{ amount: 4242424242424242 }, 'amount'],
    [{ phone: '4242424242424242' }, 'phone'],
  ])('%j is refused, and the field named', (body, param) => {
    expect(() => refuseCardNumbers(body)).toThrow(expect.objectContaining({ code: 'card_number_refused', param }))
  })

  test('with a phone number of any digits passes', () => {
    const digits = fc.integer({ min: 1, max: 999_999_999_999_999 }).map(String)
    const phones = digits.filter((text) => !/^3[47]\d{13}$/.test(text))
    const passes = (phone: string) => refuseCardNumbers({ phone, phoneNumber: phone })
    expect(() => fc.assert(fc.property(phones, passes))).not.toThrow()
  })

  test('with a barcode that has the form of an old card number passes', () => {
    expect(holdsCardNumber('4222222222222')).toBe(true)
    expect(refuseCardNumbers({ code: '4222222222222', sku: '4222222222222' })).toBeUndefined()
  })
})
