/** Only on PostgreSQL: in the embedded database two transactions never overlap. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import { settleUnmapped } from '../loyalty/stores/unmapped.ts'
import { lockStores } from './store.ts'

const now = new Date('2026-03-09T12:00:00Z')

test('a key that a person maps while orders come from it is not told of as unmapped', async () => {
  const { kysely: db } = await testDatabase()
  const { rows } = await sql<{ id: number }>`
    insert into connection (workspace_id, name, connector, account, label, credentials)
    values (1, 'till', 'clover', 'M', 'M', 'x') returning id`.execute(db)
  const connectionId = rows[0]?.id ?? 0
  await sql`insert into store (workspace_id, name) values (1, 'Downtown')`.execute(db)
  await sql`
    insert into location_seen (workspace_id, connection_id, key, orders, first_at, last_at)
    values (1, ${connectionId}, 'M', 1, now(), now())`.execute(db)
  const begun = Promise.withResolvers<void>()
  const settled = begun.promise.then(() =>
    db.transaction().execute((tx) => settleUnmapped(tx, 1, [{ connectionId, key: 'M' }], now)),
  )
  await db.transaction().execute(async (tx) => {
    await lockStores(tx, 1)
    await sql`
      insert into store_key (workspace_id, connection_id, key, store_id)
      select 1, ${connectionId}, 'M', id from store`.execute(tx)
    await settleUnmapped(tx, 1, null, now)
    begun.resolve()
    await waiting(db)
  })
  await settled
  expect(await db.selectFrom('issue').select(['field', 'state']).execute()).toEqual([])
})

/** Until somebody waits for the lock of the stores. */
async function waiting(db: Awaited<ReturnType<typeof testDatabase>>['kysely']): Promise<void> {
  await expect
    .poll(async () => {
      const { rows } = await sql`
        select from pg_locks where locktype = 'advisory' and not granted and classid = 'store'::regclass`.execute(db)
      return rows.length
    })
    .toBe(1)
}
