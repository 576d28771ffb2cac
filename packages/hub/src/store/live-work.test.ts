import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import type { Db } from '../db/database.ts'
import { countAtWork, mustMakeRoom } from './live-work.ts'

const now = new Date('2026-01-05T09:00:00.000Z')
const [backfill, other, elsewhere] = [1, 2, 3]

/** A connection whose first flow lists for hours, another flow of it, and one of another connection. */
async function house(): Promise<Db> {
  const { kysely: db } = await testDatabase()
  for (const connection of [1, 2]) {
    await sql`insert into connection (workspace_id, id, name, connector, account, label, credentials)
      overriding system value values (1, ${connection}, ${`c${connection}`}, 'x', 'a', 'l', '')`.execute(db)
  }
  for (const [id, connection, direction] of [
    [backfill, 1, 'to_hub'],
    [other, 1, 'from_hub'],
    [elsewhere, 2, 'from_hub'],
  ] as const) {
    await sql`insert into flow (workspace_id, id, connection_id, name, entity, direction, endpoint, version)
      overriding system value values (1, ${id}, ${connection}, ${`f${id}`}, 'Customer', ${direction}, 'customers', 1)`.execute(
      db,
    )
  }
  return db
}

const makesRoom = (db: Db) => mustMakeRoom(db, { workspace: 1, connectionId: 1, flowId: backfill, now })

async function owe(db: Db, of: { flow: number; rank: number; dueAt: Date }): Promise<void> {
  await sql`insert into delivery (workspace_id, flow_id, record_id, wanted_version, due_at, rank)
    values (1, ${of.flow}, 7, 1, ${of.dueAt}::timestamptz, ${of.rank})`.execute(db)
}

async function queue(db: Db, kind: string, selection: object | null): Promise<void> {
  const chosen = selection === null ? null : JSON.stringify(selection)
  await sql`insert into run (workspace_id, flow_id, kind, state, actor, selection)
    values (1, ${backfill}, ${kind}, 'queued', 'x', ${chosen}::jsonb)`.execute(db)
}

test.each<[string, (db: Db) => Promise<void>, boolean]>([
  ['with nothing else to do it goes on', async () => {}, false],
  ['a live change of the same connection goes first', (db) => owe(db, { flow: other, rank: 0, dueAt: now }), true],
  ['one of another backfill does not', (db) => owe(db, { flow: other, rank: 1, dueAt: now }), false],
  ['nor one of another connection', (db) => owe(db, { flow: elsewhere, rank: 0, dueAt: now }), false],
  [
    'nor one whose time has not come',
    (db) => owe(db, { flow: other, rank: 0, dueAt: new Date(now.getTime() + 1_000) }),
    false,
  ],
  ['a record that a person asked for goes first', (db) => queue(db, 'manual', { externalIds: ['C1'] }), true],
  ['a selection of very many does not', (db) => queue(db, 'manual', { count: 90_000 }), false],
  ['nor another full listing', (db) => queue(db, 'full', null), false],
  [
    'who was put to rest makes room at once',
    async (db) => void (await sql`update flow set state = 'paused' where id = ${backfill}`.execute(db)),
    true,
  ],
])('between two pages of a backfill: %s', async (_, happens, yields) => {
  const db = await house()
  await happens(db)
  expect(await makesRoom(db)).toBe(yields)
})

test('a connection is at work while one of its runs may go on', async () => {
  const db = await house()
  const set = async (text: string) => {
    await sql.raw(text).execute(db)
    return countAtWork(db, 1)
  }
  expect(await countAtWork(db, 1)).toBe(0)
  await queue(db, 'full', null)
  await queue(db, 'manual', null)
  expect(await countAtWork(db, 1)).toBe(1)
  expect(await set(`update run set state = 'running' where kind = 'full'`)).toBe(1)
  expect(await set(`update connection set state = 'paused'`)).toBe(0)
  expect(await set(`update connection set state = 'active'`)).toBe(1)
  expect(await set(`update flow set state = 'stopped' where id = ${backfill}`)).toBe(0)
  expect(await set(`update flow set state = 'enabled'`)).toBe(1)
  expect(await set(`update run set state = case kind when 'full' then 'braked' else 'done' end`)).toBe(0)
})
