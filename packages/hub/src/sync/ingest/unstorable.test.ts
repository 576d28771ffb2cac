/** Texts that PostgreSQL refuses, wherever a vendor may put them: they end records, and never a page. */
import type { FlowDefinition } from '@trefoil/mapping'
import type { ConsentStatement, JsonObject } from '@trefoil/sdk'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openPageDesk } from './page-desk.fixture.ts'

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

const consent = ({ signed }: JsonObject): ConsentStatement[] => {
  if (signed === undefined) return []
  const act = typeof signed === 'string' ? signed : null
  return [{ channel: 'email', state: 'given', at: '2020-01-01T00:00:00Z', act, proof: { signed } }]
}
const openDesk = () => openPageDesk(definition, { consent })

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
