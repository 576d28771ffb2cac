import { expect, test } from 'vitest'
import { testDatabase } from '../../../../test/database/test-database.ts'
import type { Db } from '../db/database.ts'
import { openLog } from '../log.ts'
import { insertRun } from '../store/run.ts'
import { addToSelection } from '../store/run-selection.ts'
import { changed, usualSettings, writeSettings } from '../store/workspace-settings.ts'
import { testClock } from '../test-clock.ts'
import { forgetOld } from './forget.ts'

const day = 86_400_000

/** A run that ended so many days ago, with words about one record, and an alert of the same day. */
async function endedRun(db: Db, id: number, at: Date): Promise<void> {
  const row = { workspace_id: 1, flow_id: 1, kind: 'full', state: 'done', actor: 'test' }
  await db
    .insertInto('run')
    .values({ ...row, finished_at: at })
    .execute()
  const runs = await db
    .selectFrom('run')
    .select((e) => e.fn.max('id').as('id'))
    .executeTakeFirstOrThrow()
  const outcome = { workspace_id: 1, run_id: runs.id, outcome: 'error', code: `CODE_${id}`, reason: '', at }
  await db.insertInto('run_outcome').values(outcome).execute()
  const alert = { workspace_id: 1, kind: 'stopped', connection_id: 1, code: `CODE_${id}`, at }
  await db.insertInto('alert').values(alert).execute()
}

test('what is older than it is kept goes, each kind by its own days, and the run itself stays', async () => {
  const { kysely: db } = await testDatabase()
  const clock = testClock()
  const ago = (days: number) => new Date(clock.now().getTime() - days * day)
  await endedRun(db, 1, ago(89))
  await endedRun(db, 2, ago(91))
  await writeSettings(db, 1, changed(usualSettings, { retention: { alertDays: 10 } }))
  const forgotten = await forgetOld({ db, workspace: 1, clock, log: openLog({ level: 'silent' }) })
  expect(forgotten).toEqual({ outcomes: 1, selections: 0, notices: 0, alerts: 2, acts: 0, answers: 0 })
  const left = await db.selectFrom('run_outcome').select('code').execute()
  expect(left).toEqual([{ code: 'CODE_1' }])
  expect(await db.selectFrom('run').select('id').execute()).toHaveLength(2)
})

test('the records that were named to a run are forgotten once it is over, and not while it goes on', async () => {
  const { kysely: db } = await testDatabase()
  const clock = testClock()
  for (const state of ['done', 'failed', 'cancelled', 'queued', 'running', 'braked', 'collecting'] as const) {
    const run = { workspace: 1, flowId: 1, kind: 'manual', state: 'running', selection: null, actor: 'test' } as const
    const id = await insertRun(db, run)
    await db.updateTable('run').set({ state }).where('id', '=', id).execute()
    await addToSelection(db, 1, id, [`${state} 1`, `${state} 2`])
  }
  const { selections } = await forgetOld({ db, workspace: 1, clock, log: openLog({ level: 'silent' }) })
  expect(selections).toBe(6)
  const left = await db.selectFrom('run_selection').select('id').orderBy('run_id').orderBy('id').execute()
  expect(left.map(({ id }) => id.split(' ')[0])).toEqual(
    ['queued', 'running', 'braked', 'collecting'].flatMap((s) => [s, s]),
  )
})

test('a run whose records somebody began to name, and that was never started, ends after a day', async () => {
  const { kysely: db } = await testDatabase()
  const clock = testClock()
  const run = { workspace_id: 1, flow_id: 1, kind: 'manual', state: 'collecting', actor: 'test' }
  const ago = (hours: number) => new Date(clock.now().getTime() - hours * 3_600_000)
  await db
    .insertInto('run')
    .values([25, 23].map((hours) => ({ ...run, queued_at: ago(hours) })))
    .execute()
  await forgetOld({ db, workspace: 1, clock, log: openLog({ level: 'silent' }) })
  const left = await db.selectFrom('run').select(['state', 'finished_at']).orderBy('id').execute()
  expect(left).toEqual([
    { state: 'cancelled', finished_at: expect.any(Date) },
    { state: 'collecting', finished_at: null },
  ])
})
