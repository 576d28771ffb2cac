import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import type { Desk, OpenFlow } from './context.ts'
import { meetTrouble, type Trouble } from './trouble.ts'

const flow = { id: 1, workspace: 1, connectionId: 1, name: 'flow', entity: 'Customer' } as OpenFlow

function trouble(subject: string): Trouble {
  const cause = { code: 'INVALID', field: 'email', reason: 'no e-mail', facts: null }
  return { ...cause, subject, recordId: null, externalId: subject, standing: 'error', attempts: null, runId: null }
}

test('of the records that fail, fifty thousand are remembered; beyond that any record may be one of them', async () => {
  const { kysely: db } = await testDatabase()
  // Nothing else of a desk is looked at.
  const parts: Pick<Desk, 'db' | 'troubles'> = { db, troubles: new Map() }
  const desk = parts as Desk
  const troubles = Array.from({ length: 50_000 }, (_, index) => trouble(`failing-${index}`))
  await meetTrouble(desk, flow, troubles, () => [])
  expect(await meetTrouble(desk, flow, [], () => ['failing-7', 'another'])).toMatchObject({ passed: ['failing-7'] })
  await meetTrouble(desk, flow, [trouble('one more')], () => [])
  expect(desk.troubles.get(flow.id)?.subjects).toBe(null)
  expect(await meetTrouble(desk, flow, [], () => ['another'])).toMatchObject({ passed: ['another'] })
})
