import type { FlowDefinition } from '@trefoil/mapping'
import { type Connector, Fault, type Json, type Page, type Source } from '@trefoil/sdk'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../../test/database/test-database.ts'
import type { Db } from '../../db/database.ts'
import { openLog } from '../../log.ts'
import { selectDueWork } from '../../store/due-work.ts'
import { takeLease } from '../../store/lease.ts'
import { ensurePoll, selectPolls, upsertPoll } from '../../store/poll.ts'
import { testClock } from '../../test-clock.ts'
import type { Desk, OpenFlow } from '../context.ts'
import { pullDue } from './pull.ts'

type Pull = (cursor: Json) => Page<unknown, Json>

/** A flow that reads people, and is touched by orders, of a vendor that answers as told. */
async function deskWith(triggers: FlowDefinition['triggers'], vendor: { people?: Pull; orders?: Pull }) {
  const { kysely: db } = await testDatabase()
  await sql`insert into connection (workspace_id, id, name, connector, account, label, credentials)
    overriding system value values (1, 1, 'till', 'x', 'a', 'l', '')`.execute(db)
  await sql`insert into flow (workspace_id, id, connection_id, name, entity, direction, endpoint, version, state)
    overriding system value values (1, 2, 1, 'people', 'Customer', 'to_hub', 'people', 1, 'enabled')`.execute(db)
  const clock = testClock()
  const lease = await takeLease(db, 1, 1, clock.newId(), 30)
  if (lease === null) throw new Error('The lease was not given')
  const source = (title: string, pull: Pull = () => nothing): Partial<Source> => ({
    ...{ title, touches: () => [], pull: async (_, { cursor }) => pull(cursor) },
  })
  const sources = { people: source('People', vendor.people), orders: source('Orders', vendor.orders) }
  const parts: Omit<Desk, 'session' | 'connectors'> = {
    ...{ db, workspace: 1, clock, log: openLog({ level: 'silent' }), lease, troubles: new Map() },
    ...{ signal: new AbortController().signal, wake: () => {}, isToLeave: async () => false, close: () => {} },
  }
  const opened = { id: 2, workspace: 1, version: 1, connectionId: 1, name: 'people', entity: 'Customer' }
  // Without records nothing is mapped, and the vendor above needs no session.
  const desk = parts as Desk
  const connector = { title: 'X', sources } as unknown as Connector
  const definition = { direction: 'to_hub', triggers, mappings: [] as unknown } as FlowDefinition
  const flow = { ...opened, endpoint: 'people', isEnabled: true, connector, definition } as OpenFlow
  return { db, desk, flow, clock }
}

const nothing: Page<unknown, Json> = { records: [], gone: [], cursor: { since: 9 }, more: false }

const pollOf = async (db: Db, source: string) => (await selectPolls(db, 1, 2)).find((row) => row.source === source)

test('a poll that does not come to its first page goes on where the last one ended', async () => {
  const asked: Json[] = []
  const { db, desk, flow, clock } = await deskWith(
    { poll: '15m' },
    {
      people: (cursor) => {
        asked.push(cursor)
        if (asked.length === 1) throw new Fault('unavailable', 'The vendor is away')
        return nothing
      },
    },
  )
  await ensurePoll(db, 1, 2, { source: 'people', schedule: '15m', first: clock.now(), next: clock.now() })
  await upsertPoll(db, 1, 2, { source: 'people', cursor: { since: 5 }, nextAt: clock.now() })
  await expect(pullDue(desk, flow)).rejects.toThrow('The vendor is away')
  await pullDue(desk, flow)
  expect(asked).toEqual([{ since: 5 }, { since: 5 }])
  expect(await db.selectFrom('run').select(['kind', 'state']).execute()).toEqual([{ kind: 'poll', state: 'done' }])
})

test('a webhook of a source that has no schedule lets it be read from where it stands, and known for next time', async () => {
  const asked: Json[] = []
  const orders: Pull = (cursor) => {
    asked.push(cursor)
    return nothing
  }
  const { db, desk, flow } = await deskWith({ touchedBy: ['orders'] }, { orders })
  for (const id of ['O1', 'O2']) {
    await sql`insert into inbox_notice (workspace_id, flow_id, source, external_id, inbox_id, change)
      values (1, 2, 'orders', ${id}, 1, 'upsert')`.execute(db)
    await pullDue(desk, flow)
    await pullDue(desk, flow)
  }
  expect(asked).toEqual([null, { since: 9 }])
  expect(await pollOf(db, 'orders')).toEqual({ source: 'orders', cursor: { since: 9 }, next_at: null })
})

test.each(['people', 'orders'])(
  'a place in %s that no table takes stops the flow with words about it',
  async (source) => {
    const page: Page<unknown, Json> = { ...nothing, cursor: { after: ['\u0000'] } }
    const { db, desk, flow, clock } = await deskWith({ touchedBy: ['orders'] }, { [source]: () => page })
    await upsertPoll(db, 1, 2, { source, cursor: { since: 5 }, nextAt: clock.now() })
    await expect(pullDue(desk, flow)).rejects.toMatchObject({
      ...{ kind: 'protocol', details: { code: 'UNSTORABLE_ANSWER' } },
      message: expect.stringContaining('holds the character U+0000'),
    })
    expect(await pollOf(db, source)).toMatchObject({ cursor: { since: 5 } })
  },
)

test('what no flow reads any more is due no more', async () => {
  const { db, desk, flow, clock } = await deskWith({ poll: '15m' }, {})
  await ensurePoll(db, 1, 2, { source: 'orders', schedule: '1h', first: clock.now(), next: clock.now() })
  await pullDue(desk, flow)
  expect(await pollOf(db, 'orders')).toMatchObject({ next_at: null })
  expect(await selectDueWork(db, 1, clock.now())).toEqual([])
  await ensurePoll(db, 1, 2, { source: 'orders', schedule: '1h', first: clock.now(), next: clock.now() })
  expect(await pollOf(db, 'orders')).toMatchObject({ next_at: clock.now() })
})

test('a worker that stops within a long list of another source leaves the rest due, and where it goes on', async () => {
  const stopping = new AbortController()
  const orders: Pull = (cursor) => {
    if (cursor === null) stopping.abort()
    return cursor === null ? { ...nothing, cursor: { since: 1 }, more: true } : nothing
  }
  const { db, desk, flow, clock } = await deskWith({ touchedBy: ['orders'], schedules: { orders: '1h' } }, { orders })
  await pullDue({ ...desk, signal: stopping.signal }, flow)
  expect(await pollOf(db, 'orders')).toEqual({ source: 'orders', cursor: { since: 1 }, next_at: clock.now() })
  await pullDue(desk, flow)
  expect(await pollOf(db, 'orders')).toMatchObject({ cursor: { since: 9 } })
})

test('a worker that lost its lease does not say where another source goes on', async () => {
  const orders: Pull = () => ({ ...nothing, cursor: { since: 1 } })
  const { db, desk, flow } = await deskWith({ touchedBy: ['orders'], schedules: { orders: '1h' } }, { orders })
  const lost = { ...desk, lease: { ...desk.lease, token: desk.clock.newId() } }
  await expect(pullDue(lost, flow)).rejects.toThrow('has another worker now')
  expect(await pollOf(db, 'orders')).toMatchObject({ cursor: null })
})
