import { expect, test } from 'vitest'
import { table } from './print.ts'
import { progressInWords } from './progress.ts'

test('columns are as wide as their widest cell, numbers to the right, gaps as a dash', () => {
  const text = table(
    ['name', 'read'],
    [
      ['Zoë', 5],
      ['clover-customers', 1200],
    ],
  )
  expect(text).toBe('name              read\nZoë                  5\nclover-customers  1200')
  expect(table(['a', 'b'], [[null, 'x']])).toBe('a  b\n-  x')
})

test('a character that fills two places of a terminal counts as two, and a mark on a letter as none', () => {
  const text = table(
    ['name', 'city'],
    [
      ['山田太郎', 'Osaka'],
      ['김민수 🍵', 'Seoul'],
      ['Ｗｉｄｅ', 'x'],
      ['Nguye\u0302\u0303n', 'Huế'],
    ],
  )
  expect(text.split('\n')).toEqual([
    'name       city',
    '山田太郎   Osaka',
    '김민수 🍵  Seoul',
    'Ｗｉｄｅ   x',
    'Nguye\u0302\u0303n     Huế',
  ])
})

test('a table without a row says so, where heads alone look like a command that broke off', () => {
  expect(table(['flow', 'state'], [])).toBe('flow  state\nnone')
})

test('a cell with line breaks or of great length stays one line', () => {
  const text = table(['reason'], [[`first\nsecond ${'x'.repeat(200)}`]])
  expect(text.split('\n')).toHaveLength(2)
  expect(text.split('\n')[1]?.length).toBe(100)
})

test('progress says how many, how fast and how long still, as far as that is known', () => {
  expect(progressInWords(500, 1_000, 1_000)).toBe('[##########----------] 500 of 1,000, 500/s, 1 s left')
  expect(progressInWords(500, null, 1_000)).toBe('500, 500/s')
  expect(progressInWords(0, 1_000, 0)).toBe('[--------------------] 0 of 1,000')
  expect(progressInWords(1_200, 1_000, 1_000)).toBe('[####################] 1,200 of 1,000, 1,200/s')
})
