import { compileFlow, type FlowDefinition } from '@trefoil/mapping'
import { type Connector, Fault, type Outcome, type Session, type Target } from '@trefoil/sdk'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { testDatabase } from '../../../../test/database/test-database.ts'
import { openLog } from '../log.ts'
import { takeLease } from '../store/lease.ts'
import { testClock } from '../test-clock.ts'
import { environmentOf } from './open-flows.ts'
import { type StintContext, workConnection } from './stint.ts'

const definition: FlowDefinition = {
  ...{ name: 'x', title: 'X', entity: 'Customer', direction: 'from_hub', endpoint: 'x', triggers: {} },
  mappings: [{ name: 'All', type: 'add_and_update', rules: [{ to: 'email', field: 'emailAddress' }] }],
}

test.each([
  ['is answered', true],
  ['is thrown', false],
])('a refused key that %s closes the session of all flows, once the stop is stored', async (_, isAnswered) => {
  const { kysely: db } = await testDatabase()
  await sql`insert into connection (workspace_id, id, name, connector, account, label, credentials)
    overriding system value values (1, 1, 'mail', 'x', 'a', 'l', '')`.execute(db)
  await sql`insert into record (workspace_id, id, entity, data, provenance)
    values (1, 1, 'Customer', '{"emailAddress":"ann@example.com"}', '{}')`.execute(db)
  const clock = testClock()
  const refused = new Fault('credentials', 'The key was revoked')
  const states: string[] = []
  let open = new AbortController().signal
  const target = (upsert: Target['upsert'], find: Target['find']): Target => {
    const shape = { title: 'X', schema: z.object({ email: z.string() }), needs: [], maxBatch: 2, matchBy: ['email'] }
    return { ...shape, upsert, find }
  }
  const nobody = async () => new Map<string, string[]>()
  const failed: Outcome[] = [{ status: 'failed', fault: refused }]
  const targets: Record<string, Target> = {
    first: target(
      async () => failed,
      async () => {
        if (!isAnswered) throw refused
        return nobody()
      },
    ),
    second: target(async () => {
      if (!open.aborted) await new Promise((resolve) => open.addEventListener('abort', resolve))
      states.push((await db.selectFrom('connection').select('state').executeTakeFirstOrThrow()).state)
      throw open.reason
    }, nobody),
  }
  const connector = { title: 'X', sources: {}, targets } as unknown as Connector
  const flows = Object.keys(targets).map((endpoint, index) => {
    const own = { ...definition, name: endpoint, endpoint }
    return {
      ...{ id: index + 2, workspace: 1, connectionId: 1, connector, name: endpoint, entity: 'Customer', endpoint },
      ...{ version: 1, isEnabled: true, definition: own, mapper: compileFlow(own, environmentOf(own, connector)) },
    }
  })
  for (const { id, name } of flows) {
    await sql`insert into flow (workspace_id, id, connection_id, name, entity, direction, endpoint, version)
      overriding system value values (1, ${id}, 1, ${name}, 'Customer', 'from_hub', ${name}, 1)`.execute(db)
    await sql`insert into delivery (workspace_id, flow_id, record_id, wanted_version, due_at)
      values (1, ${id}, 1, 1, ${clock.now()}::timestamptz)`.execute(db)
  }
  const lease = await takeLease(db, 1, 1, clock.newId(), 30)
  if (lease === null) throw new Error('The lease was not given')
  const context: StintContext = {
    ...{ db, workspace: 1, clock, log: openLog({ level: 'silent' }), connectors: new Map(), wake: () => {} },
    ...{ shelf: { open: async () => flows }, attempts: new Map() },
    openSession: (_connection, _signal, closing) => {
      open = closing
      return {} as Session // the vendor above asks nothing of it
    },
  }
  await workConnection(context, { lease, signal: new AbortController().signal, isToLeave: async () => false })
  expect(states).toEqual(['stopped'])
  expect(open.reason).toBe(refused)
})
