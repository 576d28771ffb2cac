import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import { insertRecords, reserveRecordIds, selectRecords, updateRecords } from './record.ts'

const workspace = 1
const ann = { data: { firstName: 'Ann' }, provenance: { '*': 1 } }

test('reserved ids are never given twice', async () => {
  const { kysely: db } = await testDatabase()
  const ids = [...(await reserveRecordIds(db, 3)), ...(await reserveRecordIds(db, 2))]
  expect(ids).toEqual([1, 2, 3, 4, 5])
})

test('a record is read back as it was stored, at version 1, and only in its own workspace', async () => {
  const { kysely: db } = await testDatabase()
  await db.transaction().execute((tx) => insertRecords(tx, workspace, 'Customer', [{ id: 7, ...ann }]))
  expect(await selectRecords(db, workspace, [7, 8])).toEqual(
    new Map([[7, { id: 7, entity: 'Customer', ...ann, version: 1 }]]),
  )
  expect(await selectRecords(db, 2, [7])).toEqual(new Map())
})

test('a new version is written only over the version that was read', async () => {
  const { kysely: db } = await testDatabase()
  const written = await db.transaction().execute(async (tx) => {
    await insertRecords(tx, workspace, 'Customer', [
      { id: 1, ...ann },
      { id: 2, ...ann },
    ])
    return updateRecords(tx, workspace, [
      { id: 1, was: 1, data: { firstName: 'Anna' }, provenance: {} },
      { id: 2, was: 4, data: { firstName: 'Late' }, provenance: {} },
    ])
  })
  expect(written).toBe(1)
  const records = await selectRecords(db, workspace, [1, 2])
  expect(records.get(1)).toMatchObject({ data: { firstName: 'Anna' }, version: 2 })
  expect(records.get(2)).toMatchObject({ data: { firstName: 'Ann' }, version: 1 })
})

test('zero, false, an empty text and null are stored as the values they are', async () => {
  const { kysely: db } = await testDatabase()
  const data = { points: 0, optIn: false, note: '', birthday: null, tags: [], name: 'Zoë 🍀 "quoted"' }
  await db.transaction().execute((tx) => insertRecords(tx, workspace, 'Customer', [{ id: 1, data, provenance: {} }]))
  expect((await selectRecords(db, workspace, [1])).get(1)?.data).toEqual(data)
})
