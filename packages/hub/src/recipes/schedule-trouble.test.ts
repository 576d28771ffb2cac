import { expect, test } from 'vitest'
import { scheduleTrouble } from './schedule-trouble.ts'

test.each([
  ['every day', 'UTC'],
  ['61 3 * * *', 'UTC'],
  ['0 3 * * *', 'Mars/Olympus'],
  ['0m', 'UTC'],
  ['0 0 30 2 *', 'UTC'],
])('the schedule "%s" in %s is refused with a reason', (schedule, zone) => {
  expect(scheduleTrouble(schedule, zone)).toContain(`"${schedule}"`)
})

test.each(['15m', '1d', '0 3 * * *', '*/15 8-20 * * mon-fri'])('the schedule "%s" can be kept', (schedule) => {
  expect(scheduleTrouble(schedule, 'Europe/Paris')).toBe(null)
})
