import { expect, test } from 'vitest'
import { chunksOf } from './chunks-of.ts'

test('chunks hold every item once, in order', () => {
  expect(chunksOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]])
  expect(chunksOf([], 2)).toEqual([])
})
