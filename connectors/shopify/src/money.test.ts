import { expect, test } from 'vitest'
import { toAmount, toMinor } from './money.ts'

test.each([
  ['42.5', 'EUR', 4250],
  ['0.0', 'USD', 0],
  ['19.99', 'USD', 1999],
  ['1980', 'JPY', 1980],
  ['1980.0', 'JPY', 1980],
  ['1.234', 'KWD', 1234],
  ['-3.10', 'USD', -310],
  ['0.005', 'USD', 1],
])('%s %s is %i of its smallest unit', (amount, currency, minor) => {
  expect(toMinor(amount, currency)).toBe(minor)
})

test.each([
  [1999, 'USD', '19.99'],
  [5, 'EUR', '0.05'],
  [0, 'EUR', '0.00'],
  [1980, 'JPY', '1980'],
  [1234, 'KWD', '1.234'],
])('%i of the smallest unit of %s is written %s', (minor, currency, amount) => {
  expect(toAmount(minor, currency)).toBe(amount)
})

test('what is no decimal number is not taken for zero', () => {
  expect(() => toMinor('NaN', 'USD')).toThrow('no decimal number')
})
