import { expect, test } from 'vitest'
import { placeOf } from './order-place.ts'

const createdAt = new Date('2026-03-05T18:00:00Z')
const said = { orderId: 7, connectionId: 1, key: 'M1', customerId: '55', orderedAt: '2026-03-04T10:00:00Z', createdAt }

test('an order stands where it says, with its customer and its time', () => {
  const at = new Date('2026-03-04T10:00:00Z')
  expect(placeOf(said)).toEqual({ orderId: 7, connectionId: 1, key: 'M1', customerId: 55, at })
})

test.each([null, '', '0', 'C9QZ7T1V3W5X2', '-3'])('a customer called %s is none of the hub', (customerId) => {
  expect(placeOf({ ...said, customerId }).customerId).toBeNull()
})

test.each([null, '', 'yesterday'])('an order of the time %s was made when it came', (orderedAt) => {
  expect(placeOf({ ...said, orderedAt }).at).toEqual(createdAt)
})
