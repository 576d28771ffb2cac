import { expect, test } from 'vitest'
import { codeFrom, redemptionCode } from './redemption-code.ts'

test('every redemption has a code of its own, which holds neither a vowel nor what looks like something else, nor is a number', () => {
  const codes = Array.from({ length: 50_000 }, (_, id) => redemptionCode(id + 1))
  expect(new Set(codes).size).toBe(codes.length)
  expect(codes.filter((code) => !/^[BCDFGHJKMNPQRSTVWXYZ][BCDFGHJKMNPQRSTVWXYZ2-9]{4}$/.test(code))).toEqual([])
})

test('two codes in a row do not differ by one letter alone', () => {
  const [one = '', next = ''] = [redemptionCode(1), redemptionCode(2)]
  expect([...one].filter((letter, at) => letter !== next[at]).length).toBeGreaterThan(2)
})

test('a code is known as it was typed', () => {
  expect(codeFrom(' k7-qm z')).toBe('K7QMZ')
})
