import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import type { Db, Tx } from '../db/database.ts'
import { insertConnection } from './connection.ts'
import { insertFlow, setFlowState } from './flow.ts'
import { deleteNotices, insertDelivery, insertNotices, listInbox, selectNotices, settleInbox } from './inbox.ts'

const now = new Date('2026-01-05T09:00:00Z')

interface Place {
  connectionId: number
  flowId: number
}

async function place(db: Db, triggers: object): Promise<Place> {
  const account = { connector: 'clover', account: 'M1', label: 'Shop', settings: {}, permissions: {} }
  const connection = await insertConnection(db, { workspaceId: 1, name: 'till', sealedCredentials: 'x', ...account })
  const connectionId = connection?.id ?? 0
  const shape = {
    entity: 'Customer',
    direction: 'to_hub' as const,
    endpoint: 'customers',
    recipe: null,
    state: 'enabled' as const,
  }
  const flow = await insertFlow(db, { workspaceId: 1, connectionId, name: 'customers', ...shape })
  const definition = JSON.stringify({ triggers })
  const version = { workspace_id: 1, flow_id: flow?.id ?? 0, version: 1, definition }
  await db.insertInto('mapping_version').values(version).execute()
  return { connectionId, flowId: flow?.id ?? 0 }
}

const inTx = <T>(db: Db, work: (tx: Tx) => Promise<T>) => db.transaction().execute(work)

const come = (db: Db, { connectionId }: Place, delivery: string, bodyHash = delivery) =>
  inTx(db, (tx) => insertDelivery(tx, { workspace: 1, connectionId, delivery, bodyHash, headers: {}, body: 'e30=' }))

const notice = (db: Db, { connectionId }: Place, inboxId: number, ...named: [source: string, id: string][]) =>
  inTx(db, (tx) =>
    insertNotices(
      tx,
      { workspace: 1, connectionId, inboxId },
      named.map(([source, external_id]) => ({ source, external_id, change: 'upsert' })),
    ),
  )

test('a delivery is new once; the same again is counted, and one with another body under its name is told apart', async () => {
  const { kysely: db } = await testDatabase()
  const at = await place(db, {})
  expect(await come(db, at, 'a')).toMatchObject({ isNew: true, isSame: true })
  expect(await come(db, at, 'a')).toMatchObject({ isNew: false, isSame: true })
  expect(await come(db, at, 'a', 'other')).toMatchObject({ isNew: false, isSame: false })
  expect(await listInbox(db, 1, at.connectionId, { before: null, limit: 10 })).toMatchObject([{ repeats: 2 }])
})

test('ten identical deliveries at once are one', async () => {
  const { kysely: db } = await testDatabase()
  const at = await place(db, {})
  const came = await Promise.all(Array.from({ length: 10 }, () => come(db, at, 'a')))
  expect(came.filter(({ isNew }) => isNew)).toHaveLength(1)
})

test('notices go to flows that read the source or are touched by it, and wait for one that rests', async () => {
  const { kysely: db } = await testDatabase()
  const at = await place(db, { touchedBy: ['orders'] })
  const { id } = await come(db, at, 'a')
  expect(await notice(db, at, id, ['customers', 'C1'], ['orders', 'O1'], ['items', 'I1'], ['customers', 'C1'])).toBe(2)
  await setFlowState(db, { workspaceId: 1, id: at.flowId, state: 'paused', fault: null }, now)
  expect(await notice(db, at, id, ['customers', 'C2'])).toBe(1)
  expect((await selectNotices(db, 1, at.flowId, 10)).map((each) => each.external_id)).toContain('C2')
})

test('a flow that does not want webhooks is told nothing', async () => {
  const { kysely: db } = await testDatabase()
  const at = await place(db, { webhooks: false })
  const { id } = await come(db, at, 'a')
  expect(await notice(db, at, id, ['customers', 'C1'])).toBe(0)
})

test('a burst about one record is one notice, and one that came after it was read stays', async () => {
  const { kysely: db } = await testDatabase()
  const at = await place(db, {})
  const [first, second] = [await come(db, at, 'a'), await come(db, at, 'b')]
  await notice(db, at, first.id, ['customers', 'C1'])
  const read = await selectNotices(db, 1, at.flowId, 10)
  await notice(db, at, second.id, ['customers', 'C1'])
  await inTx(db, (tx) => deleteNotices(tx, 1, at.flowId, read))
  expect(await selectNotices(db, 1, at.flowId, 10)).toMatchObject([
    { source: 'customers', external_id: 'C1', inbox_id: second.id },
  ])
  await inTx(db, (tx) => settleInbox(tx, 1, at.connectionId))
  const rows = await listInbox(db, 1, at.connectionId, { before: null, limit: 10 })
  expect(rows.map(({ delivery, settledAt }) => [delivery, settledAt !== null])).toEqual([
    ['b', false],
    ['a', true],
  ])
})
