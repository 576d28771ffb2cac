import { expect, test } from 'vitest'
import { zeroes, zeroesThere } from './zeroed.ts'

test.each([
  [{ quantityOnHand: { old: 5, new: 0 } }, true],
  [{ 'variants/I1/quantityAvailable': { old: 0.5, new: 0 } }, true],
  [{ quantityOnHand: { old: 5 } }, true],
  [{ quantityOnHand: { old: 5, new: 1 } }, false],
  [{ quantityOnHand: { old: -5, new: 0 } }, false],
  [{ quantityOnHand: { new: 0 } }, false],
  [{ defaultPrice: { old: 5, new: 0 } }, false],
])('that %j takes all of the stock away: %s', (patch, does) => {
  expect(zeroes(patch)).toBe(does)
})

test('a destination that had none loses none', () => {
  expect(zeroesThere({ quantity: 0 }, { quantity: 0 })).toBe(false)
  expect(zeroesThere(null, { quantity: 0 })).toBe(false)
  expect(zeroesThere({ quantity: 3 }, { sku: 'TEE' })).toBe(false)
  expect(zeroesThere({ quantity: 3 }, { quantity: 0 })).toBe(true)
})
