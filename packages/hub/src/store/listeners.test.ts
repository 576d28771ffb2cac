import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import type { Db } from '../db/database.ts'
import { selectListeners } from './listeners.ts'

interface Given {
  id: number
  connection?: number
  entity?: string
  direction?: 'to_hub' | 'from_hub'
  state?: 'enabled' | 'paused'
  /** What each of its versions says of changes; the last one stands. */
  changes?: (boolean | undefined)[]
}

async function flows(db: Db, given: Given[]): Promise<void> {
  await sql`insert into connection (workspace_id, id, name, connector, account, label, credentials)
    overriding system value select 1, id, 'c' || id, 'x', 'a', 'l', '' from generate_series(1, 3) id`.execute(db)
  for (const { id, connection = 1, entity = 'Customer', direction = 'from_hub', ...of } of given) {
    const { state = 'enabled', changes = [true] } = of
    await sql`insert into flow (workspace_id, id, connection_id, name, entity, direction, endpoint, version, state)
      overriding system value values (1, ${id}, ${connection}, ${`f${id}`}, ${entity}, ${direction}, 'people',
        ${changes.length}, ${state})`.execute(db)
    for (const [index, say] of changes.entries()) {
      const definition = JSON.stringify({ triggers: { changes: say } })
      await sql`insert into mapping_version (workspace_id, flow_id, version, definition)
        values (1, ${id}, ${index + 1}, ${definition}::jsonb)`.execute(db)
    }
  }
}

test('those who listen to an entity are told with their connections, the resting ones too', async () => {
  const { kysely: db } = await testDatabase()
  await flows(db, [
    { id: 1, connection: 2 },
    { id: 2, connection: 3, state: 'paused' },
    { id: 3, entity: 'Product' },
    { id: 4, direction: 'to_hub' },
    { id: 5, changes: [undefined] },
    { id: 6, changes: [true, false] },
    { id: 7, changes: [false, true] },
  ])
  expect(await selectListeners(db, 1, 'Customer')).toEqual({ flowIds: [1, 2, 7], connectionIds: [2, 3, 1] })
  expect(await selectListeners(db, 1, 'Order')).toEqual({ flowIds: [], connectionIds: [] })
  expect(await selectListeners(db, 2, 'Customer')).toEqual({ flowIds: [], connectionIds: [] })
})
