/** Only on PostgreSQL: in the embedded database two transactions never overlap. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import { inTransaction } from '../db/in-transaction.ts'
import type { Hub } from '../operations/hub.ts'
import { nameRecords } from '../operations/selections.ts'
import { insertRun } from './run.ts'
import { addToSelection, closeSelection } from './run-selection.ts'

test('an id that is named while the selection is closed is refused, and not added to a run that may have passed it', async () => {
  const { kysely: db } = await testDatabase()
  await sql`insert into connection (workspace_id, id, name, connector, account, label, credentials)
    overriding system value values (1, 1, 'till', 'x', 'a', 'l', '')`.execute(db)
  await sql`insert into flow (workspace_id, id, connection_id, name, entity, direction, endpoint, version)
    overriding system value values (1, 2, 1, 'people', 'Customer', 'to_hub', 'x', 1)`.execute(db)
  const run = { workspace: 1, flowId: 2, kind: 'manual', state: 'collecting', selection: null, actor: 'Ann' } as const
  const id = await insertRun(db, run)
  await addToSelection(db, 1, id, ['A'])
  // Nothing else of a hub is looked at.
  const hub = { db, workspaceId: 1 } as Hub
  const isWaited = async () =>
    (
      await sql`select from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
    ).rows.length > 0
  let late: Promise<unknown> = Promise.resolve()
  await inTransaction(db, async (tx) => {
    await closeSelection(tx, 1, id, {})
    let isOver = false
    late = nameRecords(hub, id, { externalIds: ['B'] }).catch((error: unknown) => error)
    late.finally(() => {
      isOver = true
    })
    await expect.poll(async () => isOver || (await isWaited())).toBe(true)
  })
  expect(await late).toMatchObject({ code: 'run_not_collecting' })
  expect((await sql`select id from run_selection`.execute(db)).rows).toEqual([{ id: 'A' }])
})
