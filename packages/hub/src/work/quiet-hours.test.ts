import { expect, test } from 'vitest'
import { kindsToTell } from './quiet-hours.ts'

const at = (time: string) => new Date(`2026-07-01T${time}:00Z`)
const told = (from: string, to: string, time: string) =>
  kindsToTell({ kinds: ['stopped', 'issue_opened'], to: [], quiet: { from, to, zone: 'Europe/Madrid' } }, at(time))

// Madrid is two hours before Greenwich in July.
test.each([
  ['22:00', '07:00', '19:59', ['stopped', 'issue_opened']],
  ['22:00', '07:00', '20:00', ['stopped']],
  ['22:00', '07:00', '04:59', ['stopped']],
  ['22:00', '07:00', '05:00', ['stopped', 'issue_opened']],
  ['12:00', '14:00', '11:00', ['stopped']],
  ['12:00', '14:00', '12:00', ['stopped', 'issue_opened']],
  ['12:00', '12:00', '10:00', ['stopped', 'issue_opened']],
])('quiet from %s to %s: at %s in Greenwich it tells of %j', (from, to, time, kinds) => {
  expect(told(from, to, time)).toEqual(kinds)
})

test('without quiet hours all that was chosen is told, and nothing else', () => {
  expect(kindsToTell({ kinds: ['stalled'], to: [], quiet: null }, at('03:00'))).toEqual(['stalled'])
})
