import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import type { Db } from '../db/database.ts'
import { insertConnection } from './connection.ts'
import { insertFlow } from './flow.ts'
import { bringForward, ensurePoll, selectPolls, upsertPoll } from './poll.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 0, 5, 9, minute))

async function flowId(db: Db): Promise<number> {
  const account = { connector: 'clover', account: 'M1', label: 'Shop', settings: {}, permissions: {} }
  const connection = await insertConnection(db, { workspaceId: 1, name: 'till', sealedCredentials: 'x', ...account })
  const shape = {
    entity: 'Customer',
    direction: 'to_hub' as const,
    endpoint: 'customers',
    recipe: null,
    state: 'enabled' as const,
  }
  const flow = await insertFlow(db, { workspaceId: 1, connectionId: connection?.id ?? 0, name: 'customers', ...shape })
  return flow?.id ?? 0
}

test('a source that is named again keeps its place', async () => {
  const { kysely: db } = await testDatabase()
  const id = await flowId(db)
  await ensurePoll(db, 1, id, { source: 'customers', schedule: '15m', first: at(0), next: at(0) })
  await upsertPoll(db, 1, id, { source: 'customers', cursor: { offset: 0 }, nextAt: at(15) })
  await ensurePoll(db, 1, id, { source: 'customers', schedule: '15m', first: at(1), next: at(1) })
  expect(await selectPolls(db, 1, id)).toEqual([{ source: 'customers', cursor: { offset: 0 }, next_at: at(15) }])
})

test('another schedule reckons the time anew and keeps the place', async () => {
  const { kysely: db } = await testDatabase()
  const id = await flowId(db)
  await ensurePoll(db, 1, id, { source: 'customers', schedule: '1d', first: at(0), next: at(0) })
  await upsertPoll(db, 1, id, { source: 'customers', cursor: { offset: 0 }, nextAt: at(59) })
  await ensurePoll(db, 1, id, { source: 'customers', schedule: '15m', first: at(1), next: at(16) })
  expect(await selectPolls(db, 1, id)).toEqual([{ source: 'customers', cursor: { offset: 0 }, next_at: at(16) }])
})

test('an hour of the day in another time zone reckons the time anew, unless it has come', async () => {
  const { kysely: db } = await testDatabase()
  const id = await flowId(db)
  const nightly = { source: ':sweep', schedule: '0 3 * * *' }
  await ensurePoll(db, 1, id, { ...nightly, first: at(50), next: at(50), hourFrom: at(0) })
  await ensurePoll(db, 1, id, { ...nightly, first: at(20), next: at(20), hourFrom: at(1) })
  expect(await selectPolls(db, 1, id)).toMatchObject([{ next_at: at(20) }])
  await ensurePoll(db, 1, id, { ...nightly, first: at(59), next: at(59), hourFrom: at(21) })
  expect(await selectPolls(db, 1, id)).toMatchObject([{ next_at: at(20) }])
})

test('after the clock was set back, what was put off comes earlier by as much', async () => {
  const { kysely: db } = await testDatabase()
  const id = await flowId(db)
  await upsertPoll(db, 1, id, { source: 'customers', cursor: null, nextAt: at(45) })
  await upsertPoll(db, 1, id, { source: 'orders', cursor: null, nextAt: at(1) })
  await bringForward(db, 1, 30 * 60_000, at(5))
  const polls = await selectPolls(db, 1, id)
  expect(Object.fromEntries(polls.map(({ source, next_at }) => [source, next_at]))).toEqual({
    customers: at(15),
    orders: at(1),
  })
})

test('after the clock was set back, a delivery that waits comes earlier, and one that is done is left as it is', async () => {
  const { kysely: db } = await testDatabase()
  await sql`insert into delivery (workspace_id, flow_id, record_id, state, wanted_version, due_at)
    select 1, 1, row_number() over (), s, 1, ${at(45)}::timestamptz from unnest('{due,done,held}'::text[]) s`.execute(
    db,
  )
  await bringForward(db, 1, 30 * 60_000, at(5))
  const { rows } = await sql`select state, due_at from delivery order by record_id`.execute(db)
  expect(rows).toEqual([
    { state: 'due', due_at: at(15) },
    { state: 'done', due_at: at(45) },
    { state: 'held', due_at: at(45) },
  ])
})

test('a source without a next time is polled no more, and each source has a place of its own', async () => {
  const { kysely: db } = await testDatabase()
  const id = await flowId(db)
  await upsertPoll(db, 1, id, { source: 'customers', cursor: null, nextAt: null })
  await upsertPoll(db, 1, id, { source: 'orders', cursor: { since: 5 }, nextAt: at(1) })
  const polls = await selectPolls(db, 1, id)
  expect(polls.sort((a, b) => a.source.localeCompare(b.source))).toEqual([
    { source: 'customers', cursor: null, next_at: null },
    { source: 'orders', cursor: { since: 5 }, next_at: at(1) },
  ])
})

test('a name is taken once: the second connection or flow of that name is not stored', async () => {
  const { kysely: db } = await testDatabase()
  await flowId(db)
  expect(await flowId(db)).toBe(0)
})
