import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import { addAttempt, findStanding } from './sign-in-failure.ts'

const patience = { subject: 'account:nora@example.com', free: 5, firstWaitMs: 1_000, longestWaitMs: 900_000 }

test('of forty attempts at the same moment as many are counted as are free, and the next once its wait is over', async () => {
  const { kysely: db } = await testDatabase()
  const begun = Date.parse('2026-11-20T08:00:00Z')
  const addAt = (ms: number) =>
    addAttempt(db, 1, patience, { at: new Date(begun + ms), quietSince: new Date(begun + ms - 86_400_000) })
  const counted = await Promise.all(Array.from({ length: 40 }, () => addAt(0)))
  expect(counted.filter(Boolean)).toHaveLength(5)
  expect(await findStanding(db, 1, patience.subject)).toEqual({ failures: 5, lastAt: new Date(begun) })
  expect([await addAt(999), await addAt(1_000), await addAt(2_999), await addAt(3_000)]).toEqual([
    false,
    true,
    false,
    true,
  ])
  expect([await addAt(90_000_000), (await findStanding(db, 1, patience.subject))?.failures]).toEqual([true, 1])
})
