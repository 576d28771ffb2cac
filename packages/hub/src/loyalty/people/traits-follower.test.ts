import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { testDatabase } from '../../../../../test/database/test-database.ts'
import type { Db } from '../../db/database.ts'
import { inTransaction } from '../../db/in-transaction.ts'
import type { FeedChange } from '../../store/change-feed.ts'
import { insertNotSame, selectSamePeople, selectShared } from '../../store/customer-trait.ts'
import { changed, type SettingsChange, usualSettings, writeSettings } from '../../store/workspace-settings.ts'
import { traitsFollower } from './traits-follower.ts'

const now = new Date('2026-03-01T12:00:00Z')
const follower = traitsFollower({ workspace: 1, now: () => now, mark: (text) => text })
let db: Db
beforeEach(async () => {
  db = (await testDatabase()).kysely
})

async function person(id: number, phoneNumber: string, more: object = {}): Promise<void> {
  const data = JSON.stringify({
    ...{ customerNumber: `C${id}`, firstName: 'Nora', lastName: 'Berg' },
    addresses: [{ id: `a${id}`, phoneNumber }],
    ...more,
  })
  await sql`insert into record (workspace_id, id, entity, data, provenance)
    values (1, ${id}, 'Customer', ${data}::jsonb, '{}')`.execute(db)
  await sql`insert into link (workspace_id, id, connection_id, entity, external_id, record_id, contribution, since)
    values (1, ${id}, 1, 'Customer', ${`T${id}`}, ${id}, ${data}::jsonb, '{"*":1}')`.execute(db)
}

/** The follower is handed a change of each of these. */
async function follow(...ids: number[]): Promise<void> {
  const changes: FeedChange[] = ids.map((recordId, id) => ({
    ...{ id, recordId, entity: 'Customer', version: 1, fields: null, wentTo: null, runId: null, actor: 'x', at: now },
  }))
  await inTransaction(db, (tx) => follower.handle(tx, changes))
}

const set = (identity: SettingsChange['identity']) =>
  writeSettings(db, 1, changed(usualSettings, { identity: identity ?? {} }))
const pairs = async () =>
  (await selectSamePeople(db, 1, { traits: ['phone', 'email'], limit: 10 })).map(({ one, other }) => [one, other])
const living = async () =>
  (await sql<{ id: number }>`select id from record where deleted_at is null order by id`.execute(db)).rows.map((r) =>
    Number(r.id),
  )

test('two with the same phone, however it is written, are suggested and not merged, and two with the same name are not', async () => {
  await person(1, '(415) 555-0125')
  await person(2, '+1 415 555 0125')
  await person(3, '415-555-0199')
  await follow(1, 2, 3)
  expect(await pairs()).toEqual([[1, 2]])
  expect(await living()).toEqual([1, 2, 3])
})

test('where the business wishes, the older one goes on with the other, and what spoke for it is kept', async () => {
  await set({ merge: 'automatic' })
  for (const id of [1, 2]) await person(id, '(415) 555-0125')
  await follow(2, 1)
  expect(await living()).toEqual([1])
  const { rows } = await sql`select survivor_id, merged_id, trait, shown, actor from merge`.execute(db)
  expect(rows).toEqual([{ survivor_id: 1, merged_id: 2, trait: 'phone', shown: '…0125', actor: 'hub' }])
})

test('what more than five share merges nobody, and is named', async () => {
  await set({ merge: 'automatic' })
  const ids = [1, 2, 3, 4, 5, 6]
  for (const id of ids) await person(id, '(415) 555-0125')
  await follow(...ids)
  expect(await living()).toEqual(ids)
  expect(await selectShared(db, 1, { traits: ['phone'], limit: 5 })).toMatchObject([{ trait: 'phone', customers: 6 }])
})

test('those whom a person found to be two are not merged, nor who became a part of one of them', async () => {
  await set({ merge: 'automatic' })
  for (const id of [1, 2]) await person(id, '(415) 555-0125')
  await insertNotSame(db, 1, [2, 1], { actor: 'Ann', now })
  await follow(1, 2)
  expect(await living()).toEqual([1, 2])
  await person(3, '(415) 555-0125', { firstName: 'Zoe' })
  await follow(3)
  expect(await living()).toEqual([1, 2])
  await follow(1, 3)
  expect(await living()).toEqual([1, 2])
})

test('it waits while a flow that goes on reads all customers, and for no other run', async () => {
  await sql`insert into connection (workspace_id, name, connector, account, label, credentials)
    values (1, 'till', 'clover', 'a', 'a', '')`.execute(db)
  await sql`insert into flow (workspace_id, connection_id, name, entity, direction, endpoint, version)
    select 1, id, entity, entity, 'to_hub', 'all', 1
    from connection, (values ('Customer'), ('Order')) as e (entity)`.execute(db)
  const run = (kind: string, entity: string) =>
    sql`insert into run (workspace_id, flow_id, kind, state, actor)
      select 1, id, ${kind}, 'running', 'Ann' from flow where entity = ${entity}`.execute(db)
  for (const [kind, entity] of [
    ['full', 'Order'],
    ['change', 'Customer'],
  ] as const) {
    await run(kind, entity)
    expect(await follower.isOn(db)).toBe(true)
  }
  await run('full', 'Customer')
  expect(await follower.isOn(db)).toBe(false)
  await sql`update flow set state = 'paused'`.execute(db)
  expect(await follower.isOn(db)).toBe(true)
})
