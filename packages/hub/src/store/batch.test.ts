import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import { deleteBatch, insertBatch, postponeBatch, selectBatches, selectBatchWrites } from './batch.ts'

const flow = { workspace: 1, flowId: 5 }
const at = (minute: number) => new Date(Date.UTC(2026, 0, 5, 9, minute))
const batch = (receipt: string, minute: number) => ({
  receipt: { job: receipt },
  recordIds: [3, 1, 2],
  writes: `{"of":"${receipt}"}`,
  dueAt: at(minute),
})

test('open batches come with what they hold, the one to ask first first, and only for their flow', async () => {
  const { kysely: db } = await testDatabase()
  await db.transaction().execute(async (tx) => {
    await insertBatch(tx, flow, batch('later', 20))
    await insertBatch(tx, flow, batch('sooner', 10))
    await insertBatch(tx, { ...flow, flowId: 6 }, batch('of another flow', 1))
  })
  const open = await selectBatches(db, flow)
  expect(open).toEqual([
    { id: 2, receipt: { job: 'sooner' }, record_ids: [3, 1, 2], attempts: 0, due_at: at(10) },
    { id: 1, receipt: { job: 'later' }, record_ids: [3, 1, 2], attempts: 0, due_at: at(20) },
  ])
})

test('the writes of a batch are read as they were sent, until it is settled', async () => {
  const { kysely: db } = await testDatabase()
  const writes = JSON.stringify({ text: '🍀'.repeat(200_000) })
  await db.transaction().execute((tx) => insertBatch(tx, flow, { ...batch('big', 1), writes }))
  expect(await selectBatchWrites(db, 1, 1)).toBe(writes)
  await db.transaction().execute((tx) => deleteBatch(tx, 1, 1))
  expect(await selectBatchWrites(db, 1, 1)).toBe(null)
  expect(await selectBatches(db, flow)).toEqual([])
})

test('a batch that is not ready is asked later, and how often it was asked is kept', async () => {
  const { kysely: db } = await testDatabase()
  await db.transaction().execute(async (tx) => {
    await insertBatch(tx, flow, batch('slow', 1))
    await postponeBatch(tx, 1, { id: 1, attempts: 1, due_at: at(5) })
    await postponeBatch(tx, 1, { id: 1, attempts: 2, due_at: at(9) })
  })
  expect(await selectBatches(db, flow)).toMatchObject([{ attempts: 2, due_at: at(9) }])
})
