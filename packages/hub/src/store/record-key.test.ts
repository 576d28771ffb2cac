import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import { isUniqueViolation } from '../db/unique-violation.ts'
import { deleteKeys, insertKeys, type KeyRow, selectKeyHolders } from './record-key.ts'

const email = (value: string, record_id: number): KeyRow => ({ name: 'emailAddress', value, record_id })

test('a key has one holder: a second record that asks for it is refused, with all that it asked for', async () => {
  const { kysely: db } = await testDatabase()
  const insert = (...keys: KeyRow[]) => db.transaction().execute((tx) => insertKeys(tx, 1, 'Customer', keys))
  await insert(email('ann@shop.example', 1), email('bob@shop.example', 2))
  const second = insert(email('cleo@shop.example', 3), email('ann@shop.example', 3))
  await expect(second).rejects.toSatisfy(isUniqueViolation)
  const key = { name: 'emailAddress', values: ['ann@shop.example', 'cleo@shop.example', 'nobody@shop.example'] }
  expect(await selectKeyHolders(db, 1, 'Customer', key)).toEqual([email('ann@shop.example', 1)])
})

test('one value may stand under another name, for another entity and in another workspace', async () => {
  const { kysely: db } = await testDatabase()
  const key = { name: 'customerNumber', value: '77' }
  await db.transaction().execute(async (tx) => {
    await insertKeys(tx, 1, 'Customer', [{ ...key, record_id: 1 }])
    await insertKeys(tx, 1, 'Customer', [{ ...key, name: 'phone', record_id: 2 }])
    await insertKeys(tx, 1, 'Order', [{ ...key, record_id: 3 }])
    await insertKeys(tx, 2, 'Customer', [{ ...key, record_id: 4 }])
  })
  expect(await selectKeyHolders(db, 1, 'Customer', { name: key.name, values: ['77'] })).toEqual([
    { ...key, record_id: 1 },
  ])
})

test('a key is taken away only from the record that holds it', async () => {
  const { kysely: db } = await testDatabase()
  await db.transaction().execute(async (tx) => {
    await insertKeys(tx, 1, 'Customer', [email('ann@shop.example', 1), email('bob@shop.example', 2)])
    await deleteKeys(tx, 1, 'Customer', [email('ann@shop.example', 9), email('bob@shop.example', 2)])
  })
  const key = { name: 'emailAddress', values: ['ann@shop.example', 'bob@shop.example'] }
  expect(await selectKeyHolders(db, 1, 'Customer', key)).toEqual([email('ann@shop.example', 1)])
})
