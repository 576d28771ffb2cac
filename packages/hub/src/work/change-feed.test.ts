import type { KyselyPlugin } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import { until, Waiting } from '../../../../test/harness/until.ts'
import type { Db } from '../db/database.ts'
import { insertChanges } from '../store/change.ts'
import { testClock } from '../test-clock.ts'
import { type ChangeFeed, openChangeFeed } from './change-feed.ts'

const over = new Set<ChangeFeed>()
afterEach(async () => {
  for (const feed of over) await feed.close()
  over.clear()
})

async function open() {
  const { kysely: db } = await testDatabase()
  const clock = testClock()
  const feed = openChangeFeed({ db, workspace: 1, clock })
  over.add(feed)
  return { db, clock, feed, signal: new AbortController() }
}

async function change(db: Db, entity: string, ...records: [id: number, field: string | null][]): Promise<void> {
  await db.transaction().execute((tx) =>
    insertChanges(
      tx,
      { workspace: 1, entity, runId: 7, actor: 'flow:till' },
      records.map(([record_id, field]) => ({
        record_id,
        version: field === null ? 1 : 2,
        patch: field === null ? null : { [field]: { old: 'Ann', new: 'Anna', link: 3 } },
      })),
    ),
  )
}

const told = ({ changes }: { changes: { recordId: number; fields: string[] | null }[] }) =>
  changes.map(({ recordId, fields }) => [recordId, fields])

test('a page tells what changed without the values, and the next one goes on where it ended', async () => {
  const { db, feed } = await open()
  await change(db, 'Customer', [1, null], [2, null], [1, 'firstName'])
  const first = await feed.read({ after: 0, limit: 2 })
  expect(told(first)).toEqual([
    [1, null],
    [2, null],
  ])
  expect(first.hasMore).toBe(true)
  const second = await feed.read({ after: first.next, limit: 2 })
  expect(second).toMatchObject({
    changes: [{ recordId: 1, entity: 'Customer', version: 2, fields: ['firstName'], runId: 7, actor: 'flow:till' }],
    hasMore: false,
  })
  expect(JSON.stringify(second)).not.toContain('Anna')
  expect(await feed.read({ after: second.next, limit: 2 })).toEqual({ changes: [], next: second.next, hasMore: false })
})

test('an answer that was long on its way settles nothing that was drawn meanwhile', async () => {
  const { kysely: db } = await testDatabase()
  const late = Promise.withResolvers<void>()
  let looks = 0
  const rows = (nth: number) => {
    if (nth === 1) return [{ last: 1 }]
    if (nth === 2) return [{ writer: 'one' }]
    return nth % 2 === 1 ? [{ last: 2 }] : [{ writer: 'two' }]
  }
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    // The first look sees the first writer, and comes back after the next one, which saw the second alone.
    transformResult: async ({ result }) => {
      looks += 1
      const answer = { ...result, rows: rows(looks) }
      if (looks === 2) await late.promise
      return answer
    },
  }
  const feed = openChangeFeed({ db: db.withPlugin(plugin), workspace: 1, clock: testClock() })
  over.add(feed)
  const first = feed.read({ after: 0, limit: 2 })
  await until('the first look to wait', async () => (looks === 2 ? true : new Waiting(looks)))
  expect((await feed.read({ after: 0, limit: 2 })).next).toBe(0)
  late.resolve()
  expect((await first).next).toBe(0)
})

test('a filter leaves out other entities, and the cursor passes them all the same', async () => {
  const { db, feed } = await open()
  await change(db, 'Customer', [1, null])
  await change(db, 'Order', [2, null], [3, null])
  const page = await feed.read({ after: 0, limit: 10, entity: 'Customer' })
  expect(told(page)).toEqual([[1, null]])
  expect(page.next).toBe((await feed.read({ after: 0, limit: 10 })).next)
})

test('the end of a record is told as such, with where it went', async () => {
  const { db, feed } = await open()
  const rows = [
    { record_id: 1, version: 2, patch: {}, went_to: 0 },
    { record_id: 2, version: 2, patch: {}, went_to: 5 },
    { record_id: 3, version: 2, patch: {} },
  ]
  const of = { workspace: 1, entity: 'Customer', runId: null, actor: 'person:1' }
  await db.transaction().execute((tx) => insertChanges(tx, of, rows))
  const { changes } = await feed.read({ after: 0, limit: 10 })
  expect(changes.map(({ wentTo }) => wentTo)).toEqual([0, 5, null])
})

test('whoever follows is told of what is stored later, once the feed is rung', async () => {
  const { db, feed, signal } = await open()
  await change(db, 'Customer', [1, null])
  const pages = feed.follow({ after: await feed.end(signal.signal), limit: 10 }, signal.signal)
  const next = pages.next()
  await change(db, 'Customer', [2, null])
  feed.wake()
  expect(told((await next).value ?? { changes: [] })).toEqual([[2, null]])
  await pages.return()
})

test('more than a page is told without another ring', async () => {
  const { db, feed, signal } = await open()
  await change(db, 'Customer', [1, null], [2, null], [3, null])
  const seen: number[] = []
  for await (const { changes, hasMore } of feed.follow({ after: 0, limit: 2 }, signal.signal)) {
    seen.push(...changes.map(({ recordId }) => recordId))
    if (!hasMore) break
  }
  expect(seen).toEqual([1, 2, 3])
})

test('where nothing happens there is a sign of life every 15 seconds, and not one look between them', async () => {
  const { clock, feed, signal } = await open()
  const pages = feed.follow({ after: 0, limit: 10 }, signal.signal)
  const next = pages.next()
  await until('the feed to wait', async () => (clock.sleepers() === 1 ? true : new Waiting(clock.sleepers())))
  await clock.advance(14_999)
  expect(clock.sleepers()).toBe(1)
  await clock.advance(1)
  expect((await next).value).toEqual({ changes: [], next: 0, hasMore: false })
  await pages.return()
})

test('the end of whoever follows is the end of the pages, in the middle of a wait as well', async () => {
  const { feed, signal } = await open()
  const pages = feed.follow({ after: 0, limit: 10 }, signal.signal)
  const next = pages.next()
  signal.abort()
  expect(await next).toEqual({ done: true, value: undefined })
  const others = feed.follow({ after: 0, limit: 10 }, new AbortController().signal).next()
  await feed.close()
  expect((await others).done).toBe(true)
})
