import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import type { Db, Tx } from '../db/database.ts'
import {
  insertDeliveries,
  markChangedDue,
  markRunDue,
  nextDeliveryAt,
  selectDueDeliveries,
  settleDone,
  settleHeld,
  settleRetry,
} from './delivery.ts'
import { countDeliveries } from './delivery-counts.ts'
import { forgetTargetLinks, insertTargetLinks } from './link.ts'
import { insertRecords, updateRecords } from './record.ts'
import { withdrawDeliveries } from './run-brake.ts'

const flow = { workspace: 1, flowId: 5 }
const destination = { ...flow, connectionId: 4, entity: 'Customer' }
const at = (minute: number) => new Date(Date.UTC(2026, 0, 5, 9, minute))

/** Records 1 to `count`, each at version 1. */
async function records(db: Db, count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, index) => ({ id: index + 1, data: { n: index + 1 }, provenance: {} }))
  await db.transaction().execute((tx) => insertRecords(tx, 1, 'Customer', rows))
}

const inTx = <T>(db: Db, act: (tx: Tx) => Promise<T>) => db.transaction().execute(act)

const mark = (db: Db, minute: number, ...versions: [recordId: number, version: number][]) =>
  inTx(db, (tx) =>
    markChangedDue(
      tx,
      1,
      [flow.flowId],
      versions.map(([record_id, version]) => ({ record_id, version })),
      at(minute),
    ),
  )

const due = (db: Db, of: { busy?: number[]; limit?: number; minute?: number } = {}) =>
  selectDueDeliveries(db, destination, { busy: of.busy ?? [], limit: of.limit ?? 100, now: at(of.minute ?? 30) })

const dueIds = async (...given: Parameters<typeof due>) => (await due(...given)).map((row) => row.record_id)

const standing = (db: Db, recordId: number) =>
  db
    .selectFrom('delivery')
    .selectAll()
    .where('flow_id', '=', flow.flowId)
    .where('record_id', '=', recordId)
    .executeTakeFirstOrThrow()

test('a burst of versions becomes one delivery, of the newest', async () => {
  const { kysely: db } = await testDatabase()
  await records(db, 1)
  await mark(db, 1, [1, 1])
  await inTx(db, (tx) => updateRecords(tx, 1, [{ id: 1, was: 1, data: { n: 'new' }, provenance: {} }]))
  await mark(db, 2, [1, 2])
  expect(await due(db)).toMatchObject([{ record_id: 1, version: 2, data: { n: 'new' }, attempts: 0, output: null }])
  expect(await standing(db, 1)).toMatchObject({ wanted_version: 2, done_version: 0 })
})

test('what is due comes in the order in which it fell due, whatever the plan of the query', async () => {
  const { kysely: db } = await testDatabase()
  await records(db, 900)
  const ids = Array.from({ length: 900 }, (_, index) => index + 1)
  const late = ids.filter((id) => id % 2 === 1)
  const early = ids.filter((id) => id % 2 === 0)
  await inTx(db, (tx) => insertDeliveries(tx, 1, [flow.flowId], late, at(2)))
  await inTx(db, (tx) => insertDeliveries(tx, 1, [flow.flowId], early, at(1)))
  await sql`set enable_nestloop = off`.execute(db)
  const found = await dueIds(db, { limit: 900 })
  await sql`reset enable_nestloop`.execute(db)
  expect(found).toEqual([...early, ...late])
})

test('a new record is owed by every listening flow at its first version', async () => {
  const { kysely: db } = await testDatabase()
  await records(db, 2)
  await inTx(db, (tx) => insertDeliveries(tx, 1, [5, 6], [1, 2], at(1)))
  expect(await due(db)).toMatchObject([
    { record_id: 1, version: 1, output: null, forced: false },
    { record_id: 2, version: 1 },
  ])
  expect(await countDeliveries(db, 1, 6)).toEqual({ due: 2, done: 0, held: 0 })
  expect(await standing(db, 1)).toMatchObject({ wanted_version: 1, done_version: 0 })
})

test('every listening flow owes its own delivery, and no other', async () => {
  const { kysely: db } = await testDatabase()
  await records(db, 1)
  await inTx(db, (tx) => markChangedDue(tx, 1, [5, 6], [{ record_id: 1, version: 1 }], at(1)))
  const counts = await Promise.all([5, 6, 7].map((flowId) => countDeliveries(db, 1, flowId)))
  expect(counts.map((count) => count.due)).toEqual([1, 1, 0])
})

test('what is due longest comes first, equal instants by record, and never more than asked for', async () => {
  const { kysely: db } = await testDatabase()
  await records(db, 4)
  await mark(db, 2, [1, 1], [4, 1])
  await mark(db, 1, [3, 1])
  await mark(db, 2, [2, 1])
  expect(await dueIds(db)).toEqual([3, 1, 2, 4])
  expect(await dueIds(db, { limit: 2 })).toEqual([3, 1])
})

test('what is due later is left alone until then, and the next instant is known', async () => {
  const { kysely: db } = await testDatabase()
  await records(db, 2)
  await mark(db, 10, [1, 1])
  await mark(db, 20, [2, 1])
  expect(await dueIds(db, { minute: 9 })).toEqual([])
  expect(await dueIds(db, { minute: 10 })).toEqual([1])
  expect(await nextDeliveryAt(db, flow)).toEqual(at(10))
  expect(await nextDeliveryAt(db, { ...flow, flowId: 6 })).toBe(null)
})

test('records whose write the vendor already has are left out, and make room for the next', async () => {
  const { kysely: db } = await testDatabase()
  await records(db, 3)
  await mark(db, 1, [1, 1], [2, 1], [3, 1])
  expect(await dueIds(db, { busy: [1], limit: 2 })).toEqual([2, 3])
})

test('a delivery knows where its record is at the destination, unless the destination forgot it', async () => {
  const { kysely: db } = await testDatabase()
  await records(db, 3)
  await mark(db, 1, [1, 1], [2, 1], [3, 1])
  await inTx(db, async (tx) => {
    await insertTargetLinks(tx, destination, [
      { external_id: 'P1', record_id: 1 },
      { external_id: 'P2', record_id: 2 },
    ])
    await insertTargetLinks(tx, { ...destination, connectionId: 99 }, [{ external_id: 'X3', record_id: 3 }])
    await forgetTargetLinks(tx, destination, ['P2'])
  })
  expect((await due(db)).map((row) => row.external_id)).toEqual(['P1', null, null])
})

test('a delivery that was done is due no more, and remembers what was said', async () => {
  const { kysely: db } = await testDatabase()
  await records(db, 1)
  await mark(db, 1, [1, 1])
  const done = (version: number, output: { [field: string]: string } | null) =>
    inTx(db, (tx) => settleDone(tx, flow, [{ record_id: 1, version, run_id: null, output }]))
  await done(1, { email: 'ann@shop.example', city: 'Oslo' })
  await done(1, { city: 'Bergen' })
  await done(1, null)
  expect(await standing(db, 1)).toMatchObject({
    state: 'done',
    done_version: 1,
    output: { email: 'ann@shop.example', city: 'Bergen' },
  })
  expect(await dueIds(db)).toEqual([])
})

test('what was left out by a filter counts as never told: its first sending is still a creation', async () => {
  const { kysely: db } = await testDatabase()
  await records(db, 1)
  await mark(db, 1, [1, 1])
  await inTx(db, (tx) => settleDone(tx, flow, [{ record_id: 1, version: 1, run_id: null, output: null }]))
  expect(await standing(db, 1)).toMatchObject({ state: 'done', output: null })
})

test('a version that came while an older one was sent stays due, whether that one was done or held', async () => {
  const { kysely: db } = await testDatabase()
  await records(db, 2)
  await mark(db, 1, [1, 2], [2, 2])
  await inTx(db, async (tx) => {
    await settleDone(tx, flow, [{ record_id: 1, version: 1, run_id: null, output: { n: 1 } }])
    await settleHeld(tx, flow, [{ record_id: 2, version: 1, run_id: null, fault: { kind: 'invalid' } }])
  })
  expect(await dueIds(db)).toEqual([1, 2])
})

test('what is held is due again with the next version, without the old fault', async () => {
  const { kysely: db } = await testDatabase()
  await records(db, 1)
  await mark(db, 1, [1, 1])
  await inTx(db, (tx) => settleHeld(tx, flow, [{ record_id: 1, version: 1, run_id: null, fault: { kind: 'invalid' } }]))
  expect(await standing(db, 1)).toMatchObject({ state: 'held', fault: { kind: 'invalid' } })
  expect(await dueIds(db)).toEqual([])
  await mark(db, 2, [1, 2])
  expect(await standing(db, 1)).toMatchObject({ state: 'due', fault: null })
})

test('what a run asked for while an older sending was under way stays due for it, and stands as sent if it is cancelled', async () => {
  const { kysely: db } = await testDatabase()
  await records(db, 3)
  const runDue = (runId: number, force: boolean) =>
    inTx(db, (tx) => markRunDue(tx, flow, { entity: 'Customer', runId, recordIds: [1, 2, 3], force }, at(1)))
  await runDue(8, false)
  await runDue(9, true)
  await inTx(db, async (tx) => {
    await settleDone(tx, flow, [{ record_id: 1, version: 1, run_id: 8, output: { n: 1 } }])
    await settleHeld(tx, flow, [{ record_id: 2, version: 1, run_id: 8, fault: { kind: 'invalid' } }])
    await settleDone(tx, flow, [{ record_id: 3, version: 1, run_id: 9, output: { n: 3 } }])
  })
  expect(await due(db)).toMatchObject([
    { record_id: 1, run_id: 9, forced: true, output: { n: 1 } },
    { record_id: 2, run_id: 9, forced: true },
  ])
  await inTx(db, (tx) => withdrawDeliveries(tx, 1, flow.flowId, 9))
  expect(await standing(db, 1)).toMatchObject({ state: 'done', output: { n: 1 }, run_id: null })
  expect(await standing(db, 2)).toMatchObject({ state: 'held', run_id: null })
})

test('passing trouble puts a delivery off, counts the attempt, and a new version starts the count anew', async () => {
  const { kysely: db } = await testDatabase()
  await records(db, 1)
  await mark(db, 1, [1, 1])
  const retry = { record_id: 1, attempts: 3, due_at: at(40), fault: { kind: 'unavailable' } }
  await inTx(db, (tx) => settleRetry(tx, flow, [retry]))
  expect(await dueIds(db, { minute: 39 })).toEqual([])
  expect(await due(db, { minute: 40 })).toMatchObject([{ record_id: 1, attempts: 3 }])
  await mark(db, 2, [1, 2])
  expect(await due(db, { minute: 2 })).toMatchObject([{ record_id: 1, attempts: 0 }])
})

test('a run marks the records of its entity that are named or all of them, not the deleted ones', async () => {
  const { kysely: db } = await testDatabase()
  await records(db, 3)
  await inTx(db, (tx) => insertRecords(tx, 1, 'Order', [{ id: 9, data: {}, provenance: {} }]))
  await db
    .updateTable('record')
    .set({ deleted_at: at(0) })
    .where('id', '=', 3)
    .execute()
  const run = (recordIds: number[] | null, force: boolean) =>
    inTx(db, (tx) => markRunDue(tx, flow, { entity: 'Customer', runId: 8, recordIds, force }, at(1)))
  expect(await run([2, 3, 9], true)).toBe(1)
  expect(await due(db)).toMatchObject([{ record_id: 2, run_id: 8, forced: true }])
  expect(await run(null, false)).toBe(2)
  expect(await due(db)).toMatchObject([
    { record_id: 2, forced: false },
    { record_id: 1, forced: false },
  ])
})

test('settling one flow leaves the delivery of another as it was', async () => {
  const { kysely: db } = await testDatabase()
  await records(db, 1)
  await inTx(db, async (tx) => {
    await markChangedDue(tx, 1, [5, 6], [{ record_id: 1, version: 1 }], at(1))
    await settleDone(tx, flow, [{ record_id: 1, version: 1, run_id: null, output: null }])
  })
  expect(await countDeliveries(db, 1, 5)).toEqual({ due: 0, done: 1, held: 0 })
  expect(await countDeliveries(db, 1, 6)).toEqual({ due: 1, done: 0, held: 0 })
})

test('a small round does not read all records, even where the planner expects a large one', async () => {
  const { kysely: db } = await testDatabase()
  const count = 5_000
  await records(db, count)
  await inTx(db, (tx) => insertDeliveries(tx, 1, [flow.flowId], idsTo(count), at(1)))
  await sql`analyze record, delivery`.execute(db)
  const done = idsTo(count - 50).map((record_id) => ({ record_id, version: 1, run_id: null, output: null }))
  await inTx(db, (tx) => settleDone(tx, flow, done))
  const read = await inTx(db, async (tx) => {
    const before = await readInOrder(tx)
    expect(await due(tx, { limit: 10_000 })).toHaveLength(50)
    return (await readInOrder(tx)) - before
  })
  expect(read).toBe(0)
})

function idsTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1)
}

/** Records that were met by reading the table from its start, in this connection. */
async function readInOrder(tx: Tx): Promise<number> {
  const { rows } = await sql<{ read: string }>`
    select seq_tup_read as read from pg_stat_xact_user_tables where relname = 'record'`.execute(tx)
  return Number(rows[0]?.read)
}
