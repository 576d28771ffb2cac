import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import { beat, leaveWorkers } from './worker.ts'

const [first, second] = ['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002']
const worker = (id: string) => ({ workspace: 1, id, host: 'here', pid: 7, goneAfterSeconds: 30 })

test('workers count each other as long as they are heard of', async () => {
  const { kysely: db } = await testDatabase()
  expect(await beat(db, worker(first))).toBe(1)
  expect(await beat(db, worker(second))).toBe(2)
  expect(await beat(db, worker(first))).toBe(2)
  await leaveWorkers(db, 1, second)
  expect(await beat(db, worker(first))).toBe(1)
})

test('a worker that fell silent is counted no more, and its row is swept', async () => {
  const { kysely: db } = await testDatabase()
  await beat(db, worker(first))
  await sql`update worker set seen_at = now() - interval '1 minute'`.execute(db)
  expect(await beat(db, worker(second))).toBe(1)
  expect(await db.selectFrom('worker').select('id').execute()).toEqual([{ id: second }])
})
