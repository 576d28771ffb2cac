import type { KyselyPlugin } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import { until, Waiting } from '../../../../test/harness/until.ts'
import { openLog } from '../log.ts'
import { beat } from '../store/worker.ts'
import { testClock } from '../test-clock.ts'
import { joinCompany } from './company.ts'

test('somebody who comes while the others are counted is counted at once', async () => {
  const { kysely: db } = await testDatabase()
  const clock = testClock()
  const counts: number[] = []
  const counted = Promise.withResolvers<void>()
  let beats = 0
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    // The second count has seen nobody, and its answer is still on its way.
    transformResult: async ({ result }) => {
      beats += 1
      if (beats === 2) await counted.promise
      return result
    },
  }
  const company = await joinCompany({
    ...{ db: db.withPlugin(plugin), workspace: 1, clock, log: openLog({ level: 'silent' }) },
    ...{ onCount: (workers: number) => void counts.push(workers), announce: () => {} },
  })
  try {
    company.look()
    await until('the second count', async () => (beats === 2 ? true : new Waiting(beats)))
    await beat(db, { workspace: 1, id: clock.newId(), host: 'other', pid: 2, goneAfterSeconds: 30 })
    company.look()
    counted.resolve()
    await until('the next nap', async () => (clock.sleepers() === 1 ? true : new Waiting(clock.sleepers())))
    expect(counts).toEqual([1, 2])
  } finally {
    await company.leave()
  }
})

test('somebody who comes while a newcomer waits is counted before that one works', async () => {
  const { kysely: db } = await testDatabase()
  const clock = testClock()
  const counts: number[] = []
  const other = (pid: number) => beat(db, { workspace: 1, id: clock.newId(), host: 'other', pid, goneAfterSeconds: 30 })
  await other(2)
  const joining = joinCompany({
    ...{ db, workspace: 1, clock, log: openLog({ level: 'silent' }) },
    ...{ onCount: (workers: number) => void counts.push(workers), announce: () => {} },
  })
  await until('the newcomer to wait', async () => (clock.sleepers() === 1 ? true : new Waiting(clock.sleepers())))
  await other(3)
  await clock.advance(1_000)
  const company = await joining
  try {
    expect(counts).toEqual([2, 3])
  } finally {
    await company.leave()
  }
})
