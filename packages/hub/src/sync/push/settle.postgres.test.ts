/** Only on PostgreSQL: in the embedded database two transactions never overlap. */
import { Fault } from '@trefoil/sdk'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../../test/database/test-database.ts'
import type { Db } from '../../db/database.ts'
import { openLog } from '../../log.ts'
import type { DueDelivery } from '../../store/delivery.ts'
import { takeLease } from '../../store/lease.ts'
import { testClock } from '../../test-clock.ts'
import type { Desk, OpenFlow } from '../context.ts'
import { settle } from './settle.ts'

const token = '00000000-0000-7000-8000-000000000001'
const refused = new Fault('credentials', 'The vendor refused the key', { code: 'BAD_API_KEY' })

/** A connection under lease with so many flows, each with a delivery that is due. */
async function deskWith(db: Db, flows: number): Promise<{ desk: Desk; flows: OpenFlow[] }> {
  await sql`insert into connection (workspace_id, id, name, connector, account, label, credentials)
    overriding system value values (1, 1, 'mail', 'x', 'a', 'l', '')`.execute(db)
  const ids = Array.from({ length: flows }, (_, index) => index + 1)
  for (const id of ids) {
    await sql`insert into flow (workspace_id, id, connection_id, name, entity, direction, endpoint, version)
      overriding system value values (1, ${id}, 1, ${`flow-${id}`}, 'Customer', 'from_hub', 'x', 1)`.execute(db)
    await sql`insert into delivery (workspace_id, flow_id, record_id, wanted_version, due_at)
      values (1, ${id}, 7, 1, now())`.execute(db)
  }
  const lease = await takeLease(db, 1, 1, token, 30)
  if (lease === null) throw new Error('The lease was not given')
  const parts: Pick<Desk, 'db' | 'workspace' | 'clock' | 'log' | 'lease' | 'troubles' | 'close'> = {
    ...{ db, workspace: 1, clock: testClock(), log: openLog({ level: 'silent' }) },
    ...{ lease, troubles: new Map(), close: () => {} },
  }
  // Nothing else of a desk is looked at when deliveries are settled, nor of a flow.
  const desk = parts as Desk
  const open = ids.map(
    (id) => ({ id, workspace: 1, connectionId: 1, name: `flow-${id}`, entity: 'Customer' }) as OpenFlow,
  )
  return { desk, flows: open }
}

const delivery: DueDelivery = {
  ...{ record_id: 7, version: 1, data: {}, external_id: null, output: null, forced: false, begun: false },
  ...{ attempts: 0, run_id: null },
}

test('flows of one connection that are refused at the same time stop it together, with one issue and one alert', async () => {
  const { kysely: db } = await testDatabase()
  const { desk, flows } = await deskWith(db, 6)
  const rounds = flows.map((flow) => settle(desk, flow, [{ delivery, outcome: 'fault', fault: refused, begun: true }]))
  await Promise.all(rounds)
  const connection = await db.selectFrom('connection').select(['state', 'lease_token']).executeTakeFirstOrThrow()
  expect(connection).toEqual({ state: 'stopped', lease_token: token })
  expect(await db.selectFrom('issue').select(['shape', 'code']).execute()).toEqual([
    { shape: 'connection', code: 'BAD_API_KEY' },
  ])
  expect(await db.selectFrom('alert').select(['kind', 'code']).execute()).toEqual([
    { kind: 'stopped', code: 'BAD_API_KEY' },
  ])
})
