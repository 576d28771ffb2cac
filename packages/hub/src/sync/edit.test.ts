import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import { openLog } from '../log.ts'
import { testClock } from '../test-clock.ts'
import { editRecord } from './edit.ts'

test('what a person types holds, although a source spoke when the clock was a day ahead', async () => {
  const { kysely: db } = await testDatabase()
  const clock = testClock()
  const ahead = clock.now().getTime() + 86_400_000
  const said = JSON.stringify({ customerNumber: 'C1', firstName: 'Nora', lastName: 'Berg' })
  await sql`insert into connection (workspace_id, id, name, connector, account, label, credentials)
    overriding system value values (1, 1, 'till', 'x', 'a', 'l', '')`.execute(db)
  await sql`insert into record (workspace_id, id, entity, data, provenance)
    overriding system value values (1, 7, 'Customer', ${said}::jsonb, '{}'::jsonb)`.execute(db)
  await sql`insert into link (workspace_id, id, connection_id, entity, external_id, record_id, contribution, since)
    overriding system value
    values (1, 9, 1, 'Customer', 'E1', 7, ${said}::jsonb, ${JSON.stringify({ '*': ahead })}::jsonb)`.execute(db)
  const context = { db, workspace: 1, clock, log: openLog({ level: 'silent' }), connectors: new Map(), wake: () => {} }
  const edit = { id: 7, fields: { firstName: 'Nova' }, actor: 'Ann' }
  expect(await editRecord(context, edit)).toEqual({ version: 2 })
  const { data } = await db.selectFrom('record').select('data').where('id', '=', 7).executeTakeFirstOrThrow()
  expect(data).toMatchObject({ firstName: 'Nova', lastName: 'Berg' })
})

test('a key that is made of a typed and of a read field, and that another record has, is refused by name', async () => {
  const { kysely: db } = await testDatabase()
  const clock = testClock()
  for (const [id, data] of [
    [7, { sku: 'TEE', locationId: 'M1', quantityOnHand: 2 }],
    [8, { sku: 'MUG', locationId: 'M1', quantityOnHand: 3 }],
  ] as const) {
    const said = JSON.stringify(data)
    await sql`insert into record (workspace_id, id, entity, data, provenance)
      values (1, ${id}, 'InventoryLevel', ${said}::jsonb, '{}'::jsonb)`.execute(db)
    await sql`insert into record_key (workspace_id, entity, name, value, record_id)
      values (1, 'InventoryLevel', 'skuAtLocation', ${`${data.sku}|m1`.toLowerCase()}, ${id})`.execute(db)
    await sql`insert into link (workspace_id, id, connection_id, entity, external_id, record_id, contribution, since)
      values (1, ${id}, 1, 'InventoryLevel', ${`E${id}`}, ${id}, ${said}::json, '{"*":1}'::json)`.execute(db)
  }
  const context = { db, workspace: 1, clock, log: openLog({ level: 'silent' }), connectors: new Map(), wake: () => {} }
  const edit = { id: 8, fields: { sku: 'TEE' }, actor: 'Ann' }
  expect(await editRecord(context, edit)).toMatchObject({ refused: { code: 'DUPLICATE_KEY', facts: { holder: 7 } } })
})

test('what a person types once more holds against what a source said meanwhile', async () => {
  const { kysely: db } = await testDatabase()
  const clock = testClock()
  const now = clock.now().getTime()
  const record = { customerNumber: 'C1', firstName: 'Wrong' }
  await sql`insert into record (workspace_id, id, entity, data, provenance)
    values (1, 7, 'Customer', ${JSON.stringify(record)}::jsonb, '{}'::jsonb)`.execute(db)
  for (const [id, connection, external, said, at] of [
    [9, 1, 'E1', record, now - 10],
    [10, 0, '7', { firstName: 'Nova' }, now - 20],
  ] as const) {
    await sql`insert into link (workspace_id, id, connection_id, entity, external_id, record_id, contribution, since)
      values (1, ${id}, ${connection}, 'Customer', ${external}, 7, ${JSON.stringify(said)}::json,
        ${JSON.stringify({ '*': at })}::json)`.execute(db)
  }
  const context = { db, workspace: 1, clock, log: openLog({ level: 'silent' }), connectors: new Map(), wake: () => {} }
  expect(await editRecord(context, { id: 7, fields: { firstName: 'Nova' }, actor: 'Ann' })).toEqual({ version: 2 })
})

test('what a person types as it stands there already is theirs by now, and the version is the one that is stored', async () => {
  const { kysely: db } = await testDatabase()
  const said = JSON.stringify({ customerNumber: 'C1', firstName: 'Nora', lastName: 'Berg' })
  await sql`insert into record (workspace_id, id, entity, data, provenance)
    values (1, 7, 'Customer', ${said}::jsonb, '{"*":"9"}'::jsonb)`.execute(db)
  await sql`insert into link (workspace_id, id, connection_id, entity, external_id, record_id, contribution, since)
    values (1, 9, 1, 'Customer', 'E1', 7, ${said}::json, '{"*":1}'::json)`.execute(db)
  const clock = testClock()
  const context = { db, workspace: 1, clock, log: openLog({ level: 'silent' }), connectors: new Map(), wake: () => {} }
  const edited = await editRecord(context, { id: 7, fields: { firstName: 'Nora' }, actor: 'Ann' })
  const { rows } = await sql<{
    version: number
  }>`select version, provenance ? 'firstName' as typed from record`.execute(db)
  expect(rows).toMatchObject([{ ...edited, typed: true }])
  expect((await sql`select from change`.execute(db)).rows).toEqual([])
})

test('of custom fields a person says one and keeps what they said of the others', async () => {
  const { kysely: db } = await testDatabase()
  const record = JSON.stringify({ customerNumber: 'C1', firstName: 'Nora' })
  await sql`insert into record (workspace_id, id, entity, data, provenance)
    values (1, 7, 'Customer', ${record}::jsonb, '{}'::jsonb)`.execute(db)
  await sql`insert into link (workspace_id, id, connection_id, entity, external_id, record_id, contribution, since)
    values (1, 9, 1, 'Customer', 'E1', 7, ${record}::json, '{"*":1}'::json)`.execute(db)
  const log = openLog({ level: 'silent' })
  const context = { db, workspace: 1, clock: testClock(), log, connectors: new Map(), wake: () => {} }
  for (const customFields of [{ tier: 'gold' }, { vip: true }]) {
    await editRecord(context, { id: 7, fields: { customFields }, actor: 'Ann' })
  }
  const { data } = await db.selectFrom('record').select('data').where('id', '=', 7).executeTakeFirstOrThrow()
  expect(data).toMatchObject({ customFields: { tier: 'gold', vip: true } })
})
