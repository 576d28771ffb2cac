import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import { insertChanges } from './change.ts'

test('changes of a page are kept in order, with who made them and what was before', async () => {
  const { kysely: db } = await testDatabase()
  const patch = { firstName: { old: null, new: 'Ann', link: 3 } }
  await db.transaction().execute((tx) =>
    insertChanges(tx, { workspace: 1, entity: 'Customer', runId: 4, actor: 'flow:till' }, [
      { record_id: 1, version: 1, patch: null },
      { record_id: 1, version: 2, patch },
    ]),
  )
  const columns = ['record_id', 'entity', 'version', 'patch', 'run_id', 'actor'] as const
  const kept = { record_id: 1, entity: 'Customer', run_id: 4, actor: 'flow:till' }
  expect(await db.selectFrom('change').select(columns).orderBy('id').execute()).toEqual([
    { ...kept, version: 1, patch: null },
    { ...kept, version: 2, patch },
  ])
})
