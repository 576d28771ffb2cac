import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chunksOf, inParallel } from './in-parallel.ts'

test('answers stand in the order of the items, and no more run at once than the width allows', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat({ max: 5 })), fc.integer({ min: 1, max: 4 }), async (turns, width) => {
      let running = 0
      let most = 0
      const answers = await inParallel([...turns.entries()], width, async ([at, waits]) => {
        running++
        most = Math.max(most, running)
        for (let turn = 0; turn < waits; turn++) await Promise.resolve()
        running--
        return at
      })
      expect(answers).toEqual([...turns.keys()])
      expect(most).toBeLessThanOrEqual(width)
    }),
  )
})

test('chunks hold every item once, in order', () => {
  expect(chunksOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]])
  expect(chunksOf([], 2)).toEqual([])
})
