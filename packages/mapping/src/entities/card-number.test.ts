import { expect, test } from 'vitest'
import { cardNumberAt, maskCardNumbers } from './card-number.ts'
import { customer } from './customer.ts'
import { validateRecord } from './validate.ts'

const cards = ['4242424242424242', '5200828282828210', '378282246310005', '6011111111111117', '3530111333300000']

test.each(cards)('%s is masked, in one piece and in groups', (card) => {
  const grouped = (separator: string) => card.replaceAll(/(\d{4})(?=\d)/g, `$1${separator}`)
  for (const text of [card, grouped(' '), grouped('-'), `exp 12 30 ${grouped(' ')} cvv 123`, `${grouped('-')} 123`]) {
    const masked = maskCardNumbers(text)
    expect(masked).toContain('[card …')
    expect(masked.replace(/\[card …[\d -]{4}\]/, '')).not.toMatch(/\d{4}/)
  }
})

test.each([
  '4242424242424241', // a wrong check digit
  'clv_1TSTSJ4242424242424242', // part of a token
  '1767268805000', // a time
  '4222222222222', // thirteen digits: an id of a shop looks like this, and no card of today does
  '+4915112345678901',
  '9999999999999999', // no scheme begins like this
  'C9QZ7T1V3W5X2',
  'sizes 38 40 42 44 46 48 50 52 54 56',
])('%s is no card number, and stays as it is', (text) => {
  expect(maskCardNumbers(text)).toBe(text)
})

test.each([
  [{ comment: 'pays with 4005 5622 3121 2123' }, 'comment'],
  [{ customFields: { CardToken: '4005562231212123' } }, 'customFields.CardToken'],
  [{ customFields: { Card: 4005562231212123 } }, 'customFields.Card'],
  [{ addresses: [{ id: 'A1' }, { id: 'A2', address1: 'c/o 5200-8282-8282-8210' }] }, 'addresses.1.address1'],
])('S2-003 a customer with a card number anywhere is not sound: %j', (data, field) => {
  const found = validateRecord(customer, { customerNumber: '1', lastName: 'Berg', ...data })
  expect(found).toMatchObject([{ code: 'CARD_NUMBER_REFUSED', field }])
  expect(JSON.stringify(found)).not.toMatch(/\d{4}/)
})

test('the way to a card number is told by names and places, and none is found where there is none', () => {
  expect(cardNumberAt({ a: [{ b: '4242424242424242' }] }, '')).toBe('a.0.b')
  expect(cardNumberAt({ a: [null, true, 'x', 17] }, '')).toBeUndefined()
})
