import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import type { Db, Tx } from '../db/database.ts'
import { markRunDue, settleDone } from './delivery.ts'
import { insertRecords } from './record.ts'
import {
  advanceRun,
  type Counts,
  finishRun,
  finishSettledRuns,
  insertRun,
  type RunKind,
  selectOpenRuns,
  startRun,
} from './run.ts'
import { insertOutcomes } from './run-outcome.ts'

const none: Counts = { created: 0, updated: 0, unchanged: 0, linked: 0, filtered: 0, held: 0, error: 0 }
const flow = { workspace: 1, flowId: 5 }

const queue = (db: Db, kind: RunKind = 'full', state: 'queued' | 'running' = 'queued') =>
  insertRun(db, { ...flow, kind, state, selection: null, actor: 'test' })

const runRow = (db: Db | Tx, id: number) =>
  db.selectFrom('run').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

test('counters add up over pages, and their sum is what was read', async () => {
  const { kysely: db } = await testDatabase()
  const id = await queue(db)
  await db.transaction().execute(async (tx) => {
    await advanceRun(tx, 1, id, { ...none, created: 400, filtered: 7, error: 1 }, { offset: 1_000 })
    await advanceRun(tx, 1, id, { ...none, created: 2, updated: 3, unchanged: 4, linked: 5, held: 6 })
  })
  const row = await runRow(db, id)
  expect(row).toMatchObject({ created: 402, updated: 3, unchanged: 4, linked: 5, filtered: 7, held: 6, error: 1 })
  expect(row.read).toBe(428)
})

test('a cursor stays where it is unless a new one is given, and null is a new one', async () => {
  const { kysely: db } = await testDatabase()
  const id = await queue(db)
  const cursor = async () => (await selectOpenRuns(db, 1, 5))[0]?.cursor
  await db.transaction().execute((tx) => advanceRun(tx, 1, id, none, { offset: 0 }))
  await db.transaction().execute((tx) => advanceRun(tx, 1, id, none))
  expect(await cursor()).toEqual({ offset: 0 })
  await db.transaction().execute((tx) => advanceRun(tx, 1, id, none, null))
  expect(await cursor()).toBe(null)
})

test('open runs come oldest first; a finished one is open no more and keeps its fault', async () => {
  const { kysely: db } = await testDatabase()
  const [first, second, third] = [await queue(db), await queue(db, 'poll', 'running'), await queue(db)]
  await finishRun(db, 1, second, 'failed', { kind: 'permission' })
  expect((await selectOpenRuns(db, 1, 5)).map((run) => run.id)).toEqual([first, third])
  expect(await runRow(db, second)).toMatchObject({ state: 'failed', fault: { kind: 'permission' } })
})

test('a run starts once: its first start stands', async () => {
  const { kysely: db } = await testDatabase()
  const id = await queue(db)
  expect((await runRow(db, id)).started_at).toBe(null)
  await startRun(db, 1, id)
  const started = (await runRow(db, id)).started_at
  await startRun(db, 1, id)
  expect(started).toBeInstanceOf(Date)
  expect(await runRow(db, id)).toMatchObject({ state: 'running', started_at: started })
})

test('a push run ends when its last delivery is settled, and not before', async () => {
  const { kysely: db } = await testDatabase()
  const id = await queue(db, 'manual', 'running')
  await db.transaction().execute(async (tx) => {
    const rows = [1, 2].map((record) => ({ id: record, data: {}, provenance: {} }))
    await insertRecords(tx, 1, 'Customer', rows)
    await markRunDue(tx, flow, { entity: 'Customer', runId: id, recordIds: null, force: false }, new Date(0))
  })
  const settle = (record_id: number) =>
    db.transaction().execute(async (tx) => {
      await settleDone(tx, flow, [{ record_id, version: 1, run_id: id, output: null }])
      await finishSettledRuns(tx, 1, 5, false)
      return (await runRow(tx, id)).state
    })
  expect(await settle(1)).toBe('running')
  expect(await settle(2)).toBe('done')
})

test('the run of changes ends only when nothing at all is due', async () => {
  const { kysely: db } = await testDatabase()
  const id = await queue(db, 'change', 'running')
  await db.transaction().execute((tx) => finishSettledRuns(tx, 1, 5, false))
  expect((await runRow(db, id)).state).toBe('running')
  await db.transaction().execute((tx) => finishSettledRuns(tx, 1, 5, true))
  expect((await runRow(db, id)).state).toBe('done')
})

test('reasons are kept record by record, with what they are about', async () => {
  const { kysely: db } = await testDatabase()
  const id = await queue(db)
  const outcome = { outcome: 'held' as const, record_id: 7, external_id: null, code: 'TWO_HOLDERS' }
  const rows = [
    { ...outcome, reason: 'Two records hold this key', facts: { key: 'emailAddress' } },
    { ...outcome, record_id: null, external_id: 'A', reason: 'No name', facts: null },
  ]
  await db.transaction().execute((tx) => insertOutcomes(tx, 1, id, rows))
  const columns = ['outcome', 'record_id', 'external_id', 'code', 'reason', 'facts'] as const
  expect(await db.selectFrom('run_outcome').select(columns).orderBy('id').execute()).toEqual(rows)
})
