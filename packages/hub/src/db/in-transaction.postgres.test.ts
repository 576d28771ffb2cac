/** Only on PostgreSQL: in the embedded database two transactions never overlap. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import type { Tx } from './database.ts'
import { inTransaction } from './in-transaction.ts'

test('of two transactions that wait for each other’s rows the one that is broken off is done again', async () => {
  const { kysely: db } = await testDatabase()
  await sql`insert into delivery (workspace_id, flow_id, record_id, wanted_version, due_at)
    values (1, 1, 1, 0, now()), (1, 1, 2, 0, now())`.execute(db)
  const count = (tx: Tx, record: number) =>
    sql`update delivery set wanted_version = wanted_version + 1 where record_id = ${record}`.execute(tx)
  const inside = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let attempts = 0
  const both = [1, 2].map((first, index) =>
    inTransaction(db, async (tx) => {
      attempts += 1
      await count(tx, first)
      inside[index]?.resolve()
      await Promise.all(inside.map(({ promise }) => promise))
      await count(tx, 3 - first)
    }),
  )
  await Promise.all(both)
  // One is broken off; done again, it may take its row before the other wakes, and meet it once more.
  expect(attempts).toBeGreaterThan(2)
  expect(await db.selectFrom('delivery').select('wanted_version').execute()).toEqual([
    { wanted_version: 2 },
    { wanted_version: 2 },
  ])
})

test('any other error is not tried again', async () => {
  const { kysely: db } = await testDatabase()
  let attempts = 0
  const work = inTransaction(db, async (tx) => {
    attempts += 1
    await sql`select 1 / 0`.execute(tx)
  })
  await expect(work).rejects.toThrow('division by zero')
  expect(attempts).toBe(1)
})
