/** Only on PostgreSQL: the embedded database has one connection, where two transactions never overlap. */
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import { insertConnection } from './connection.ts'
import { assertLease, takeLease } from './lease.ts'

const mine = '00000000-0000-7000-8000-000000000001'
const yours = '00000000-0000-7000-8000-000000000002'

test('a lease that ran out is not taken over while its holder commits, and right after that it is', async () => {
  const { kysely: db } = await testDatabase()
  const account = { connector: 'clover', account: 'M1', label: 'Shop', settings: {}, permissions: {} }
  const connection = await insertConnection(db, { workspaceId: 1, name: 'till', sealedCredentials: 'x', ...account })
  const id = connection?.id ?? 0
  const lease = await takeLease(db, 1, id, mine, 30)
  if (lease === null) throw new Error('The lease was not given')
  await db
    .updateTable('connection')
    .set({ lease_until: new Date(0) })
    .where('id', '=', id)
    .execute()
  await db.transaction().execute(async (tx) => {
    await assertLease(tx, lease)
    expect(await takeLease(db, 1, id, yours, 30)).toBe(null)
  })
  expect(await takeLease(db, 1, id, yours, 30)).toMatchObject({ token: yours })
})
