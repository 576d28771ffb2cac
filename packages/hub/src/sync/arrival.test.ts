import { expect, test } from 'vitest'
import type { FlowArrival } from '../store/arrival.ts'
import { arrivalOf } from './arrival.ts'

const hour = 3_600_000
const start = new Date('2026-03-01T00:00:00Z')
const at = (hours: number) => new Date(start.getTime() + hours * hour)

const flow = (more: Partial<FlowArrival> = {}): FlowArrival => ({
  ...{ connectionId: 1, state: 'enabled', createdAt: start, firstAt: null, lastAt: null, lagSeconds: null },
  ...{ lookedAt: null, dueAt: null },
  ...more,
})
const till = { createdAt: start, state: 'active' }

test('S4-026 the first record is expected within a day of the connection, or of its first flow', () => {
  expect(arrivalOf(till, [flow()], at(1)).firstExpectedBy).toEqual(at(24))
  expect(arrivalOf(till, [flow({ createdAt: at(72) })], at(73)).firstExpectedBy).toEqual(at(96))
  expect(arrivalOf(till, [], at(1)).firstExpectedBy).toBeNull()
  expect(arrivalOf(till, [flow({ firstAt: at(2), lastAt: at(2) })], at(3)).firstExpectedBy).toBeNull()
})

test('S4-026 nothing within that day is late, from then until something comes', () => {
  expect(arrivalOf(till, [flow()], at(23)).lateSince).toBeNull()
  expect(arrivalOf(till, [flow()], at(24)).lateSince).toEqual(start)
  expect(arrivalOf(till, [flow({ firstAt: at(25), lastAt: at(25) })], at(26)).lateSince).toBeNull()
})

test('S4-026 a look that has been due for a day is late, unless something came meanwhile', () => {
  const came = { firstAt: at(1), lastAt: at(10), lookedAt: at(10) }
  expect(arrivalOf(till, [flow({ ...came, dueAt: at(11) })], at(34)).lateSince).toBeNull()
  expect(arrivalOf(till, [flow({ ...came, dueAt: at(11) })], at(35)).lateSince).toEqual(at(11))
  expect(arrivalOf(till, [flow({ ...came, lastAt: at(20), dueAt: at(11) })], at(35)).lateSince).toBeNull()
  expect(arrivalOf(till, [flow({ ...came, dueAt: at(100) })], at(90)).lateSince).toBeNull()
})

test('S4-026 nobody waits for what is frozen or has stopped', () => {
  const late = { firstAt: at(1), lastAt: at(10), dueAt: at(11) }
  expect(arrivalOf(till, [flow({ ...late, state: 'paused' })], at(90))).toMatchObject({
    isFrozen: true,
    lateSince: null,
    firstExpectedBy: null,
  })
  expect(arrivalOf({ ...till, state: 'stopped' }, [flow(late)], at(90)).lateSince).toBeNull()
  expect(arrivalOf(till, [], at(90)).isFrozen).toBe(false)
})

test('S4-026 the lag of a connection is that of its slowest flow', () => {
  const flows = [flow({ lagSeconds: 4 }), flow({ lagSeconds: 290 }), flow()]
  expect(arrivalOf(till, flows, at(1)).lagSeconds).toBe(290)
})
