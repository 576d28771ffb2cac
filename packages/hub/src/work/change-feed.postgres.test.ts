/** Only on PostgreSQL: the embedded database has one connection, where two transactions never overlap. */
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import { until, Waiting } from '../../../../test/harness/until.ts'
import { systemClock } from '../clock.ts'
import type { Db, Tx } from '../db/database.ts'
import { insertChanges } from '../store/change.ts'
import { lastDrawnChange, writersUnderWay } from '../store/change-feed.ts'
import { openChangeFeed } from './change-feed.ts'

const write = (tx: Tx, ...recordIds: number[]) =>
  insertChanges(
    tx,
    { workspace: 1, entity: 'Customer', runId: null, actor: 'test' },
    recordIds.map((record_id) => ({ record_id, version: 1, patch: null })),
  )

const openFeed = (db: Db) => openChangeFeed({ db, workspace: 1, clock: systemClock })

test('what a later transaction stored first waits for the earlier one, and then both come in order', async () => {
  const { kysely: db } = await testDatabase()
  const feed = openFeed(db)
  const page = () => feed.read({ after: 0, limit: 10 })
  const told = async () => (await page()).changes.map(({ recordId }) => recordId)
  await db.transaction().execute((tx) => write(tx, 1))
  await db.transaction().execute(async (slow) => {
    await write(slow, 2)
    await db.transaction().execute((quick) => write(quick, 3))
    expect(await told()).toEqual([])
  })
  expect(await told()).toEqual([1, 2, 3])
})

test('what settled before others began is told while they are still under way', async () => {
  const { kysely: db } = await testDatabase()
  const feed = openFeed(db)
  await db.transaction().execute((tx) => write(tx, 1))
  await feed.read({ after: 0, limit: 10 })
  await db.transaction().execute(async (slow) => {
    await write(slow, 2)
    const { changes, next } = await feed.read({ after: 0, limit: 10 })
    expect(changes.map(({ recordId }) => recordId)).toEqual([1])
    expect(next).toBe(changes[0]?.id)
  })
})

test('a writer is known before it draws its first id, and until what it wrote can be seen', async () => {
  const { kysely: db } = await testDatabase()
  const before = await lastDrawnChange(db)
  await db.transaction().execute(async (tx) => {
    await insertChanges(tx, { workspace: 1, entity: 'Customer', runId: null, actor: 'test' }, [])
    expect(await writersUnderWay(db)).toEqual(new Set())
    // The lock is there even where no row came of the statement, so it is not taken by the first row.
    await sql`insert into change (workspace_id, record_id, entity, version, actor) select 1, 1, 'x', 1, 'x' where false`.execute(
      tx,
    )
    expect((await writersUnderWay(db)).size).toBe(1)
    expect(await lastDrawnChange(db)).toBe(before)
  })
  expect(await writersUnderWay(db)).toEqual(new Set())
})

test('what others do on the same server does not hold the feed back', async () => {
  const { kysely: db } = await testDatabase()
  const feed = openFeed(db)
  await db.transaction().execute(async (stranger) => {
    await sql`update workspace set name = 'Mine'`.execute(stranger)
    await db.transaction().execute((tx) => write(tx, 1))
    const { changes } = await feed.read({ after: 0, limit: 10 })
    expect(changes.map(({ recordId }) => recordId)).toEqual([1])
  })
})

test('writers side by side that commit out of order, some of them never: whoever follows misses and repeats nothing', async () => {
  const { kysely: db } = await testDatabase()
  const feed = openFeed(db)
  const stop = new AbortController()
  const seen: number[] = []
  const following = (async () => {
    for await (const { changes } of feed.follow({ after: 0, limit: 7 }, stop.signal)) {
      seen.push(...changes.map(({ id }) => id))
    }
  })()
  const changedMind = new Error('changed my mind')
  const writer = async (number: number) => {
    for (let round = 0; round < 25; round += 1) {
      const written = db.transaction().execute(async (tx) => {
        await write(tx, number, number)
        if ((round + number) % 3 === 0) await sleep((round * number) % 11)
        await write(tx, number)
        if ((round * number) % 9 === 4) throw changedMind
      })
      await written.catch((error) => {
        if (error !== changedMind) throw error
      })
      feed.wake()
    }
  }
  // Two of the pool's eight connections are left to the reader.
  await Promise.all([1, 2, 3, 4, 5, 6].map(writer))
  const { rows } = await sql<{ id: number }>`select id from change order by id`.execute(db)
  await until('the last change to be told', async () => (seen.length < rows.length ? new Waiting(seen.length) : true))
  expect(seen).toEqual(rows.map(({ id }) => id))
  stop.abort()
  await following
  await feed.close()
})
