import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import { until, Waiting } from '../../../../test/harness/until.ts'
import { type Clock, systemClock } from '../clock.ts'
import { openLog } from '../log.ts'
import { insertConnection } from '../store/connection.ts'
import { Worker } from './worker.ts'

const lookEvery = 1_000

test('a worker that cannot look, as the database is away, pauses before it looks again, however much is due', async () => {
  const { kysely: db } = await testDatabase()
  const account = { connector: 'clover', account: 'M1', label: 'Shop', settings: {}, permissions: {} }
  const shop = await insertConnection(db, { workspaceId: 1, name: 'till', sealedCredentials: 'x', ...account })
  const seen = { isAway: false, pauses: [] as number[] }
  const clock: Clock = {
    ...systemClock,
    sleep: (ms, signal) => {
      if (seen.isAway) seen.pauses.push(ms)
      return systemClock.sleep(Math.min(ms, 5), signal)
    },
  }
  const worker = new Worker({
    ...{ db, workspace: 1, clock, log: openLog({ level: 'silent' }), lookEvery },
    connections: async () => {
      if (seen.isAway) throw new Error('The database is away')
      return [shop?.id ?? 0]
    },
    // More is due at once, and from here on nobody can be asked for it.
    work: async () => {
      seen.isAway = true
      return new Date(0)
    },
  })
  worker.start()
  try {
    await until('some looks in vain', async () => (seen.pauses.length > 8 ? true : new Waiting(seen.pauses)))
  } finally {
    await worker.stop()
  }
  // The lease of the work that is over was still being kept at the first of them.
  expect(seen.pauses.slice(3).every((ms) => ms === lookEvery)).toBe(true)
})
