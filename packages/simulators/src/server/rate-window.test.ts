import { expect, test } from 'vitest'
import { fixedWindow, tokenBucket } from './rate-window.ts'

test('a bucket of 16 lets 16 through at once and one more after a sixteenth of a second', () => {
  let at = 0
  const bucket = tokenBucket({ size: 16, perSecond: 16, tick: () => at })
  for (let request = 0; request < 16; request++) expect(bucket.take().taken).toBe(true)
  expect(bucket.take()).toMatchObject({ taken: false, waitMs: 62.5 })
  at = 62.5
  expect(bucket.take().taken).toBe(true)
  expect(bucket.take().taken).toBe(false)
})

test('a fixed window opens with its first request and forgets all when it closes', () => {
  let at = 1000
  const window = fixedWindow({ limit: 2, ms: 1000, tick: () => at })
  expect(window.take()).toEqual({ taken: true, left: 1, waitMs: 0, resetMs: 1000 })
  at = 1400
  expect(window.take().taken).toBe(true)
  expect(window.take()).toEqual({ taken: false, left: 0, waitMs: 600, resetMs: 600 })
  at = 2000
  expect(window.take()).toEqual({ taken: true, left: 1, waitMs: 0, resetMs: 1000 })
})
