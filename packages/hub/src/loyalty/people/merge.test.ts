import type { JsonObject } from '@trefoil/sdk'
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../../test/database/test-database.ts'
import type { Db } from '../../db/database.ts'
import { inTransaction } from '../../db/in-transaction.ts'
import { findMerge, standingFor } from '../../store/merge.ts'
import { findRecord } from '../../store/record-view.ts'
import { planMerge, storeMerge } from './merge.ts'
import { planUnmerge, storeUnmerge } from './unmerge.ts'

const now = new Date('2026-03-01T12:00:00Z')
const byHand = { trait: null, shown: null, actor: 'Ann' }

/** Customers of one till (connection 1), each known to a mail tool (connection 2) by an id that only points. */
async function people(count: number): Promise<Db> {
  const { kysely: db } = await testDatabase()
  for (let id = 1; id <= count; id += 1) {
    const said = { customerNumber: `C${id}`, firstName: `P${id}`, emailAddress: `p${id}@example.com` }
    await person(db, id, said)
  }
  return db
}

async function person(db: Db, id: number, said: JsonObject): Promise<void> {
  const text = JSON.stringify(said)
  await sql`insert into record (workspace_id, id, entity, data, provenance)
    values (1, ${id}, 'Customer', ${text}::jsonb, ${JSON.stringify({ '*': String(id * 10) })}::jsonb)`.execute(db)
  for (const name of ['customerNumber', 'emailAddress'] as const) {
    const value = String(said[name] ?? '').toLowerCase()
    if (value === '') continue
    await sql`insert into record_key (workspace_id, entity, name, value, record_id)
      values (1, 'Customer', ${name}, ${value}, ${id})`.execute(db)
  }
  await sql`insert into link (workspace_id, id, connection_id, entity, external_id, record_id, contribution, since)
    values (1, ${id * 10}, 1, 'Customer', ${`T${id}`}, ${id}, ${text}::jsonb, ${JSON.stringify({ '*': id })}::jsonb),
      (1, ${id * 10 + 1}, 2, 'Customer', ${`K${id}`}, ${id}, null, null)`.execute(db)
}

async function merge(db: Db, one: number, other: number): Promise<number | null> {
  const found = await standingFor(db, 1, [one, other])
  const ids = [found.get(one) ?? one, found.get(other) ?? other].toSorted((a, b) => a - b)
  if (ids[0] === ids[1]) return null
  const [survivor, merged] = await Promise.all(ids.map((id) => findRecord(db, 1, id)))
  if (survivor == null || merged == null) throw new Error('Nobody there')
  const plan = await planMerge(db, 1, { survivor, merged })
  if ('refused' in plan) throw new Error(plan.refused.message)
  return inTransaction(db, (tx) => storeMerge(tx, 1, plan, byHand, now))
}

async function unmerge(db: Db, id: number): Promise<void> {
  const merge = await findMerge(db, 1, id)
  if (merge === null) throw new Error('No such merge')
  const at = (await standingFor(db, 1, [merge.merged_id])).get(merge.merged_id) ?? 0
  const [holder, merged] = await Promise.all([findRecord(db, 1, at), findRecord(db, 1, merge.merged_id)])
  if (holder === null || merged === null) throw new Error('Nobody there')
  const plan = await planUnmerge(db, 1, { merge, holder, merged })
  if ('refused' in plan) throw new Error(plan.refused.message)
  await inTransaction(db, (tx) => storeUnmerge(tx, 1, { merge, plan, actor: 'Ann' }, now))
}

/** All that is to be as it was. */
async function picture(db: Db): Promise<unknown> {
  const records = await sql`
    select id, data, provenance, deleted_at is not null as gone, merged_into from record order by id`.execute(db)
  const keys = await sql`select name, value, record_id from record_key order by name, value`.execute(db)
  const links = await sql`
    select id, external_id, record_id, contribution, since, behind from link order by id`.execute(db)
  return [records.rows, keys.rows, links.rows]
}

async function orphans(db: Db): Promise<unknown[]> {
  const { rows } = await sql`
    select r.id from record r left join record s on s.id = r.merged_into and s.deleted_at is null
    where (r.merged_into is not null and s.id is null) or (r.merged_into is null) <> (r.deleted_at is null)`.execute(db)
  return rows
}

const dataOf = async (db: Db, id: number) => (await findRecord(db, 1, id))?.data

test('the older one goes on with its own values and whatever the other has besides, and is found by the keys of both', async () => {
  const db = await people(1)
  await person(db, 2, { customerNumber: 'C2', firstName: 'Nora', lastName: 'Berg', emailAddress: 'nora@example.com' })
  await merge(db, 2, 1)
  expect(await dataOf(db, 1)).toEqual({
    ...{ customerNumber: 'C1', firstName: 'P1', emailAddress: 'p1@example.com', lastName: 'Berg' },
  })
  expect(await findRecord(db, 1, 2)).toMatchObject({ deletedAt: now, mergedInto: 1 })
  const { rows } = await sql`select distinct record_id from record_key`.execute(db)
  expect(rows).toEqual([{ record_id: 1 }])
})

test('any merges and unmerges that end with everybody by themselves leave everything as it was', async () => {
  const db = await people(5)
  const before = await picture(db)
  const pair = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
  const step = fc.oneof(
    pair.map((merging) => ({ merging })),
    fc.nat(9).map((undoing) => ({ undoing })),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 8 }), fc.array(fc.nat(9), { maxLength: 8 }), async (steps, order) => {
      const open: number[] = []
      const undo = async (at: number) => {
        const [id] = open.splice(at % open.length, 1)
        if (id !== undefined) await unmerge(db, id)
        expect(await orphans(db)).toEqual([])
      }
      for (const each of steps) {
        if ('undoing' in each) {
          if (open.length > 0) await undo(each.undoing)
          continue
        }
        const id = await merge(db, ...each.merging)
        if (id !== null) open.push(id)
        expect(await orphans(db)).toEqual([])
      }
      for (let turn = 0; open.length > 0; turn += 1) await undo(order[turn] ?? 0)
      expect(await picture(db)).toEqual(before)
    }),
    { numRuns: 25 },
  )
})

test('of a chain the one in the middle comes back with what became a part of it', async () => {
  const db = await people(3)
  await merge(db, 3, 2)
  const second = await merge(db, 2, 1)
  expect(await findRecord(db, 1, 3)).toMatchObject({ mergedInto: 1 })
  await unmerge(db, second ?? 0)
  expect(await findRecord(db, 1, 3)).toMatchObject({ mergedInto: 2 })
  expect(await findRecord(db, 1, 2)).toMatchObject({ mergedInto: null, deletedAt: null })
})

test('what the till came to say only because the hub told it is not said by it any more once they are two again', async () => {
  const db = await people(2)
  const id = await merge(db, 1, 2)
  const told = { customerNumber: 'C1', firstName: 'P1', emailAddress: 'new@example.com' }
  await sql`update link set contribution = ${JSON.stringify(told)}::jsonb where external_id = 'T2'`.execute(db)
  await unmerge(db, id ?? 0)
  expect(await dataOf(db, 2)).toEqual({ customerNumber: 'C2', firstName: 'P2', emailAddress: 'new@example.com' })
})

test('what somebody withdrew while they were one stays withdrawn for both', async () => {
  const db = await people(2)
  const id = await merge(db, 1, 2)
  await sql`insert into consent (workspace_id, record_id, channel, state, at, source)
    values (1, 1, 'email', 'withdrawn', ${now}, 'Ann')`.execute(db)
  await unmerge(db, id ?? 0)
  const { rows } = await sql`select record_id, state from consent order by record_id`.execute(db)
  expect(rows).toEqual([
    { record_id: 1, state: 'withdrawn' },
    { record_id: 2, state: 'withdrawn' },
  ])
})

test('a destination that knew the merged one alone goes on with what it was told, and back again', async () => {
  const db = await people(2)
  await sql`insert into connection (workspace_id, id, name, connector, account, label, credentials)
    overriding system value values (1, 2, 'mail', 'x', 'a', 'l', '')`.execute(db)
  await sql`insert into flow (workspace_id, id, connection_id, name, entity, direction, endpoint, version)
    overriding system value values (1, 5, 2, 'mail', 'Customer', 'from_hub', 'profiles', 1)`.execute(db)
  await sql`delete from link where external_id = 'K1'`.execute(db)
  for (const [id, output] of [
    [1, null],
    [2, { email: 'p2' }],
  ] as const) {
    await sql`insert into delivery (workspace_id, flow_id, record_id, wanted_version, due_at, output)
      values (1, 5, ${id}, 1, ${now}, ${output === null ? null : JSON.stringify(output)}::json)`.execute(db)
  }
  const told = async () =>
    (await sql`select record_id, output from delivery order by record_id`.execute(db)).rows.map((row) =>
      Object.values(row as object),
    )
  const id = await merge(db, 1, 2)
  expect(await told()).toEqual([
    [1, { email: 'p2' }],
    [2, { email: 'p2' }],
  ])
  await sql`update delivery set output = '{"email":"p1"}' where record_id = 1`.execute(db)
  await unmerge(db, id ?? 0)
  expect(await told()).toEqual([
    [1, null],
    [2, { email: 'p1' }],
  ])
})

test('where nothing of one of them is left, they are not parted', async () => {
  const db = await people(2)
  const id = await merge(db, 1, 2)
  await sql`delete from link where external_id = 'T2'`.execute(db)
  await expect(unmerge(db, id ?? 0)).rejects.toThrow('would be empty')
})
