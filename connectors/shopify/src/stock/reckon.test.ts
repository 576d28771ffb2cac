import { expect, test } from 'vitest'
import { reckon } from './reckon.ts'

const wish = { quantity: 10, heard: null, safetyStock: 0 }

test.each([
  ['the shop is told what the hub has', 4, wish, 10],
  ['a buffer is kept back', 4, { ...wish, safetyStock: 3 }, 7],
  ['nothing below zero is told', 4, { ...wish, quantity: 2, safetyStock: 3 }, 0],
  ['what was oversold at the till is none', 4, { ...wish, quantity: -2 }, 0],
  ['parts of one are cut off', 4, { ...wish, quantity: 2.75 }, 2],
  ['a sale that the hub has not heard of is kept', 9, { ...wish, quantity: 12, heard: 10 }, 11],
  ['with a buffer the hub alone counts', 6, { ...wish, quantity: 12, heard: 10, safetyStock: 3 }, 9],
  ['a sale does not bring it below zero', 1, { ...wish, quantity: 0, heard: 3 }, 0],
  ['what is oversold there, and heard of, is no sale', -2, { ...wish, quantity: 5, heard: -2 }, 5],
  ['what was returned there is kept', 11, { ...wish, quantity: 12, heard: 10 }, 13],
])('%s', (_, held, given, written) => {
  expect(reckon(held, given).quantity).toBe(written)
})
