/** Only on PostgreSQL: the embedded database has one process. */
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import { until, Waiting } from '../../../../test/harness/until.ts'
import { systemClock } from '../clock.ts'
import { openLog } from '../log.ts'
import { insertChanges } from '../store/change.ts'
import { openChangeFeed } from './change-feed.ts'
import { startFollowing } from './follower.ts'

test('of several processes one has a page at a time, and no change is handled twice or left out', async () => {
  const { kysely: db } = await testDatabase()
  const clock = { ...systemClock, sleep: (_: number, signal?: AbortSignal) => systemClock.sleep(5, signal) }
  const handled: number[] = []
  const atIt = new Set<number>()
  let most = 0
  const processes = [1, 2, 3].map((process) => {
    const feed = openChangeFeed({ db, workspace: 1, clock })
    let pages = 0
    const stop = startFollowing({ db, workspace: 1, clock, log: openLog({ level: 'silent' }), feed }, [
      {
        name: 'test',
        entity: 'Order',
        isOn: async () => true,
        handle: async (_, changes) => {
          atIt.add(process)
          most = Math.max(most, atIt.size)
          await systemClock.sleep(5)
          atIt.delete(process)
          pages += 1
          if (pages % 3 === 0) throw new Error('now and then')
          handled.push(...changes.map(({ recordId }) => recordId))
        },
      },
    ])
    return { feed, stop }
  })
  const of = { workspace: 1, entity: 'Order', runId: null, actor: 'test' }
  for (let record = 1; record <= 60; record += 1) {
    await db.transaction().execute((tx) => insertChanges(tx, of, [{ record_id: record, version: 1, patch: null }]))
    for (const { feed } of processes) feed.wake()
  }
  await until('all to be handled', async () => (handled.length >= 60 ? true : new Waiting(handled.length)))
  expect(handled).toEqual(Array.from({ length: 60 }, (_, index) => index + 1))
  expect(most).toBe(1)
  for (const { feed, stop } of processes) {
    await stop()
    await feed.close()
  }
})
