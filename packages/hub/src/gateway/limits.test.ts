import type { Limit } from '@trefoil/sdk'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type TestClock, testClock } from '../test-clock.ts'
import { type Gate, openGate } from './gate.ts'
import { type Lane, openLane } from './lane.ts'

const forever = new AbortController().signal
const patient = { signal: forever, patience: Number.POSITIVE_INFINITY }
const limit = (over: Partial<Limit> = {}): Limit => ({
  bucket: 'calls',
  per: 'connection',
  size: 5,
  refillPerSecond: 5,
  ...over,
})
const windowOf = ({ size, refillPerSecond }: Limit) => (size / refillPerSecond) * 1000

interface Work {
  wait: number
  tokens: number
  lasts: number
  /** Milliseconds in which a socket was found, before the first byte left. */
  finds?: number
  /** When the vendor counts it, as a share of the time from leaving to being answered. */
  countedAt?: number
}

/** Starts each piece of work in turn and notes when it was let through, and when the vendor counted it. */
async function starting(clock: TestClock, lane: Lane, gates: Gate[], work: Work[]) {
  const passed: { at: number; tokens: number; until: number; counted: number }[] = []
  const all = work.map(async ({ wait, tokens, lasts, finds = 0, countedAt = 0 }) => {
    await clock.sleep(wait)
    const pass = await lane.enter(
      gates.map((gate) => ({ gate, tokens })),
      patient,
    )
    const at = clock.ticks()
    passed.push({ at, tokens, until: at + finds + lasts, counted: at + finds + lasts * countedAt })
    await clock.sleep(finds)
    const sentAt = clock.ticks()
    await clock.sleep(lasts)
    pass.leave(sentAt)
  })
  return { passed, done: Promise.all(all) }
}

function mostInAnyWindow(passed: { at: number; tokens: number }[], windowMs: number): number {
  return Math.max(
    0,
    ...passed.map(({ at: end }) => total(passed.filter(({ at }) => at <= end && at >= end - windowMs))),
  )
}
const total = (drawn: { tokens: number }[]) => drawn.reduce((sum, { tokens }) => sum + tokens, 0)
const mostAtOnce = (passed: { at: number; until: number }[]) =>
  Math.max(0, ...passed.map(({ at }) => passed.filter((other) => other.at <= at && at < other.until).length))

/** A call that is answered in no time. */
async function brief(clock: TestClock, lane: Lane, gates: Gate[], tokens = 1): Promise<void> {
  const pass = await lane.enter(
    gates.map((gate) => ({ gate, tokens })),
    patient,
  )
  pass.leave(clock.ticks())
}

const anyWork = fc.array(
  fc.record({ wait: fc.nat(6_000), tokens: fc.integer({ min: 1, max: 4 }), lasts: fc.nat(900) }),
  { maxLength: 40 },
)
const anyLimit = fc.record({
  bucket: fc.constantFrom('a', 'b', 'c'),
  per: fc.constant('connection' as const),
  size: fc.integer({ min: 4, max: 20 }),
  refillPerSecond: fc.constantFrom(0.5, 1, 3, 7, 16, 75),
})

test('no window of any limit ever holds more than its size, whatever the work and the limits', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyLimit, { minLength: 1, maxLength: 3 }), anyWork, async (limits, work) => {
      const clock = testClock()
      const gates = limits.map((each) => openGate(each, clock))
      const { passed, done } = await starting(clock, openLane(clock), gates, work)
      await clock.advance(3_600_000)
      await done
      expect(passed).toHaveLength(work.length)
      for (const each of limits) expect(mostInAnyWindow(passed, windowOf(each))).toBeLessThanOrEqual(each.size)
    }),
    { numRuns: 150 },
  )
})

test('nor does one at the vendor, which counts a call at some moment between its leaving and its answer', async () => {
  // A socket has to be found first; then, at the gate that sets the pace, a way of up to a 25th of its window is granted.
  const anyWay = fc.record({
    ...{ wait: fc.nat(30_000), tokens: fc.constant(1), lasts: fc.nat(800) },
    ...{ finds: fc.nat(700), countedAt: fc.double({ min: 0, max: 1, noNaN: true }) },
  })
  await fc.assert(
    fc.asyncProperty(fc.array(anyWay, { minLength: 30, maxLength: 60 }), async (work) => {
      const clock = testClock()
      const limits = [limit({ size: 5, refillPerSecond: 5 }), limit({ size: 20, refillPerSecond: 1 })]
      const gates = limits.map((each) => openGate(each, clock))
      const { passed, done } = await starting(clock, openLane(clock), gates, work)
      await clock.advance(600_000)
      await done
      const counted = passed.map((each) => ({ ...each, at: each.counted }))
      for (const each of limits) expect(mostInAnyWindow(counted, windowOf(each))).toBeLessThanOrEqual(each.size)
    }),
    { numRuns: 100 },
  )
})

test('never more calls are in flight than a limit allows', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 4 }), anyWork, async (concurrent, work) => {
      const clock = testClock()
      const gate = openGate(limit({ size: 1000, refillPerSecond: 1000, concurrent }), clock)
      const { passed, done } = await starting(clock, openLane(clock), [gate], work)
      await clock.advance(600_000)
      await done
      expect(mostAtOnce(passed.filter(({ at, until }) => until > at))).toBeLessThanOrEqual(concurrent)
    }),
    { numRuns: 100 },
  )
})

test('calls through the same gates pass in the order in which they came', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 30 }), async (draws) => {
      const clock = testClock()
      const [gate, lane] = [openGate(limit(), clock), openLane(clock)]
      const order: number[] = []
      draws.forEach((tokens, index) => void brief(clock, lane, [gate], tokens).then(() => order.push(index)))
      await clock.advance(120_000)
      expect(order).toEqual(draws.map((_, index) => index))
    }),
    { numRuns: 50 },
  )
})

test.each([
  [limit({ size: 16, refillPerSecond: 16 })],
  [limit({ size: 75, refillPerSecond: 75 })],
  [limit({ size: 750, refillPerSecond: 12.5 })],
])('at least 95 of 100 tokens are used while there is work, however long the answers take: %j', async (each) => {
  const clock = testClock()
  const [gate, lane] = [openGate(each, clock), openLane(clock)]
  const seconds = 300
  let passed = 0
  for (let n = 0; n < each.refillPerSecond * seconds * 2; n++) {
    void lane.enter([{ gate, tokens: 1 }], patient).then(async (pass) => {
      passed++
      const sentAt = clock.ticks()
      await clock.sleep((n * 37) % 400)
      pass.leave(sentAt)
    })
  }
  await clock.advance(seconds * 1000 - 1)
  expect(passed / (each.refillPerSecond * seconds)).toBeGreaterThanOrEqual(0.95)
  gate.stop()
})

test('two windows hold at once, and the budget of the tighter one is used', async () => {
  const clock = testClock()
  const limits = [limit({ size: 75, refillPerSecond: 75 }), limit({ size: 750, refillPerSecond: 12.5 })]
  const gates = limits.map((each) => openGate(each, clock))
  const work = Array.from({ length: 2_000 }, () => ({ wait: 0, tokens: 1, lasts: 0 }))
  const { passed, done } = await starting(clock, openLane(clock), gates, work)
  await clock.advance(600_000)
  await done
  expect(mostInAnyWindow(passed, 1_000)).toBe(75)
  expect(mostInAnyWindow(passed, 60_000)).toBe(750)
  expect(passed.findLast(() => true)?.at).toBeLessThan(127_000)
})

test('one connection at its limit does not slow another one', async () => {
  const clock = testClock()
  const [slow, quick] = [openLane(clock), openLane(clock)]
  const app = openGate(limit({ bucket: 'app', per: 'app', size: 50, refillPerSecond: 50 }), clock)
  const own = openGate(limit({ size: 1, refillPerSecond: 0.01 }), clock)
  const others = openGate(limit({ size: 10, refillPerSecond: 10 }), clock)
  const draws = (gate: Gate) => [app, gate].map((each) => ({ gate: each, tokens: 1 }))
  for (let n = 0; n < 20; n++) void slow.enter(draws(own), patient)
  let passed = 0
  for (let n = 0; n < 10; n++) void quick.enter(draws(others), patient).then(() => passed++)
  await clock.advance(0)
  expect(passed).toBe(10)
})

test('the connections of one app share its budget in turns', async () => {
  const clock = testClock()
  const app = openGate(limit({ per: 'app', size: 6, refillPerSecond: 6 }), clock)
  const passed = [0, 0, 0]
  passed.forEach((_, index) => {
    const lane = openLane(clock)
    const calls = index === 0 ? 500 : 40
    for (let n = 0; n < calls; n++) {
      void brief(clock, lane, [app]).then(() => {
        passed[index] = (passed[index] ?? 0) + 1
      })
    }
  })
  await clock.advance(10_500)
  const [greedy = 0, second = 0, third = 0] = passed
  expect(Math.abs(second - third)).toBeLessThanOrEqual(1)
  expect(second).toBeGreaterThanOrEqual(18)
  expect(greedy).toBeLessThanOrEqual(26)
})

test('a call through another gate does not wait behind one that is held up', async () => {
  const clock = testClock()
  const lane = openLane(clock)
  const narrow = openGate(limit({ bucket: 'imports', size: 1, refillPerSecond: 0.1 }), clock)
  const wide = openGate(limit({ bucket: 'profiles', size: 75, refillPerSecond: 75 }), clock)
  for (let n = 0; n < 5; n++) void lane.enter([{ gate: narrow, tokens: 1 }], patient)
  await expect(lane.enter([{ gate: wide, tokens: 1 }], patient)).resolves.toMatchObject({ waitedMs: 0 })
})

test('a large draw is not starved by small ones that came later', async () => {
  const clock = testClock()
  const lane = openLane(clock)
  const points = openGate(limit({ bucket: 'points', size: 10, refillPerSecond: 10 }), clock)
  const side = openGate(limit({ bucket: 'side', size: 1000, refillPerSecond: 1000 }), clock)
  const small = (gates: Gate[]) => brief(clock, lane, gates)
  for (let n = 0; n < 8; n++) void small([points])
  let isThrough = false
  void lane.enter([{ gate: points, tokens: 9 }], patient).then(() => {
    isThrough = true
  })
  for (let n = 0; n < 100; n++) void small([points, side])
  await clock.advance(1_100)
  expect(isThrough).toBe(true)
})

test('a call that is given up frees its place, and those behind it go on', async () => {
  const clock = testClock()
  const [gate, lane] = [openGate(limit({ size: 10, refillPerSecond: 1 }), clock), openLane(clock)]
  await lane.enter([{ gate, tokens: 5 }], patient)
  const stop = new AbortController()
  const givenUp = lane.enter([{ gate, tokens: 10 }], { ...patient, signal: stop.signal })
  const behind = lane.enter([{ gate, tokens: 5 }], patient)
  stop.abort(new Error('run was cancelled'))
  await expect(givenUp).rejects.toThrow('run was cancelled')
  await expect(behind).resolves.toMatchObject({ waitedMs: 0 })
})

test('a closed gate lets nobody through before its time, and tells those who will not wait', async () => {
  const clock = testClock()
  const [gate, lane] = [openGate(limit(), clock), openLane(clock)]
  gate.close(30_000)
  const hasty = lane.enter([{ gate, tokens: 1 }], { signal: forever, patience: 10_000 })
  await expect(hasty).resolves.toMatchObject({ closedFor: 30_000 })
  let passedAt = 0
  void lane.enter([{ gate, tokens: 1 }], patient).then(() => {
    passedAt = clock.ticks()
  })
  await clock.advance(60_000)
  expect(passedAt).toBe(30_000)
})

test('a gate that closes for long sends away those who already wait', async () => {
  const clock = testClock()
  const [gate, lane] = [openGate(limit({ concurrent: 1 }), clock), openLane(clock)]
  const first = await lane.enter([{ gate, tokens: 1 }], patient)
  const waiting = [1, 2].map(() => lane.enter([{ gate, tokens: 1 }], { signal: forever, patience: 60_000 }))
  gate.close(3_600_000)
  first.leave(clock.ticks())
  for (const pass of await Promise.all(waiting)) expect(pass.closedFor).toBe(3_600_000)
})

test('where the vendor says that fewer tokens are left, no more are drawn', async () => {
  const clock = testClock()
  const [gate, lane] = [openGate(limit({ size: 10, refillPerSecond: 1 }), clock), openLane(clock)]
  gate.lower(2)
  let passed = 0
  for (let n = 0; n < 10; n++) void brief(clock, lane, [gate]).then(() => passed++)
  await clock.advance(9_000)
  expect(passed).toBe(2)
  gate.lower(50)
  await clock.advance(1_200)
  expect(passed).toBe(10)
})

test('a call that the vendor sent back goes before those that came after it', async () => {
  const clock = testClock()
  const [gate, lane] = [openGate(limit({ size: 100, refillPerSecond: 100, concurrent: 1 }), clock), openLane(clock)]
  const order: string[] = []
  const enter = (name: string, place?: number) =>
    lane.enter([{ gate, tokens: 1 }], { ...patient, ...(place === undefined ? {} : { place }) }).then((pass) => {
      order.push(name)
      return pass
    })
  const first = await enter('first')
  const later = ['second', 'third'].map((name) => enter(name))
  const again = enter('first again', first.place)
  first.leave(clock.ticks())
  ;(await again).leave(clock.ticks())
  for (const pass of later) (await pass).leave(clock.ticks())
  expect(order).toEqual(['first', 'first again', 'second', 'third'])
})

test('a turn costs a few looks at a gate and no listener, however long the queue', async () => {
  const clock = testClock()
  const gate = openGate(limit({ size: 1e9, refillPerSecond: 1e9, concurrent: 4 }), clock)
  const lane = openLane(clock)
  const seen = { looks: 0, listeners: 0 }
  const look = (tokens: number) => {
    seen.looks++
    return gate.wait(tokens)
  }
  const watched = { ...gate, wait: look }
  const signal = new AbortController().signal
  const listen = signal.addEventListener.bind(signal)
  signal.addEventListener = (...args: Parameters<typeof listen>) => {
    seen.listeners++
    listen(...args)
  }
  const calls = 20_000
  const call = async () =>
    (await lane.enter([{ gate: watched, tokens: 1 }], { ...patient, signal })).leave(clock.ticks())
  await Promise.all(Array.from({ length: calls }, call))
  expect(seen.looks).toBeLessThan(calls * 4)
  expect(seen.listeners).toBe(1)
})
