import { expect, test } from 'vitest'
import { beginOfDay, calendar } from './zone-day.ts'

test.each([
  ['2026-03-05', 'UTC', '2026-03-05T00:00:00.000Z'],
  ['2026-03-05', 'America/New_York', '2026-03-05T05:00:00.000Z'],
  ['2026-07-05', 'America/New_York', '2026-07-05T04:00:00.000Z'],
  ['2026-03-08', 'America/New_York', '2026-03-08T05:00:00.000Z'],
  ['2026-03-09', 'America/New_York', '2026-03-09T04:00:00.000Z'],
  ['2026-11-01', 'America/New_York', '2026-11-01T04:00:00.000Z'],
  ['2026-03-05', 'Asia/Kolkata', '2026-03-04T18:30:00.000Z'],
  ['2026-03-29', 'Europe/Madrid', '2026-03-28T23:00:00.000Z'],
  ['2026-03-05', 'Pacific/Kiritimati', '2026-03-04T10:00:00.000Z'],
])('%s begins in %s at %s', (date, zone, instant) => {
  const begin = beginOfDay(date, zone)
  expect(begin?.toISOString()).toBe(instant)
  expect(begin && calendar(zone)(begin)).toBe(date)
  expect(begin && calendar(zone)(new Date(begin.getTime() - 1))).not.toBe(date)
})

test('what is no date begins never', () => {
  expect(beginOfDay('', 'UTC')).toBeNull()
  expect(beginOfDay('2026-02-31x', 'UTC')).toBeNull()
})
