import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import { insertConnection } from '../store/connection.ts'
import { openIssues, putMembers } from '../store/issue.ts'
import { endTroubleOf } from './end-trouble.ts'

const now = new Date('2026-03-01T12:00:00Z')

test('a record that left the lists leaves the issues of every flow, also of the last of more than a thousand', async () => {
  const { kysely: db } = await testDatabase()
  const of = { workspaceId: 1, account: 'M1', label: 'M1', settings: {}, sealedCredentials: '', permissions: {} }
  const connection = await insertConnection(db, { ...of, name: 'mail', connector: 'klaviyo' })
  const { rows } = await sql<{ id: number }>`
    insert into flow (workspace_id, connection_id, name, entity, direction, endpoint, version)
    select 1, ${connection?.id}, 'flow ' || n, 'Customer', 'from_hub', 'profiles', 1 from generate_series(1, 1001) n
    returning id`.execute(db)
  const place = { workspace: 1, connectionId: Number(connection?.id), flowId: Math.max(...rows.map(({ id }) => id)) }
  const cause = { code: 'REFUSED', field: '', reason: 'refused', facts: null }
  await db.transaction().execute(async (tx) => {
    const [issue] = await openIssues(tx, place, 'records', [cause], now)
    const standing = { record_id: 7, external_id: null, standing: 'error' as const, attempts: null, run_id: null }
    const member = { subject: '7', issue_id: Number(issue?.id), reason: 'refused', facts: null, ...standing }
    await putMembers(tx, place, [member], now)
    await endTroubleOf(tx, { workspaceId: 1, entity: 'Customer', recordIds: [7] }, now)
  })
  expect(await db.selectFrom('issue').select('state').execute()).toEqual([{ state: 'closed' }])
})
