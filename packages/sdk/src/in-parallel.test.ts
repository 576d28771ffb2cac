import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inParallel } from './in-parallel.ts'

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

test('where one fails nothing more is begun, and the failure is told when the others have ended', async () => {
  const ended: number[] = []
  const all = inParallel([0, 1, 2, 3, 4, 5], 3, async (item) => {
    if (item === 1) throw new Error('boom')
    for (let turn = 0; turn < 5; turn++) await Promise.resolve()
    ended.push(item)
  })
  await expect(all).rejects.toThrow('boom')
  const atOnce = [...ended]
  for (let turn = 0; turn < 50; turn++) await Promise.resolve()
  expect([atOnce, ended]).toEqual([
    [0, 2],
    [0, 2],
  ])
})
