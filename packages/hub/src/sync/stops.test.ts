import { Fault } from '@trefoil/sdk'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import { goesOn, stopWhole, troubleWhole } from './stops.ts'

const now = new Date('2026-01-05T09:00:00.000Z')
const flow = { workspace: 1, connectionId: 1, flowId: 2 }

async function house() {
  const { kysely: db } = await testDatabase()
  await sql`insert into connection (workspace_id, id, name, connector, account, label, credentials)
    overriding system value values (1, 1, 'mail', 'x', 'a', 'l', '')`.execute(db)
  await sql`insert into flow (workspace_id, id, connection_id, name, entity, direction, endpoint, version)
    overriding system value values (1, 2, 1, 'mail-flow', 'Customer', 'from_hub', 'x', 1)`.execute(db)
  const told = async () => (await db.selectFrom('alert').select('kind').orderBy('id').execute()).map(({ kind }) => kind)
  return { db, told }
}

test('a connection that is refused for two reasons stops once and recovers once', async () => {
  const { db, told } = await house()
  for (const code of ['BAD_API_KEY', 'HTTP_401', 'BAD_API_KEY']) {
    const fault = new Fault('credentials', 'refused', { code })
    await db.transaction().execute((tx) => stopWhole(tx, flow, { what: 'connection', fault }, now))
  }
  expect(await told()).toEqual(['stopped'])
  const place = { ...flow, flowId: 0 }
  for (const by of ['Ann', 'Ben']) {
    await db.transaction().execute((tx) => goesOn(tx, place, { shape: 'connection', by }, now))
  }
  expect(await told()).toEqual(['stopped', 'recovered'])
  expect(await db.selectFrom('issue').select(['state', 'closed_by']).execute()).toEqual([
    { state: 'closed', closed_by: 'Ann' },
    { state: 'closed', closed_by: 'Ann' },
  ])
})

test('trouble of a flow that changes its face is told of once, a stop that follows once more, and the end once', async () => {
  const { db, told } = await house()
  for (const [code, attempts] of [
    ['TIMED_OUT', 5],
    ['HTTP_500', 6],
    ['CIRCUIT_OPEN', 7],
  ] as const) {
    const fault = new Fault('unavailable', 'it does not answer', { code })
    await db.transaction().execute((tx) => troubleWhole(tx, flow, fault, attempts, now))
  }
  const lacking = new Fault('permission', 'a scope is missing', { code: 'MISSING_SCOPE' })
  await db.transaction().execute((tx) => stopWhole(tx, flow, { what: 'flow', fault: lacking }, now))
  expect(await told()).toEqual(['issue_opened', 'stopped'])
  await db.transaction().execute((tx) => goesOn(tx, flow, { shape: 'flow', by: 'Ann' }, now))
  expect(await told()).toEqual(['issue_opened', 'stopped', 'recovered'])
})
