/** Only on PostgreSQL: in the embedded database two transactions never overlap. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../../test/database/test-database.ts'
import { inTransaction } from '../../db/in-transaction.ts'
import { openLog } from '../../log.ts'
import { cancelRun } from '../../operations/control-run.ts'
import type { Hub } from '../../operations/hub.ts'
import { settleDone } from '../../store/delivery.ts'
import { advanceRun, insertRun } from '../../store/run.ts'
import { noCounts } from '../plan.ts'

test('a run is cancelled although a round of it settles at the same time', async () => {
  const { kysely: db } = await testDatabase()
  await sql`insert into connection (workspace_id, id, name, connector, account, label, credentials)
    overriding system value values (1, 1, 'mail', 'x', 'a', 'l', '')`.execute(db)
  await sql`insert into flow (workspace_id, id, connection_id, name, entity, direction, endpoint, version)
    overriding system value values (1, 2, 1, 'people', 'Customer', 'from_hub', 'x', 1)`.execute(db)
  const flow = { workspace: 1, flowId: 2 }
  const run_id = await insertRun(db, { ...flow, kind: 'full', state: 'running', selection: null, actor: 'Ann' })
  await sql`insert into delivery (workspace_id, flow_id, record_id, wanted_version, due_at, run_id)
    select 1, 2, n, 1, now(), ${run_id}::bigint from generate_series(1, 2) n`.execute(db)
  const isWaited = async () => {
    const { rows } = await sql`select from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
    return rows.length > 0
  }
  const [hasDelivery, wantsRun] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const settling = inTransaction(db, async (tx) => {
    await settleDone(tx, flow, [{ record_id: 1, version: 1, run_id, output: null }])
    hasDelivery.resolve()
    await wantsRun.promise
    await advanceRun(tx, 1, run_id, { ...noCounts(), unchanged: 1 })
  })
  await hasDelivery.promise
  const parts: Pick<Hub, 'db' | 'workspaceId' | 'log' | 'now' | 'wake'> = {
    ...{ db, workspaceId: 1, log: openLog({ level: 'silent' }), now: () => new Date(), wake: () => {} },
  }
  // Nothing else of a hub is looked at.
  const cancelling = cancelRun(parts as Hub, run_id, 'user:1')
  await expect.poll(isWaited).toBe(true)
  wantsRun.resolve()
  await Promise.all([settling, cancelling])
  const run = await db.selectFrom('run').select(['state', 'read']).where('id', '=', run_id).execute()
  expect(run).toEqual([{ state: 'cancelled', read: 1 }])
})
