/** A comparison that ends otherwise than by its last page. */
import type { FlowDefinition } from '@trefoil/mapping'
import type { Source } from '@trefoil/sdk'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Db } from '../../db/database.ts'
import { insertRun } from '../../store/run.ts'
import { cancelRun } from '../../store/run-brake.ts'
import { hashOf } from '../ingest/hash.ts'
import { openPageDesk } from '../ingest/page-desk.fixture.ts'
import { reconcileDue } from './reconcile.ts'

const definition: FlowDefinition = {
  ...{ name: 'people', title: 'People', entity: 'Customer', direction: 'to_hub', endpoint: 'people', triggers: {} },
  mappings: [
    {
      ...{ name: 'All', type: 'add_and_update' },
      rules: [
        { to: 'customerNumber', field: 'id' },
        { to: 'lastName', static: 'Berg' },
      ],
    },
  ],
}

const run = { workspace: 1, flowId: 2, kind: 'reconcile', state: 'queued', selection: null, actor: 'Ann' } as const

test('a comparison that is cancelled while it reads a page ends there, and its flow goes on', async () => {
  const pull = async () => {
    await db.transaction().execute((tx) => cancelRun(tx, 1, id))
    return { records: [{ id: '1' }], gone: [], cursor: { v: 1 }, more: true }
  }
  const { db, desk, flow } = await openPageDesk(definition, { pull } as unknown as Source)
  const id = await insertRun(db, run)
  expect(await reconcileDue(desk, flow)).toBeNull()
  const { rows } = await sql`select state, read from run where id = ${id}`.execute(db)
  expect(rows).toEqual([{ state: 'cancelled', read: 0 }])
})

test('what a source does not list any more is told a page at a time, each record once', async () => {
  const pull = async () => ({ records: [{ id: '7' }], gone: [], cursor: null, more: false })
  const { db, desk, flow } = await openPageDesk(definition, { pull } as unknown as Source)
  await sql`insert into link (workspace_id, connection_id, entity, external_id, id, record_id, source, source_hash)
    select 1, 1, 'Customer', i::text, i, i, '{}', 'h' from generate_series(1, 1501) i`.execute(db)
  const id = await insertRun(db, run)
  const read: unknown[] = []
  const look = async () => {
    await reconcileDue(desk, flow)
    read.push((await sql<{ read: number }>`select read from run where id = ${id}`.execute(db)).rows[0]?.read)
  }
  for (let page = 0; page < 3; page += 1) await look()
  expect(read).toEqual([1, 1_001, 1_501])
  const { rows } =
    await sql`select count(distinct external_id)::int as gone from run_outcome where code = 'DRIFT_GONE'`.execute(db)
  expect(rows).toEqual([{ gone: 1_500 }])
})

const drifts = async (db: Db, id: number) =>
  (await sql`select external_id, code from run_outcome where run_id = ${id} order by external_id`.execute(db)).rows

const counts = async (db: Db, id: number) =>
  (await sql`select read, unchanged, error from run where id = ${id}`.execute(db)).rows

test('a record that a list brings on two of its pages is compared once', async () => {
  const pages = [
    { records: [{ id: '1' }, { id: '2' }], gone: [], cursor: { v: 1 }, more: true },
    { records: [{ id: '2' }, { id: '3' }], gone: [], cursor: null, more: false },
  ]
  const pull = async () => pages.shift()
  const { db, desk, flow } = await openPageDesk(definition, { pull } as unknown as Source)
  await sql`insert into link (workspace_id, connection_id, entity, external_id, id, record_id, source, source_hash)
    select 1, 1, 'Customer', i::text, i, i, '{}', 'h' from generate_series(1, 3) i`.execute(db)
  const id = await insertRun(db, run)
  for (let page = 0; page < 3; page += 1) await reconcileDue(desk, flow)
  expect(await drifts(db, id)).toEqual(['1', '2', '3'].map((external_id) => ({ external_id, code: 'DRIFT_DIFFERS' })))
  expect(await counts(db, id)).toEqual([{ read: 3, unchanged: 0, error: 3 }])
})

test('what another flow of the connection reads from another list is not missed in this one', async () => {
  const pull = async () => ({ records: [], gone: [], cursor: null, more: false })
  const { db, desk, flow } = await openPageDesk(definition, { pull } as unknown as Source)
  await sql`insert into flow (workspace_id, id, connection_id, name, entity, direction, endpoint, version)
    overriding system value values (1, 3, 1, 'members', 'Customer', 'to_hub', 'members', 1)`.execute(db)
  await sql`insert into link (workspace_id, connection_id, entity, external_id, id, record_id, source, flow_id)
    values (1, 1, 'Customer', 'mine', 1, 1, '{}', 2), (1, 1, 'Customer', 'theirs', 2, 2, '{}', 3),
      (1, 1, 'Customer', 'of a flow that is gone', 3, 3, '{}', 9)`.execute(db)
  const id = await insertRun(db, run)
  for (let page = 0; page < 2; page += 1) await reconcileDue(desk, flow)
  expect(await drifts(db, id)).toEqual([
    { external_id: 'mine', code: 'DRIFT_GONE' },
    { external_id: 'of a flow that is gone', code: 'DRIFT_GONE' },
  ])
})

test('what a list leaves out is asked for by its id before it is called gone', async () => {
  const pull = async () => ({ records: [], gone: [], cursor: null, more: false })
  const fetch = async (_: unknown, ids: string[]) =>
    new Map(ids.filter((id) => id !== '3').map((id) => [id, id === '4' ? 'gone' : { id }]))
  const { db, desk, flow } = await openPageDesk(definition, { pull, fetch } as unknown as Source)
  await sql`insert into link (workspace_id, connection_id, entity, external_id, id, record_id, source, source_hash)
    select 1, 1, 'Customer', i::text, i, i, '{}', case i when 1 then ${hashOf({ id: '1' })} else 'h' end
    from generate_series(1, 4) i`.execute(db)
  const id = await insertRun(db, run)
  for (let page = 0; page < 2; page += 1) await reconcileDue(desk, flow)
  expect(await drifts(db, id)).toEqual([
    { external_id: '2', code: 'DRIFT_DIFFERS' },
    { external_id: '3', code: 'DRIFT_GONE' },
    { external_id: '4', code: 'DRIFT_GONE' },
  ])
  expect(await counts(db, id)).toEqual([{ read: 4, unchanged: 1, error: 3 }])
})
