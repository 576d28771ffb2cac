/** Records are read while another transaction writes them. */
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { testDatabase } from '../../../../../test/database/test-database.ts'
import { openRecords } from './open-record.ts'

test('a record is never read in its newest version with what its sources said before', async () => {
  const { kysely: db } = await testDatabase()
  await sql`insert into record (workspace_id, id, entity, data, provenance)
    values (1, 7, 'Customer', '{"firstName":"Ann"}', '{}')`.execute(db)
  await sql`insert into link (workspace_id, id, connection_id, entity, external_id, record_id, contribution, since)
    values (1, 9, 1, 'Customer', 'E1', 7, '{"firstName":"Ann"}', '{"*":1}')`.execute(db)
  const reading = await db.transaction().execute(async (tx) => {
    await sql`lock table record in access exclusive mode`.execute(tx)
    const open = openRecords(db, 1, [7], () => [])
    await vi.waitFor(async () => {
      const { rows } = await sql`select from pg_locks where relation = 'record'::regclass and not granted`.execute(tx)
      expect(rows).toHaveLength(1)
    })
    await sql`update link set contribution = '{"firstName":"Bea"}'`.execute(tx)
    await sql`update record set data = '{"firstName":"Bea"}', version = 2`.execute(tx)
    return { open }
  })
  const record = (await reading.open).get(7)
  expect(record?.stored?.version).toBe(2)
  expect(record?.contributions.get('9')?.data).toEqual({ firstName: 'Bea' })
})
