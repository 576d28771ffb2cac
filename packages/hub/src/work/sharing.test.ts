import { expect, test } from 'vitest'
import { testClock } from '../test-clock.ts'
import { openSharing } from './sharing.ts'

function shared(share: number) {
  const clock = testClock()
  const calls: string[] = []
  const part = { share }
  const sharing = openSharing({ clock, fairShare: async () => part.share, call: () => calls.push('come') })
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
  expect(calls).toEqual(['come'])
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
