import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import type { Db, Tx } from '../db/database.ts'
import { readCondition } from '../operations/read-condition.ts'
import { markChangedDue, markRunDue, nextDeliveryAt, selectDueDeliveries } from './delivery.ts'
import { insertRecords } from './record.ts'
import { conditionSql } from './record-condition.ts'
import { insertRun, selectOpenRuns } from './run.ts'
import { brakeRun, cancelRun, releaseRun, withdrawDeliveries } from './run-brake.ts'
import { addToSelection, closeSelection, pageSelection, selectWhere } from './run-selection.ts'

const flow = { workspace: 1, flowId: 5 }
const side = { ...flow, connectionId: 1, entity: 'Customer' }
const now = new Date('2026-01-05T09:00:00Z')
const later = new Date('2026-01-05T10:00:00Z')

const inTx = <T>(db: Db, work: (tx: Tx) => Promise<T>) => db.transaction().execute(work)

const collect = (db: Db) =>
  insertRun(db, { ...flow, kind: 'manual', state: 'collecting', selection: null, actor: 'test' })

async function people(db: Db): Promise<void> {
  const rows = [
    { id: 1, data: { emailAddress: 'ann@example.com', addresses: [{ city: 'York' }, { city: 'Leeds' }] } },
    { id: 2, data: { emailAddress: 'BO@Example.com', addresses: [{ city: 'New York' }] } },
    { id: 3, data: { emailAddress: null, customFields: { visits: 12 } } },
    { id: 4, data: { emailAddress: '100%@example.org', customFields: { visits: 3 } } },
  ]
  await inTx(db, (tx) =>
    insertRecords(
      tx,
      1,
      'Customer',
      rows.map((row) => ({ ...row, provenance: {} })),
    ),
  )
}

test('an id that is named twice is one, and a selection is read in pages', async () => {
  const { kysely: db } = await testDatabase()
  const run = await collect(db)
  expect(await addToSelection(db, 1, run, ['b', 'a', 'b'])).toBe(2)
  expect(await addToSelection(db, 1, run, ['c', 'a'])).toBe(1)
  expect(await pageSelection(db, 1, run, { after: '', limit: 2 })).toEqual(['a', 'b'])
  expect(await pageSelection(db, 1, run, { after: 'b', limit: 2 })).toEqual(['c'])
  expect(await inTx(db, (tx) => closeSelection(tx, 1, run, { from: 'list' }))).toBe(true)
  expect(await inTx(db, (tx) => closeSelection(tx, 1, run, { from: 'list' }))).toBe(false)
  expect(await selectOpenRuns(db, 1, 5)).toMatchObject([{ expected: 3, selection: { from: 'list', count: 3 } }])
})

test.each([
  ['email contains EXAMPLE.com', ['1', '2']],
  ['email is bo@example.com', ['2']],
  ['email is empty', ['3']],
  ['email is not empty and email does not contain example.com', ['4']],
  ['email contains %', ['4']],
  ['addresses.city is york', ['1']],
  ['addresses.city contains "new york"', ['2']],
  ['customFields.visits > 5', ['3']],
  ['custom_fields.visits < 5', ['4']],
  ["email is 'x and y' and email is not empty", []],
  ["email is not o'x and email is not d'y and email contains bo@", ['2']],
])('%s', async (where, ids) => {
  const { kysely: db } = await testDatabase()
  await people(db)
  const runId = await collect(db)
  const condition = conditionSql(readCondition(where, 'Customer'))
  await inTx(db, (tx) => selectWhere(tx, { workspace: 1, runId, entity: 'Customer', side: null, condition }))
  expect(await pageSelection(db, 1, runId, { after: '', limit: 10 })).toEqual(ids)
})

test.each([
  ['emailAdress is x', 'emailAddress'],
  ['email resembles x', 'contains'],
  ['email is', 'no value'],
  ['addresses is x', 'addresses.city'],
])('the condition "%s" is refused with what can be written', (where, words) => {
  expect(() => readCondition(where, 'Customer')).toThrow(words)
})

test('live changes go before a backfill, which a braked run holds back and a cancelled one takes away', async () => {
  const { kysely: db } = await testDatabase()
  await people(db)
  const due = async (braked: number[] = []) =>
    (await selectDueDeliveries(db, side, { busy: [], limit: 10, now: later, braked })).map((row) => row.record_id)
  const run = await insertRun(db, { ...flow, kind: 'full', state: 'running', selection: null, actor: 'test' })
  await inTx(db, (tx) => markRunDue(tx, flow, { entity: 'Customer', runId: run, recordIds: null, force: false }, now))
  await inTx(db, (tx) => markChangedDue(tx, 1, [5], [{ record_id: 3, version: 2 }], later))
  expect(await due()).toEqual([3, 1, 2, 4])

  await inTx(db, (tx) => brakeRun(tx, 1, run, { code: 'BRAKE_CHANGED' }))
  expect(await due([run])).toEqual([3])
  expect(await nextDeliveryAt(db, flow, [run])).toEqual(later)
  expect(await releaseRun(db, 1, run)).toBe(true)
  expect(await releaseRun(db, 1, run)).toBe(false)

  const isCancelled = await inTx(db, async (tx) => {
    const yes = await cancelRun(tx, 1, run)
    await withdrawDeliveries(tx, 1, 5, run)
    return yes
  })
  expect([isCancelled, await due()]).toEqual([true, [3]])
})
