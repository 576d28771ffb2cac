import { expect, test } from 'vitest'
import { tableOf } from './write-section.ts'

test('rows become a table, and a bar within a cell does not divide it', () => {
  expect(tableOf([{ what: 'a|b', figure: 1 }])).toBe('| what | figure |\n| --- | --- |\n| a\\|b | 1 |')
})
