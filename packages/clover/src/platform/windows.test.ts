import fc from 'fast-check'
import { expect, test } from 'vitest'
import { windowFilters } from './windows.ts'

const day = 86_400_000
const now = Date.parse('2026-01-01T12:00:00Z')
const history = { open: ['modifiedTime'], recent: ['createdTime'] } as const

type Range = { modifiedTime: { atLeast: number; below?: number } }
const rangesOf = (filter: object, days = 90) => {
  const windows: unknown = windowFilters(filter, history, now, days)
  const typed: Range[] = JSON.parse(JSON.stringify(windows))
  return typed.map(({ modifiedTime }) => modifiedTime)
}

test('the windows follow each other without a gap, are 90 days at most, and end where the caller said', () => {
  const spans = [fc.integer({ min: 0, max: 2_000 * day }), fc.integer({ min: 0, max: 1_000 * day })] as const
  const holds = (back: number, length: number) => {
    const from = now - back
    const to = Math.min(from + length, now)
    const windows = rangesOf({ modifiedTime: { atLeast: new Date(from), below: to } })
    expect(windows[0]?.atLeast).toBe(from)
    expect(windows.at(-1)?.below).toBe(to)
    for (const [index, { atLeast, below = Number.POSITIVE_INFINITY }] of windows.entries()) {
      expect(below - atLeast).toBeLessThanOrEqual(90 * day)
      if (index > 0) expect(windows[index - 1]?.below).toBe(atLeast)
    }
  }
  fc.assert(fc.property(...spans, holds))
})

test('without an end the last window stays open, so that what changes meanwhile is found', () => {
  expect(rangesOf({ modifiedTime: { atLeast: now - 100 * day } })).toEqual([
    { atLeast: now - 100 * day, below: now - 10 * day },
    { atLeast: now - 10 * day },
  ])
})

test('the other conditions are in every window', () => {
  const filter = { modifiedTime: { above: now - 91 * day, atMost: now }, testMode: false }
  expect(windowFilters(filter, history, now)).toEqual([
    { modifiedTime: { atLeast: now - 91 * day + 1, below: now - day + 1 }, testMode: false },
    { modifiedTime: { atLeast: now - day + 1, atMost: now }, testMode: false },
  ])
})

test('a filter without a beginning is one question', () => {
  expect(windowFilters({ modifiedTime: { below: now } }, history, now)).toEqual([{ modifiedTime: { below: now } }])
  expect(windowFilters({}, history, now)).toEqual([{}])
})

test('a field by which Clover sees 90 days back alone is refused for what is older, and told what to use', () => {
  expect(() => windowFilters({ createdTime: { atLeast: now - 91 * day } }, history, now)).toThrow(/modifiedTime/)
  expect(windowFilters({ createdTime: { atLeast: now - 89 * day } }, history, now)).toHaveLength(1)
})

test('other window lengths can be given', () => {
  expect(rangesOf({ modifiedTime: { atLeast: now - 60 * day } }, 30)).toHaveLength(2)
})
