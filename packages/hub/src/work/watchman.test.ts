import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import type { Db } from '../db/database.ts'
import { openLog } from '../log.ts'
import { testClock } from '../test-clock.ts'
import { forgetOld } from './forget.ts'
import { watchman } from './watchman.ts'

const after = 15 * 60_000

/** A till and a mail tool, each with a flow; nothing is due. */
async function house() {
  const { kysely: db } = await testDatabase()
  const clock = testClock()
  const lines: string[] = []
  const log = openLog({ level: 'info', to: { write: (line) => void lines.push(line) } })
  for (const [id, name, direction] of [
    [1, 'till', 'to_hub'],
    [2, 'mail', 'from_hub'],
  ] as const) {
    await sql`insert into connection (workspace_id, id, name, connector, account, label, credentials, lease_until)
      overriding system value values (1, ${id}, ${name}, 'x', 'a', 'l', '', now() + interval '1 day')`.execute(db)
    await sql`insert into flow (workspace_id, id, connection_id, name, entity, direction, endpoint, version)
      overriding system value values (1, ${id}, ${id}, ${`${name}-flow`}, 'Customer', ${direction}, 'x', 1)`.execute(db)
  }
  const man = watchman({ db, workspace: 1, clock, log, after })
  const look = async (ms: number) => {
    await clock.advance(ms)
    return man.look()
  }
  return { db, clock, man, look, log: () => lines.join('') }
}

async function owe(db: Db, record: number, at: Date) {
  await sql`insert into delivery (workspace_id, flow_id, record_id, wanted_version, due_at)
    values (1, 2, ${record}, 1, ${at}::timestamptz)`.execute(db)
}

const turns = async (db: Db) =>
  (await db.selectFrom('alert').select(['kind', 'code']).orderBy('id').execute()).map(
    ({ kind, code }) => `${kind}: ${code}`,
  )

test('a delivery that is due and does not move names connection, step and record, once', async () => {
  const { db, clock, look, log } = await house()
  await owe(db, 55_260, clock.now())
  expect(await look(0)).toEqual([])
  expect(await look(after - 1)).toEqual([])
  const since = new Date(clock.now().getTime() - after + 1)
  expect(await look(1)).toEqual([
    { connection: 'mail', flow: 'mail-flow', step: 'send', record: '55260', run: null, since },
  ])
  await look(after)
  expect(await turns(db)).toEqual(['stalled: send, record 55260'])
  expect(log().match(/work\.stalled/g)).toHaveLength(1)
})

test('a flow that ends records while others wait does not stall', async () => {
  const { db, clock, look } = await house()
  await owe(db, 1, clock.now())
  await sql`insert into run (workspace_id, flow_id, kind, state, actor) values (1, 2, 'change', 'running', 'hub')`.execute(
    db,
  )
  await look(0)
  for (let minute = 0; minute < 40; minute += 1) {
    await sql`update run set read = read + 1`.execute(db)
    expect(await look(60_000)).toEqual([])
  }
})

test('what is due only later, and what rests, does not stall', async () => {
  const { db, clock, look } = await house()
  await owe(db, 1, new Date(clock.now().getTime() + 100 * after))
  await sql`insert into run (workspace_id, flow_id, kind, state, actor) values (1, 1, 'full', 'running', 'hub')`.execute(
    db,
  )
  await sql`update flow set state = 'paused' where id = 1`.execute(db)
  await look(0)
  expect(await look(2 * after)).toEqual([])
})

test('each step has its name: nobody takes the connection, a run does not begin, a page does not come, a job has no answer', async () => {
  const { db, look } = await house()
  await sql`insert into run (workspace_id, flow_id, kind, state, actor, selection)
    values (1, 1, 'manual', 'queued', 'hub', '{"externalIds": ["C1"]}')`.execute(db)
  await sql`insert into batch (workspace_id, flow_id, receipt, record_ids, writes, due_at)
    values (1, 2, '{}', '{7,8}', '', now())`.execute(db)
  await look(0)
  const steps = async () => (await look(after)).map(({ connection, step, record }) => [connection, step, record])
  expect(await steps()).toEqual([
    ['till', 'begin', 'C1'],
    ['mail', 'settle', '7'],
  ])
  await sql`update run set state = 'running'`.execute(db)
  await sql`update connection set lease_until = null where id = 2`.execute(db)
  expect(await steps()).toEqual([
    ['till', 'read', 'C1'],
    ['mail', 'lease', '7'],
  ])
})

test('a flow that moves again is told of, by another process as well', async () => {
  const { db, clock, look, man } = await house()
  await owe(db, 1, clock.now())
  await look(0)
  await look(after)
  const other = watchman({ db, workspace: 1, clock, log: openLog({ level: 'silent' }), after })
  expect(await other.look()).toEqual([])
  expect(await turns(db)).toHaveLength(1)
  await sql`update delivery set state = 'done'`.execute(db)
  expect(await look(1_000)).toEqual([])
  await other.look()
  expect(man.stalls()).toEqual([])
  expect(await turns(db)).toEqual(['stalled: send, record 1', 'moving: send, record 1'])
})

test('a clock that is set on makes nothing stall, and one that is set back hides nothing', async () => {
  const { db, clock, man } = await house()
  await owe(db, 1, new Date(clock.now().getTime() - 10 * after))
  await man.look()
  clock.jump(2 * after)
  expect(await man.look()).toEqual([])
  clock.jump(-3 * after)
  await clock.advance(after)
  expect(await man.look()).toHaveLength(1)
})

test('a flow that stalls for longer than alerts are kept is told of once, and that it moves again as well', async () => {
  const { db, clock, look } = await house()
  await owe(db, 1, clock.now())
  await look(0)
  await look(after)
  const told = await db.selectFrom('alert').select(['id', 'kind']).execute()
  clock.jump(100 * 86_400_000)
  await forgetOld({ db, workspace: 1, clock, log: openLog({ level: 'silent' }) })
  await look(1_000)
  expect(await db.selectFrom('alert').select(['id', 'kind']).execute()).toEqual(told)
  await sql`update delivery set state = 'done'`.execute(db)
  await look(1_000)
  expect(await turns(db)).toEqual(['stalled: send, record 1', 'moving: send, record 1'])
  clock.jump(100 * 86_400_000)
  await forgetOld({ db, workspace: 1, clock, log: openLog({ level: 'silent' }) })
  expect(await turns(db)).toEqual([])
})
