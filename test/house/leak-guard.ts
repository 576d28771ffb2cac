/** Runs around every file of tests: what a file started, it has stopped by its end. */
import { afterAll, beforeAll, expect } from 'vitest'
import { letGo } from '../database/test-database.ts'
import { leftRunning, runningNow } from './left-running.ts'

let before: string[] = []

beforeAll(() => {
  before = runningNow()
})

afterAll(async () => {
  await letGo()
  const left = await leftRunning(before)
  expect(left, 'This file leaves something running: stop it in the test, or in afterAll').toEqual([])
})
