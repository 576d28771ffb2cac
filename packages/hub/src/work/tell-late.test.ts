import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import { openLog } from '../log.ts'
import { insertTurns } from '../store/alert.ts'
import { testClock } from '../test-clock.ts'
import { forgetOld } from './forget.ts'
import { tellLate } from './tell-late.ts'

const start = new Date('2026-03-01T00:00:00Z')
const at = (hours: number) => new Date(start.getTime() + hours * 3_600_000)
const log = openLog({ level: 'silent' })

/** A till of which nothing has come yet. */
async function house() {
  const { kysely: db } = await testDatabase()
  await sql`insert into connection (workspace_id, id, name, connector, account, label, credentials, created_at)
    overriding system value values (1, 1, 'till', 'x', 'a', 'l', '', ${start}::timestamptz)`.execute(db)
  await sql`insert into flow (workspace_id, id, connection_id, name, entity, direction, endpoint, version, created_at)
    overriding system value values (1, 1, 1, 'till-flow', 'Customer', 'to_hub', 'x', 1, ${start}::timestamptz)`.execute(
    db,
  )
  const turns = async () => (await db.selectFrom('alert').select('kind').orderBy('id').execute()).map((row) => row.kind)
  return { db, turns, look: (hours: number) => tellLate({ db, workspace: 1, log }, at(hours)) }
}

test('S4-026 a connection of which nothing came within a day is told of once, and once more when something came', async () => {
  const { db, turns, look } = await house()
  await look(23)
  expect(await turns()).toEqual([])
  await look(24)
  await look(25)
  expect(await turns()).toEqual(['late'])
  await sql`insert into arrival (workspace_id, flow_id, first_at, last_at) values (1, 1, ${at(26)}, ${at(26)})`.execute(
    db,
  )
  await look(27)
  await look(28)
  expect(await turns()).toEqual(['late', 'arrived'])
})

test('what lasts is told once, however many processes see it at the same time', async () => {
  const { db, turns } = await house()
  const turn = { connection_id: 1, flow_id: 1, code: 'send' }
  await Promise.all([1, 2, 3, 4].map(() => insertTurns(db, 1, 'stalled', [turn], start)))
  expect(await turns()).toEqual(['stalled'])
  await Promise.all([1, 2, 3, 4].map(() => insertTurns(db, 1, 'late', [{ ...turn, flow_id: 0 }], start)))
  expect(await turns()).toEqual(['stalled', 'late'])
})

test('S4-026 that data are late is not forgotten before it is over', async () => {
  const { db, turns, look } = await house()
  await look(24)
  await sql`update alert set at = '2020-01-01'`.execute(db)
  await forgetOld({ db, workspace: 1, clock: testClock(), log })
  expect(await turns()).toEqual(['late'])
})
