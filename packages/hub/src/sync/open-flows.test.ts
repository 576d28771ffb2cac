/** A stint opens its flows at its start, and people change them meanwhile: what they queue then is meant for the change. */
import type { FlowDefinition } from '@trefoil/mapping'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import type { Db } from '../db/database.ts'
import { openLog } from '../log.ts'
import { setFlowVersion } from '../store/flow.ts'
import { takeLease } from '../store/lease.ts'
import { insertRun, selectOpenRuns } from '../store/run.ts'
import { testClock } from '../test-clock.ts'
import type { Desk, OpenFlow } from './context.ts'
import { flowShelf, isOutdated } from './open-flows.ts'
import { pullDue } from './pull/pull.ts'
import { pushDue } from './push/push.ts'

const clock = testClock()
const till = { workspaceId: 1, id: 1 }
const ref = { workspace: 1, id: 2, version: 1 }

/** A flow that was opened in its first version, and somebody who works with it. */
async function stint(direction: FlowDefinition['direction']) {
  const { kysely: db } = await testDatabase()
  await sql`insert into connection (workspace_id, id, name, connector, account, label, credentials)
    overriding system value values (1, 1, 'till', 'x', 'a', 'l', '')`.execute(db)
  await sql`insert into flow (workspace_id, id, connection_id, name, entity, direction, endpoint, version)
    overriding system value values (1, 2, 1, 'people', 'Customer', ${direction}, 'people', 1)`.execute(db)
  const lease = await takeLease(db, 1, 1, clock.newId(), 30)
  if (lease === null) throw new Error('The lease was not given')
  const wakes: Parameters<Desk['wake']>[] = []
  const parts: Pick<Desk, 'db' | 'workspace' | 'clock' | 'log' | 'lease' | 'troubles' | 'signal' | 'wake'> = {
    ...{ db, workspace: 1, clock, log: openLog({ level: 'silent' }), lease, troubles: new Map() },
    ...{ signal: new AbortController().signal, wake: (...of) => void wakes.push(of) },
  }
  // Neither the vendor nor the mapping is asked for anything: what they are does not matter.
  const desk = parts as Desk
  const connector = { title: 'X', sources: { people: {} }, targets: { people: {} } } as unknown as OpenFlow['connector']
  const definition = { direction, triggers: {} } as FlowDefinition
  const opened = { ...ref, connectionId: 1, name: 'people', entity: 'Customer', endpoint: 'people', isEnabled: true }
  const flow = { ...opened, connector, definition } as OpenFlow
  return { db, desk, flow, wakes }
}

async function storeVersion(db: Db): Promise<void> {
  const definition: FlowDefinition = {
    ...{ name: 'people', title: 'People', entity: 'Customer', direction: 'to_hub', endpoint: 'people', triggers: {} },
    mappings: [{ name: 'All', type: 'add_and_update', rules: [{ to: 'firstName', field: 'FirstName' }] }],
  }
  await sql`insert into mapping_version (workspace_id, flow_id, version, definition, note)
    values (1, 2, 1, ${JSON.stringify(definition)}::jsonb, '')`.execute(db)
}

const queueRun = (db: Db) =>
  insertRun(db, {
    ...{ workspace: 1, flowId: 2, kind: 'full', state: 'queued', selection: null, actor: 'Ann' },
  })

test('a flow is outdated once another version stands, and once it is gone', async () => {
  const { db } = await stint('to_hub')
  expect(await isOutdated(db, ref)).toBe(false)
  await setFlowVersion(db, { workspaceId: 1, ...ref, version: 2 }, clock.now())
  expect(await isOutdated(db, ref)).toBe(true)
  expect(await isOutdated(db, { ...ref, version: 2 })).toBe(false)
  expect(await isOutdated(db, { ...ref, id: 3 })).toBe(true)
})

test.each([
  ['reads', 'to_hub', pullDue],
  ['writes', 'from_hub', pushDue],
] as const)(
  'a run that was queued after a change is left to the new version by one who still %s by the old',
  async (_, direction, work) => {
    const { db, desk, flow, wakes } = await stint(direction)
    await setFlowVersion(db, { workspaceId: 1, ...ref, version: 2 }, clock.now())
    const id = await queueRun(db)
    const next = await work(desk, flow)
    expect(await selectOpenRuns(db, 1, 2)).toMatchObject([{ id, state: 'queued' }])
    expect({ next, wakes }).toEqual({ next: clock.now(), wakes: [[[1]]] })
  },
)

test('a flow is compiled once, however many stints begin at the same time', async () => {
  const { db, flow } = await stint('to_hub')
  await storeVersion(db)
  const shelf = flowShelf(new Map([['x', flow.connector]]))
  const [[one], [other]] = await Promise.all([shelf.open(db, till), shelf.open(db, till)])
  expect(one).toMatchObject({ name: 'people' })
  expect(other?.mapper).toBe(one?.mapper)
})

test('a flow that could not be compiled is tried again', async () => {
  const { db, flow } = await stint('to_hub')
  const shelf = flowShelf(new Map([['x', flow.connector]]))
  await expect(shelf.open(db, till)).rejects.toThrow('Flow people has no version 1')
  await storeVersion(db)
  expect(await shelf.open(db, till)).toHaveLength(1)
})
