import { expect, test } from 'vitest'
import { progressOf } from './run-progress.ts'

const began = new Date('2026-01-05T09:00:00Z')
const after = (seconds: number) => new Date(began.getTime() + seconds * 1_000)
const run = { state: 'running', read: 2_000, expected: 10_000, startedAt: began }

test('a fifth in ten seconds leaves forty', () => {
  expect(progressOf(run, after(10))).toEqual({ percent: 20, etaSeconds: 40 })
})

test('a run that reads more than the last one did is not over at a hundred', () => {
  expect(progressOf({ ...run, read: 12_000 }, after(60))).toEqual({ percent: 99, etaSeconds: 0 })
})

test('without a total, a pace or a worker there is no promise', () => {
  expect(progressOf({ ...run, expected: null }, after(10))).toBe(null)
  expect(progressOf({ ...run, read: 0 }, after(10))).toEqual({ percent: 0, etaSeconds: null })
  expect(progressOf({ ...run, state: 'braked' }, after(10))).toEqual({ percent: 20, etaSeconds: null })
})

test('a clock that was set back promises no negative time', () => {
  expect(progressOf(run, after(-3_600))).toEqual({ percent: 20, etaSeconds: 0 })
})

test('what is done is done', () => {
  expect(progressOf({ ...run, state: 'done', expected: null }, after(10))).toEqual({ percent: 100, etaSeconds: 0 })
})
