import { expect, test } from 'vitest'
import { isTooFar, nextPoll } from './schedule.ts'

const at = (iso: string) => new Date(iso)
const next = (schedule: string, now: string, zone?: string) => nextPoll(schedule, at(now), zone)?.toISOString()

test('an interval counts from now, and no schedule means by hand', () => {
  expect(next('15m', '2026-01-05T09:00:00Z')).toBe('2026-01-05T09:15:00.000Z')
  expect(nextPoll(null, at('2026-01-05T09:00:00Z'))).toBe(null)
})

test('a cron expression is kept in its time zone, in summer and in winter', () => {
  expect(next('0 3 * * *', '2026-01-05T09:00:00Z', 'America/New_York')).toBe('2026-01-06T08:00:00.000Z')
  expect(next('0 3 * * *', '2026-07-05T09:00:00Z', 'America/New_York')).toBe('2026-07-06T07:00:00.000Z')
  expect(next('0 3 * * *', '2026-01-05T09:00:00Z')).toBe('2026-01-06T03:00:00.000Z')
})

test('an hour that summer time leaves out is not skipped for a day', () => {
  const sprung = nextPoll('30 2 * * *', at('2026-03-08T05:00:00Z'), 'America/New_York')
  expect(sprung?.getTime()).toBeLessThan(at('2026-03-08T08:00:00Z').getTime())
})

test('a time that lies further off than the interval was reckoned before the clock was set back', () => {
  const now = at('2026-01-05T09:00:00Z')
  expect(isTooFar(at('2026-01-05T10:10:00Z'), '15m', now)).toBe(true)
  expect(isTooFar(at('2026-01-05T09:15:00Z'), '15m', now)).toBe(false)
  expect(isTooFar(at('2026-01-06T03:00:00Z'), '0 3 * * *', now)).toBe(false)
})
