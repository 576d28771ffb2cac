/** A comparison that ends otherwise than by its last page. */
import type { FlowDefinition } from '@trefoil/mapping'
import type { Source } from '@trefoil/sdk'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { insertRun } from '../../store/run.ts'
import { cancelRun } from '../../store/run-brake.ts'
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
