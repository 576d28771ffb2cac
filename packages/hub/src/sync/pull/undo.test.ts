import type { FlowDefinition } from '@trefoil/mapping'
import type { JsonObject } from '@trefoil/sdk'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { insertRun, selectOpenRuns } from '../../store/run.ts'
import { findChangeSpan } from '../../store/run-changes.ts'
import { openPageDesk } from '../ingest/page-desk.fixture.ts'
import { undoRun } from './undo.ts'

const definition: FlowDefinition = {
  ...{ name: 'people', title: 'People', entity: 'Customer', direction: 'to_hub', endpoint: 'people', triggers: {} },
  mappings: [
    {
      ...{ name: 'All', type: 'add_and_update', collision: 'update_and_link' },
      rules: [
        { to: 'customerNumber', field: 'number' },
        { to: 'firstName', field: 'firstName' },
        { to: 'lastName', static: 'Berg' },
        { to: 'emailAddress', field: 'email' },
      ],
    },
  ],
}

/** A till of which one run can be undone, with pages of so many records. */
async function openTill() {
  const desk = await openPageDesk(definition)
  const { db, flow, clock, ingest } = desk
  const place = { workspace: 1, flowId: 2, selection: null, actor: 'Ann' }
  const record = (number: string) =>
    sql<{ id: number; version: number; data: JsonObject }>`
      select id, version, data from record where data->>'customerNumber' = ${number}`
      .execute(db)
      .then(({ rows: [row] }) => row ?? { id: 0, version: 0, data: {} })
  return {
    ...{ ...desk, record },
    /** What is stored from now on is of a new run, whose id this answers. */
    async begin() {
      await clock.advance(1_000)
      ingest.runId = await insertRun(db, { ...place, kind: 'full', state: 'running' })
      return ingest.runId
    },
    async undo(runId: number, limit: number) {
      await clock.advance(1_000)
      const { first, last } = (await findChangeSpan(db, 1, runId)) ?? { first: 0, last: 0 }
      const selection = { undoes: runId, first, last, actor: 'Ann' }
      const id = await insertRun(db, { ...place, selection, kind: 'undo', state: 'running' })
      const run = (await selectOpenRuns(db, 1, 2)).find((each) => each.id === id)
      if (run === undefined) throw new Error('The undo is not open')
      expect(await undoRun(desk.desk, flow, run, limit)).toBe(true)
      const { rows } = await sql<JsonObject>`
        select state, read, updated, unchanged, filtered, error from run where id = ${id}`.execute(db)
      const outcomes = await sql<JsonObject>`
        select outcome, external_id, code from run_outcome where run_id = ${id} order by id`.execute(db)
      return { ...rows[0], outcomes: outcomes.rows }
    },
  }
}

test('customers who exchanged their e-mail addresses have them back, also where pages part them', async () => {
  const { begin, store, undo, record } = await openTill()
  const till = (emails: string[]) =>
    emails.map((email, at) => ({ id: `${at}`, number: `C${at}`, firstName: 'Ann', email }))
  const before = ['a@example.com', 'b@example.com', 'c@example.com']
  await store(till(before))
  const run = await begin()
  await store(till(['b@example.com', 'c@example.com', 'a@example.com']))
  expect(await undo(run, 1)).toMatchObject({ state: 'done', read: 3, updated: 3, outcomes: [] })
  for (const [at, email] of before.entries())
    expect((await record(`C${at}`)).data).toMatchObject({ emailAddress: email })
})

test('a record that the run changed twice is one record of its undo, wherever a page ends', async () => {
  const { begin, store, undo, record } = await openTill()
  const [one, other] = [
    { id: '1', number: 'C1' },
    { id: '2', number: 'C2' },
  ]
  await store([
    { ...one, firstName: 'Ann' },
    { ...other, firstName: 'Ben' },
  ])
  const run = await begin()
  await store([{ ...one, firstName: 'Anna' }])
  await store([{ ...other, firstName: 'Benno' }])
  await store([{ ...one, firstName: 'Annie' }])
  expect(await undo(run, 1)).toMatchObject({ read: 2, updated: 2, outcomes: [] })
  expect([(await record('C1')).data, (await record('C2')).data]).toMatchObject([
    { firstName: 'Ann' },
    { firstName: 'Ben' },
  ])
})

test('what is as it was already is unchanged: nobody has to be told that it stays', async () => {
  const { begin, store, undo } = await openTill()
  const ann = { id: '1', number: 'C1' }
  await store([{ ...ann, firstName: 'Ann' }])
  const run = await begin()
  await store([{ ...ann, firstName: 'Anna' }])
  expect(await undo(run, 10)).toMatchObject({ updated: 1, outcomes: [] })
  expect(await undo(run, 10)).toMatchObject({ read: 1, unchanged: 1, filtered: 0, outcomes: [] })
})

test('an address that somebody else has by now cannot be put back, and the error is of the record alone', async () => {
  const { begin, store, undo } = await openTill()
  const ann = { id: '1', number: 'C1', firstName: 'Ann' }
  await store([{ ...ann, email: 'a@example.com' }])
  const run = await begin()
  await store([{ ...ann, email: 'new@example.com' }])
  await begin()
  await store([{ id: '2', number: 'C2', firstName: 'Ben', email: 'a@example.com' }])
  expect(await undo(run, 10)).toMatchObject({
    ...{ read: 1, error: 1 },
    outcomes: [{ outcome: 'error', external_id: null, code: 'DUPLICATE_EMAIL' }],
  })
})

test('a record that the run brought back stays as the run made it', async () => {
  const { begin, store, undo, record, db } = await openTill()
  const ann = { id: '1', number: 'C1', firstName: 'Ann', email: 'a@example.com' }
  await store([ann])
  const { id } = await record('C1')
  // As a repair leaves it behind: the link only points, and the record left the lists.
  await sql`update link set contribution = null, source_hash = null`.execute(db)
  await sql`update record set deleted_at = now(), version = 2`.execute(db)
  await sql`delete from record_key`.execute(db)
  await sql`insert into change (workspace_id, record_id, entity, version, patch, went_to, actor)
    values (1, ${id}, 'Customer', 2, '{}', 0, 'Ann')`.execute(db)
  const run = await begin()
  await store([ann])
  expect(await record('C1')).toMatchObject({ id, version: 3, data: { firstName: 'Ann' } })
  expect(await undo(run, 10)).toMatchObject({ filtered: 1, outcomes: [{ code: 'UNDO_CREATED' }] })
  expect((await record('C1')).data).toMatchObject({ firstName: 'Ann', emailAddress: 'a@example.com' })
})
