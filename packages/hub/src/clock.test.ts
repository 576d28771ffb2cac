import { expect, test } from 'vitest'
import { systemClock, uuidSortedByTime } from './clock.ts'
import { testClock } from './test-clock.ts'

test('ids made later sort later and carry the version and variant of UUID 7', () => {
  const chance = () => new Uint8Array(16).fill(0xff)
  const [first, second] = [
    uuidSortedByTime(1_799_999_999_999, chance()),
    uuidSortedByTime(1_800_000_000_000, new Uint8Array(16)),
  ]
  expect(first < second).toBe(true)
  expect(second).toBe('01a3185c-5000-7000-8000-000000000000')
  expect(systemClock.newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('a sleep ends at once, with the reason given, when its signal aborts', async () => {
  const stop = new AbortController()
  const slept = systemClock.sleep(60_000, stop.signal)
  stop.abort(new Error('shutting down'))
  await expect(slept).rejects.toThrow('shutting down')
  await expect(systemClock.sleep(60_000, stop.signal)).rejects.toThrow('shutting down')
})

test('a sleep is not over before its time', async () => {
  const begun = systemClock.ticks()
  await systemClock.sleep(20)
  expect(systemClock.ticks() - begun).toBeGreaterThanOrEqual(19)
})

test('a turned clock wakes each sleeper at its own instant, in order', async () => {
  const clock = testClock('2026-01-05T09:00:00.000Z')
  const woken: string[] = []
  const sleeper = async (ms: number) => {
    await clock.sleep(ms)
    woken.push(clock.now().toISOString().slice(17, 23))
  }
  void sleeper(3_000)
  void sleeper(1_000).then(() => sleeper(500))
  await clock.advance(2_999)
  expect(woken).toEqual(['01.000', '01.500'])
  await clock.advance(1)
  expect(woken).toEqual(['01.000', '01.500', '03.000'])
})

test('a jump of the wall clock does not wake a sleeper', async () => {
  const clock = testClock('2026-01-05T09:00:00.000Z')
  void clock.sleep(1_000)
  clock.jump(86_400_000)
  await clock.advance(999)
  expect(clock.sleepers()).toBe(1)
  expect(clock.now().toISOString()).toBe('2026-01-06T09:00:00.999Z')
})
