import type { FlowDefinition } from '@trefoil/mapping'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import type { Flow } from '../store/flow.ts'
import { mustMakeRoom } from '../store/live-work.ts'
import { listSchedules, postponePoll } from '../store/poll.ts'
import type { Hub } from './hub.ts'
import { planPolls } from './plan-polls.ts'

const now = new Date('2026-01-05T09:00:00.000Z')
const later = new Date('2026-01-07T09:00:00.000Z')

/** A flow, and what saves a version of it with other triggers. */
async function flowWith() {
  const { kysely: db } = await testDatabase()
  await sql`insert into connection (workspace_id, id, name, connector, account, label, credentials)
    overriding system value values (1, 1, 'till', 'x', 'a', 'l', '')`.execute(db)
  await sql`insert into flow (workspace_id, id, connection_id, name, entity, direction, endpoint, version, state)
    overriding system value values (1, 2, 1, 'people', 'Customer', 'to_hub', 'people', 1, 'enabled')`.execute(db)
  // Nothing else of a hub or a flow is looked at here.
  const [hub, flow] = [{ workspaceId: 1, now: () => now } as Hub, { id: 2 } as Flow]
  const plan = (triggers: FlowDefinition['triggers']) => {
    const definition = { direction: 'to_hub', endpoint: 'people', triggers } as FlowDefinition
    return db.transaction().execute((tx) => planPolls(hub, tx, flow, definition))
  }
  const due = async () => ((await listSchedules(db, 1, [2])).get(2) ?? []).filter(({ nextAt }) => nextAt !== null)
  return { db, plan, due: async () => (await due()).map(({ source }) => source) }
}

const all = { poll: '15m', sweep: '1d', touchedBy: ['orders'] }

test('a source that the new version drops is due no more, and again as soon as it is back', async () => {
  const { db, plan, due } = await flowWith()
  await plan(all)
  expect(await due()).toEqual([':sweep', 'orders', 'people'])
  await plan({ poll: '15m' })
  expect(await due()).toEqual(['people'])
  expect(await mustMakeRoom(db, { workspace: 1, connectionId: 1, flowId: 2, now: later })).toBe(false)
  await plan({})
  expect(await due()).toEqual([])
  await plan(all)
  expect(await due()).toEqual([':sweep', 'orders', 'people'])
})

test('what a webhook asked for of a source without a schedule is still to be read after a new version', async () => {
  const { db, plan, due } = await flowWith()
  await plan({ touchedBy: ['orders'] })
  await postponePoll(db, 1, 2, { source: 'orders', nextAt: now })
  await plan({ touchedBy: ['orders'] })
  expect(await due()).toEqual(['orders'])
})
