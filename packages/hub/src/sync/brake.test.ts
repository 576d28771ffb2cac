import { expect, test } from 'vitest'
import { beyond, limitsOf } from './brake.ts'

const usual = limitsOf({})
const tally = (changed: number, gone = 0, zeroed = 0) => ({ changed, gone, zeroed })

test.each([
  ['30 % of the linked', tally(30), 100, null],
  ['one more', tally(31), 100, 'BRAKE_CHANGED'],
  ['fewer than twenty, though all', tally(19), 19, null],
  ['6 % taken for deleted, but fewer than twenty', tally(0, 18), 300, null],
  ['6 % taken for deleted', tally(0, 24), 400, 'BRAKE_DELETED'],
  ['6 % set to zero', tally(24, 0, 24), 400, 'BRAKE_ZEROED'],
  ['a first sync, where nothing is linked', tally(5_000), 0, null],
])('%s', (_title, counts, linked, code) => {
  expect(beyond(usual, counts, linked)?.details.code ?? null).toBe(code)
})

test('the words hold the figures', () => {
  const fault = beyond(usual, tally(40), 100)
  expect(fault?.message).toContain('At least 40 of 100')
  expect(fault?.details.facts).toEqual({ count: 40, linked: 100, percent: 40, limit: 30 })
})

test('a flow has brakes of its own, and those that it does not name stay as they are', () => {
  const loose = limitsOf({ brakes: { changed: 100 } })
  expect(beyond(loose, tally(100), 100)).toBe(null)
  expect(beyond(loose, tally(0, 50), 100)?.details.code).toBe('BRAKE_DELETED')
})
