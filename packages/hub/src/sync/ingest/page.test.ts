/** What a page leaves behind, beside what stood there. */
import type { FlowDefinition } from '@trefoil/mapping'
import type { JsonObject, Source } from '@trefoil/sdk'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { brakeFor } from '../brake.ts'
import { hashOf } from './hash.ts'
import { preparePage, storePage } from './ingest.ts'
import { openPageDesk } from './page-desk.fixture.ts'

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

type Desk = Awaited<ReturnType<typeof openPageDesk>>

/** What another system says of the record, at the instant. */
async function say({ db }: Desk, recordId: number, id: number, data: JsonObject, at: Date): Promise<void> {
  await sql`insert into link (workspace_id, id, connection_id, entity, external_id, record_id, contribution, since)
    values (1, ${id}, 9, 'Customer', ${String(id)}, ${recordId}, ${JSON.stringify(data)}::json,
      ${JSON.stringify({ '*': at.getTime() })}::json)`.execute(db)
}

const recordOf = async ({ db }: Desk, externalId: string) =>
  (
    await sql<{ id: number; data: JsonObject; version: number }>`
    select r.id, r.data, r.version from record r join link l on l.record_id = r.id where l.external_id = ${externalId}`.execute(
      db,
    )
  ).rows[0] ?? { id: 0, data: {}, version: 0 }

test('an address that comes back from behind another one, and that somebody has by now, is the error of its record', async () => {
  const desk = await openPageDesk(definition)
  const { store, told, clock } = desk
  await store([{ id: '1', number: 'C1', email: 'new@example.com' }])
  const { id } = await recordOf(desk, '1')
  await say(desk, id, 900, { emailAddress: 'old@example.com' }, new Date(clock.now().getTime() - 1_000))
  await store([{ id: '2', number: 'C2', email: 'old@example.com' }])
  expect(
    await store([
      { id: '1', number: 'C1' },
      { id: '3', number: 'C3' },
    ]),
  ).toMatchObject({ created: 1, error: 1 })
  expect(await told()).toMatchObject([{ external_id: '1', code: 'DUPLICATE_EMAIL' }])
})

test('a record that a page speaks of twice has one change, from what stood there to what stands there now', async () => {
  const desk = await openPageDesk(definition)
  const { db, clock, store } = desk
  const said = { number: 'C1', firstName: 'Ann' }
  await store([{ id: '1', ...said }])
  const { id } = await recordOf(desk, '1')
  await say(desk, id, 900, { customerNumber: 'C1', firstName: 'Ann', lastName: 'Berg' }, clock.now())
  await sql`update link set connection_id = 1, external_id = '2' where id = 900`.execute(db)
  await clock.advance(1_000)
  await store([
    { id: '1', ...said, firstName: 'Cleo' },
    { id: '2', ...said, firstName: 'Dana' },
  ])
  const { rows } = await sql<{ patch: JsonObject }>`
    select patch from change where record_id = ${id} order by version desc limit 1`.execute(db)
  expect(rows[0]?.patch).toEqual({ firstName: { old: 'Ann', new: 'Dana' } })
})

test('a value that two sources give up at once, on pages that overlap, is given up', async () => {
  const desk = await openPageDesk(definition)
  const { db, clock, store, prepare, keep } = desk
  const said = { number: 'C1', firstName: 'Ann', email: 'ann@example.com' }
  await store([{ id: '1', ...said }])
  const { id } = await recordOf(desk, '1')
  const data = { customerNumber: 'C1', firstName: 'Ann', lastName: 'Berg', emailAddress: 'ann@example.com' }
  await say(desk, id, 900, data, clock.now())
  await sql`update link set connection_id = 1, external_id = '2' where id = 900`.execute(db)
  await clock.advance(1_000)
  const without = { number: 'C1', firstName: 'Ann' }
  const next = await prepare([{ id: '2', ...without }])
  expect(await store([{ id: '1', ...without }])).toMatchObject({ unchanged: 1 })
  expect(await keep(next)).toMatchObject({ updated: 1 })
  expect((await recordOf(desk, '1')).data).not.toHaveProperty('emailAddress')
  const { rows } = await sql`select version, patch from change order by id`.execute(db)
  expect(rows).toEqual([
    { version: 1, patch: null },
    { version: 3, patch: { emailAddress: { old: 'ann@example.com' } } },
  ])
})

test('a link that a person takes away while its page is worked on is found again, and nothing that was said is lost', async () => {
  const desk = await openPageDesk(definition)
  const { db, store, prepare, keep } = desk
  await store([{ id: '1', number: 'C1', firstName: 'Ann' }])
  const prepared = await prepare([{ id: '1', number: 'C1', firstName: 'Ann', unread: 1 }])
  await sql`delete from link`.execute(db)
  await keep(prepared)
  expect((await sql`select external_id from link`.execute(db)).rows).toEqual([{ external_id: '1' }])
})

test('a record that was gone and is listed again as it was is there again', async () => {
  const { db, store } = await openPageDesk(definition)
  const page = [{ id: '1', number: 'C1' }]
  await store(page)
  await store([], ['1'])
  expect(await store(page)).toMatchObject({ unchanged: 1, created: 0 })
  const { rows } = await sql`select gone_at from link`.execute(db)
  expect(rows).toEqual([{ gone_at: null }])
})

test('a key or an id that no index can hold is the error of its record alone', async () => {
  const { store, told } = await openPageDesk(definition)
  // Digits of a hash: a text that repeats itself would be compressed, and fit.
  const long = Array.from({ length: 150 }, (_, at) => hashOf(at)).join('')
  expect(
    await store([
      { id: '1', number: long },
      { id: '2', number: 'C2' },
    ]),
  ).toMatchObject({ created: 1, error: 1 })
  expect(await told()).toMatchObject([{ external_id: '1' }])
  expect(
    await store([
      { id: long, number: 'C3' },
      { id: '4', number: 'C4' },
    ]),
  ).toMatchObject({ created: 1, error: 1 })
})

test('a record of another page that moves along is counted on its own page alone', async () => {
  const desk = await openPageDesk(definition)
  const { store } = desk
  const [one, two] = [
    { id: '1', number: 'C1', email: 'one@example.com' },
    { id: '2', number: 'C2', email: 'two@example.com' },
  ]
  await store([one, two])
  const [next, other] = [
    { ...one, email: two.email },
    { ...two, email: one.email },
  ]
  const asked = { ...desk.ingest.source, fetch: async () => new Map([['2', other]]) } as unknown as Source
  const read = async (records: JsonObject[]) => {
    const ingest = { ...desk.ingest, source: asked }
    return storePage(desk.desk, ingest, await preparePage(desk.desk, ingest, records), async () => {})
  }
  expect(await read([next])).toMatchObject({ updated: 1, unchanged: 0 })
  expect((await recordOf(desk, '2')).data).toMatchObject({ emailAddress: one.email })
  expect(await read([other])).toMatchObject({ updated: 0, unchanged: 1 })
})

test('ids that nobody is linked with, or that were gone before, count as no loss', async () => {
  const desk = await openPageDesk(definition)
  const { db, ingest, keep, prepare } = desk
  const people = Array.from({ length: 40 }, (_, at) => ({ id: `${at}`, number: `C${at}` }))
  await desk.store(people)
  const run = { id: ingest.runId, released: false, updated: 0, zeroed: 0, gone: 0 }
  const brake = brakeFor(desk.desk, { workspace: 1, connectionId: 1, entity: 'Customer' }, definition, run)
  const strangers = Array.from({ length: 40 }, (_, at) => `x${at}`)
  const lose = async (ids: string[]) => keep(await prepare([], ids), brake)
  await lose(strangers)
  await lose(['0', '1'])
  await lose(['0', '1'])
  expect(await db.selectFrom('run').select('gone').execute()).toEqual([{ gone: 2 }])
  await expect(lose(people.map(({ id }) => id))).rejects.toThrow('At least 40 of 40 linked records')
})
