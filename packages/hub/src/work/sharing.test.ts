import { expect, test } from 'vitest'
import { testClock } from '../test-clock.ts'
import { openSharing } from './sharing.ts'

function shared(share: number) {
  const clock = testClock()
  const calls: number[] = []
  const part = { share }
  const sharing = openSharing({ clock, fairShare: async () => part.share, call: (id) => calls.push(id) })
  return { clock, calls, part, sharing }
}

test('work that has begun is left to nobody for five seconds', async () => {
  const { sharing, clock, part } = shared(1)
  expect(await sharing.isToLeave(1)).toBe(false)
  part.share = 0
  await clock.advance(4_999)
  expect(await sharing.isToLeave(1)).toBe(false)
  await clock.advance(1)
  expect(await sharing.isToLeave(1)).toBe(true)
})

test('of many that ask at once only those above the part are left', async () => {
  const { sharing } = shared(2)
  const answers = await Promise.all([1, 2, 3, 4, 5].map((id) => sharing.isToLeave(id)))
  expect(answers.filter((isToLeave) => isToLeave)).toHaveLength(3)
})

test('all flows of a connection that is left are told so, and the others are called when its lease is free', async () => {
  const { sharing, calls } = shared(0)
  expect(await Promise.all([sharing.isToLeave(1), sharing.isToLeave(1)])).toEqual([true, true])
  expect(calls).toEqual([])
  sharing.ended(1)
  expect(calls).toEqual([1])
})

test('what nobody took is taken back, and nothing more is left for a while', async () => {
  const { sharing, clock } = shared(0)
  expect(await sharing.isToLeave(1)).toBe(true)
  sharing.ended(1)
  expect(sharing.mayTake(1)).toBe(false)
  await clock.advance(5_000)
  expect(sharing.mayTake(1)).toBe(true)
  sharing.tried(1, true)
  expect(await sharing.isToLeave(1)).toBe(false)
  await clock.advance(30_000)
  expect(await sharing.isToLeave(1)).toBe(true)
})

test('what another worker took leaves us free to leave more', async () => {
  const { sharing } = shared(0)
  expect(await sharing.isToLeave(1)).toBe(true)
  sharing.ended(1)
  sharing.tried(1, false)
  expect(await sharing.isToLeave(2)).toBe(true)
})

test('what was left is taken back at once by who has less than its part by then, and that tells nothing of the others', async () => {
  const { sharing, part } = shared(1)
  expect(await sharing.isToLeave(1)).toBe(false)
  expect(await sharing.isToLeave(2)).toBe(true)
  sharing.ended(2)
  expect(sharing.mayTake(2)).toBe(false)
  part.share = 3
  expect(await sharing.isToLeave(3)).toBe(false)
  expect(sharing.mayTake(2)).toBe(true)
  sharing.tried(2, true)
  expect(await sharing.isToLeave(2)).toBe(false)
  expect(await sharing.isToLeave(4)).toBe(true)
})

test('what nobody took, and fits by then, tells nothing of the others when it is too much later on', async () => {
  const { sharing, clock, part } = shared(0)
  expect(await sharing.isToLeave(1)).toBe(true)
  sharing.ended(1)
  await clock.advance(5_000)
  sharing.tried(1, true)
  part.share = 1
  expect(await sharing.isToLeave(1)).toBe(false)
  part.share = 0
  await clock.advance(5_000)
  expect(await sharing.isToLeave(1)).toBe(true)
})

test('what another worker took, and left in its turn, tells nothing of the others either', async () => {
  const { sharing, clock } = shared(0)
  expect(await sharing.isToLeave(1)).toBe(true)
  sharing.ended(1)
  sharing.looked(new Set([1]))
  expect(sharing.mayTake(1)).toBe(false)
  sharing.looked(new Set())
  await clock.advance(7_000)
  sharing.tried(1, true)
  expect(await sharing.isToLeave(1)).toBe(true)
})
