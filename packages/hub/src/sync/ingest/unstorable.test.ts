/** Texts that PostgreSQL refuses, wherever a vendor may put them: they end records, and never a page. */
import { compileFlow, type FlowDefinition } from '@trefoil/mapping'
import type { Connector, JsonObject, Source } from '@trefoil/sdk'
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../../test/database/test-database.ts'
import { openLog } from '../../log.ts'
import { takeLease } from '../../store/lease.ts'
import { advanceRun, type Counts, insertRun } from '../../store/run.ts'
import { testClock } from '../../test-clock.ts'
import type { Desk, OpenFlow } from '../context.ts'
import { environmentOf } from '../open-flows.ts'
import { preparePage, storePage } from './ingest.ts'

const definition: FlowDefinition = {
  ...{ name: 'people', title: 'People', entity: 'Customer', direction: 'to_hub', endpoint: 'people', triggers: {} },
  mappings: [
    {
      ...{ name: 'All', type: 'add_and_update', collision: 'remap_and_link' },
      rules: [
        { to: 'customerNumber', field: 'number' },
        { to: 'firstName', field: 'firstName' },
        { to: 'lastName', formula: 'LastName ?? "Berg"' },
        { to: 'company', formula: 'GetInternalIdAsync(Company, "Customer", System).ToString()' },
        { to: 'customFields.note', field: 'note' },
        { to: 'customFields.more', field: 'more' },
      ],
      children: [{ name: 'Homes', from: 'homes', to: 'addresses', key: 'id', filter: 'City != null', rules: [] }],
    },
  ],
}

const source: Source = {
  title: 'People',
  key: (record: JsonObject) => String(record.id ?? ''),
  pull: async () => ({ records: [], gone: [], cursor: null, more: false }),
  consent: ({ signed }: JsonObject) =>
    signed === undefined
      ? []
      : [
          {
            channel: 'email',
            state: 'given',
            at: '2020-01-01T00:00:00Z',
            act: typeof signed === 'string' ? signed : null,
            proof: { signed },
          },
        ],
} as unknown as Source // of a source only what a page is judged by

/** A desk at which pages are stored. */
async function openDesk() {
  const { kysely: db } = await testDatabase()
  await sql`insert into connection (workspace_id, id, name, connector, account, label, credentials)
    overriding system value values (1, 1, 'till', 'x', 'a', 'l', '')`.execute(db)
  await sql`insert into flow (workspace_id, id, connection_id, name, entity, direction, endpoint, version)
    overriding system value values (1, 2, 1, 'people', 'Customer', 'to_hub', 'people', 1)`.execute(db)
  const clock = testClock()
  const lease = await takeLease(db, 1, 1, clock.newId(), 30)
  if (lease === null) throw new Error('The lease was not given')
  const connector = { title: 'Till', sources: { people: source }, targets: {} } as unknown as Connector
  const parts: Omit<Desk, 'session' | 'connectors'> = {
    ...{ db, workspace: 1, clock, log: openLog({ level: 'silent' }), lease, troubles: new Map() },
    ...{ signal: new AbortController().signal, wake: () => {}, isToLeave: async () => false, close: () => {} },
  }
  const desk = parts as Desk // the vendor above needs no session
  const flow: OpenFlow = {
    ...{ id: 2, workspace: 1, connectionId: 1, connector, name: 'people', entity: 'Customer', endpoint: 'people' },
    ...{ version: 1, isEnabled: true, definition },
    mapper: compileFlow(definition, environmentOf(definition, connector)),
  }
  const run = { workspace: 1, flowId: 2, kind: 'full', state: 'running', selection: null, actor: 'Ann' } as const
  const runId = await insertRun(db, run)
  const of = { flow, source, runId, force: false }
  const store = async (records: JsonObject[], gone: string[] = []): Promise<Counts> =>
    storePage(desk, of, { ...(await preparePage(desk, of, records)), gone }, (tx, counts) =>
      advanceRun(tx, 1, runId, counts),
    )
  const told = async () =>
    (await sql<JsonObject>`select external_id, code, reason, facts from run_outcome`.execute(db)).rows
  return { store, told }
}

const person = (id: string, more: JsonObject = {}): JsonObject => ({ id, number: `C-${id}`, firstName: 'Ann', ...more })
const half = '\ud83d'

test.each([
  ['U+0000 in a text', { firstName: 'Ann\u0000' }, 'firstName'],
  ['half a character in a text', { firstName: `Ann${half}` }, 'firstName'],
  ['U+0000 in a unique key', { number: 'C\u0000' }, 'customerNumber'],
  ['half a character in a unique key', { number: half }, 'customerNumber'],
  ['U+0000 in a member of a list', { note: ['a', { b: '\u0000' }] }, 'customFields.note.1.b'],
  ['half a character in the name of a member', { more: { a: { [`b${half}`]: 1 } } }, 'customFields.more.a'],
])('%s is the error of its record alone, by the name of its field', async (_, spoilt, field) => {
  const { store, told } = await openDesk()
  expect(await store([person('1'), person('2', spoilt), person('3')])).toMatchObject({ created: 2, error: 1 })
  expect(await told()).toMatchObject([{ external_id: '2', code: 'UNSTORABLE_TEXT', facts: { field } }])
  expect(await store([person('2')])).toMatchObject({ created: 1, error: 0 })
})

test.each(['2\u0000', `2${half}`])('an id that cannot be stored is the error of its record alone', async (id) => {
  const { store, told } = await openDesk()
  const page = [person('1'), person(id), person('3'), person('')]
  expect(await store(page, ['4\u0000'])).toMatchObject({ created: 2, error: 2 })
  const [spoilt, missing] = await told()
  expect(missing).toMatchObject({ code: 'MISSING_SOURCE_ID' })
  expect(spoilt).toMatchObject({ external_id: null, code: 'UNSTORABLE_TEXT' })
  expect(spoilt?.reason).toContain(JSON.stringify(id))
})

test('what no rule reads may be as it likes, and a look-up of it finds nothing', async () => {
  const { store } = await openDesk()
  const spoilt = { unread: `a\u0000${half}`, company: '\u0000', system: half }
  expect(await store([person('1', spoilt), person('2')])).toMatchObject({ created: 2, error: 0 })
})

test.each(['by form\u0000', half])(
  'a proof of consent that cannot be stored is the error of its record',
  async (signed) => {
    const { store, told } = await openDesk()
    expect(await store([person('1', { signed }), person('2', { signed: 'by form' })])).toMatchObject({
      created: 1,
      error: 1,
    })
    expect(await told()).toMatchObject([{ external_id: '1', code: 'UNSTORABLE_TEXT' }])
  },
)

test('a reason that quotes such a text is told without it', async () => {
  const { store, told } = await openDesk()
  const homes = [{ id: `a\u0000${half}` }]
  expect(await store([person('1', { homes })])).toMatchObject({ created: 1 })
  expect((await told())[0]?.reason).toContain('addresses a\ufffd\ufffd filtered')
})

const anyText = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'B', '\u0000', '\ud83d', '\ude00', '\\', '"', ' ', '\uffff') }),
  fc.string({ unit: 'binary' }),
)

test('whatever a vendor writes, each record of the page ends stored or in error', async () => {
  const { store } = await openDesk()
  const names = ['number', 'firstName', 'lastName', 'company', 'system', 'note', 'more', 'homes', 'signed', 'unread']
  const value = fc.oneof(
    anyText,
    fc.dictionary(anyText, anyText),
    fc.array(anyText),
    fc.array(fc.record({ id: anyText, city: anyText })),
  )
  const record = fc
    .record({ id: anyText, fields: fc.dictionary(fc.constantFrom(...names), value) })
    .map(({ id, fields }): JsonObject => JSON.parse(JSON.stringify({ ...fields, id })))
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(record, { selector: ({ id }) => id, maxLength: 4 }), async (records) => {
      const counts = await store(records)
      expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(records.length)
    }),
    { numRuns: 60 },
  )
})
