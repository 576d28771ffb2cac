import { afterEach, expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import { until, Waiting } from '../../../../test/harness/until.ts'
import type { Db } from '../db/database.ts'
import { openLog } from '../log.ts'
import { insertChanges } from '../store/change.ts'
import { followedUpTo } from '../store/follower.ts'
import type { Follower } from '../sync/follower.ts'
import { testClock } from '../test-clock.ts'
import { openChangeFeed } from './change-feed.ts'
import { startFollowing } from './follower.ts'

const stops = new Set<() => Promise<void>>()
afterEach(async () => {
  for (const stop of stops) await stop()
  stops.clear()
})

const change = (db: Db, ...recordIds: number[]) => changeOf('Order', db, recordIds)

async function changeOf(entity: string, db: Db, recordIds: number[]): Promise<void> {
  const of = { workspace: 1, entity, runId: null, actor: 'test' }
  const rows = recordIds.map((record_id) => ({ record_id, version: 1, patch: null }))
  await db.transaction().execute((tx) => insertChanges(tx, of, rows))
}

/** A process that follows with one follower, and what that was handed and stored. */
async function open() {
  const { kysely: db } = await testDatabase()
  const clock = testClock()
  const feed = openChangeFeed({ db, workspace: 1, clock })
  const lines: unknown[] = []
  const log = {
    ...openLog({ level: 'silent' }),
    error: (event: string, fields = {}) => lines.push({ event, ...fields }),
  }
  const pages: number[][] = []
  const switches = { isOn: true, fails: 0 }
  const follower: Follower = {
    name: 'test',
    entity: 'Order',
    isOn: async () => switches.isOn,
    handle: async (tx, changes) => {
      pages.push(changes.map(({ recordId }) => recordId))
      await tx
        .updateTable('workspace')
        .set({ name: `after ${changes.at(-1)?.recordId}` })
        .execute()
      if (switches.fails === 0) return
      switches.fails -= 1
      throw new Error('not today')
    },
  }
  const start = () => {
    const stop = startFollowing({ db, workspace: 1, clock, log, feed }, [follower])
    stops.add(stop)
    return stop
  }
  stops.add(() => feed.close())
  const handled = (count: number) =>
    until(`${count} pages`, async () => (pages.length >= count ? pages : new Waiting(pages)))
  const asleep = () => until('the follower to wait', async () => (clock.sleepers() > 0 ? true : new Waiting('awake')))
  return { db, clock, feed, lines, pages, switches, start, handled, asleep }
}

test('a follower begins with the first change, and goes on where it stood after a restart', async () => {
  const { db, start, handled, pages } = await open()
  await change(db, 1, 2)
  const stop = start()
  await handled(1)
  await stop()
  await change(db, 3)
  start()
  await handled(2)
  expect(pages).toEqual([[1, 2], [3]])
})

test('what is stored while it follows is handed to it once the feed is rung', async () => {
  const { db, feed, start, handled, pages } = await open()
  await change(db, 1)
  start()
  await handled(1)
  await change(db, 2)
  feed.wake()
  await handled(2)
  expect(pages).toEqual([[1], [2]])
})

test('a page has at most 1,000 changes', async () => {
  const { db, start, handled, pages } = await open()
  await change(db, ...Array.from({ length: 1_001 }, (_, index) => index + 1))
  start()
  await handled(2)
  expect(pages.map(({ length }) => length)).toEqual([1_000, 1])
})

test('changes of other records are passed over, and where many were, the next start does not read them again', async () => {
  const { db, clock, feed, start, handled, pages } = await open()
  await change(db, 1)
  await changeOf(
    'Customer',
    db,
    Array.from({ length: 10_001 }, (_, index) => index + 2),
  )
  start()
  await handled(1)
  await clock.advance(20_000)
  feed.wake()
  await until('the cursor to be behind them', async () => {
    const after = await followedUpTo(db, 1, 'test')
    return after > 10_000 ? true : new Waiting(after)
  })
  expect(pages).toEqual([[1]])
})

test('a page whose handler throws comes again after a pause that grows, and is never skipped', async () => {
  const { db, clock, lines, pages, switches, start, handled, asleep } = await open()
  await change(db, 1)
  switches.fails = 3
  start()
  for (const pause of [1_000, 2_000, 4_000]) {
    await until('the failure', async () => (lines.at(-1) === undefined ? new Waiting(lines) : true))
    expect(lines.splice(0)).toMatchObject([{ event: 'follower.failed', follower: 'test', againInMs: pause }])
    expect(await db.selectFrom('workspace').select('name').executeTakeFirst()).toEqual({ name: 'My shop' })
    expect(await followedUpTo(db, 1, 'test')).toBe(0)
    await asleep()
    await clock.advance(pause - 1)
    expect(lines).toEqual([])
    await clock.advance(1)
  }
  await handled(4)
  expect(pages).toEqual([[1], [1], [1], [1]])
  await until('its page to be stored', async () => ((await followedUpTo(db, 1, 'test')) > 0 ? true : new Waiting(0)))
})

test('a follower that is off is handed nothing, and all of it when it is on', async () => {
  const { db, clock, pages, switches, start, handled, asleep } = await open()
  await change(db, 1)
  switches.isOn = false
  start()
  await asleep()
  await clock.advance(5_000)
  expect(pages).toEqual([])
  switches.isOn = true
  await clock.advance(1_000)
  await handled(1)
  expect(pages).toEqual([[1]])
})

test('one that fails keeps no other from going on', async () => {
  const { db, clock, feed, lines } = await open()
  await change(db, 1)
  const seen: number[] = []
  const of = { db, workspace: 1, clock, log: { ...openLog({ level: 'silent' }), error: () => lines.push(1) }, feed }
  const isOn = async () => true
  const faulty = { name: 'faulty', entity: 'Order', isOn, handle: async () => Promise.reject(new Error('never')) }
  const well = { name: 'well', entity: 'Order', isOn, handle: async () => void seen.push(1) }
  stops.add(startFollowing(of, [faulty, well]))
  await until('both', async () => (seen.length === 1 && lines.length === 1 ? true : new Waiting([seen, lines])))
  expect(await followedUpTo(db, 1, 'faulty')).toBe(0)
})
