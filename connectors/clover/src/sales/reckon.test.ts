import { expect, test } from 'vitest'
import { doubtful, quantityOf, takenOff } from './reckon.ts'

test.each([
  [{ amount: -500 }, 2000, 500],
  [{ percentage: 10 }, 2000, 200],
  [{ percentageDecimal: 125_000 }, 2000, 250],
  // The finer share is the one that was meant where both are given.
  [{ percentage: 12, percentageDecimal: 125_000 }, 2000, 250],
  [{ percentage: 10 }, 15, 2],
  [{ amount: 0 }, 2000, 0],
  [{}, 2000, 0],
])('%j takes off a price of %i: %i', (cut, price, off) => {
  expect(takenOff(cut, price)).toBe(off)
  expect(doubtful(cut)).toBeNull()
})

test('a cut with the wrong sign takes off nothing and is said', () => {
  expect([takenOff({ amount: 500 }, 2000), doubtful({ amount: 500 })]).toEqual([
    0,
    expect.stringContaining('wrong sign'),
  ])
  expect(doubtful({ percentage: -10 })).toContain('below zero')
})

test('a quantity is in thousandths, and one where none is said', () => {
  expect([quantityOf(2500), quantityOf(undefined), quantityOf(0)]).toEqual([2.5, 1, 0])
})
