import { expect, test } from 'vitest'
import type { FlowDefinition } from '../definition.ts'
import { diffDefinitions } from './diff-definitions.ts'

const flow: FlowDefinition = {
  ...{ name: 'orders', title: 'Orders', entity: 'Order', direction: 'to_hub', endpoint: 'orders' },
  triggers: { poll: '15m' },
  brakes: { gone: 5 },
  cases: [
    { name: 'c', source: {}, expect: { data: { x: 1 } } },
    { name: 'c', source: {}, expect: { filtered: 'y' } },
  ],
  mappings: [
    {
      ...{ name: 'Add', type: 'add', errorFilter: { when: 'Closed', message: 'closed' } },
      rules: [
        { to: 'Note', field: 'Text', only: 'add' },
        { to: 'note', field: 'Text', only: 'update' },
        { to: 'tax', lookup: { field: 'Rate', table: { a: 1 } } },
        { to: 'twice', static: 1 },
        { to: 'twice', static: 2 },
      ],
      children: [{ name: 'Lines', from: 'lines', to: 'lines', key: 'id', rules: [{ to: 'sku', field: 'Code' }] }],
    },
  ],
}

test('a flow does not differ from itself, however its rules are ordered', () => {
  expect(diffDefinitions(flow, plain())).toEqual({})
  const { brakes: _, cases: __, ...bare } = plain()
  expect(diffDefinitions(bare, structuredClone(bare))).toEqual({})
  const turned = changed((copy) => {
    const [add, update, tax, ...twice] = copy.mappings[0]?.rules ?? []
    if (copy.mappings[0] !== undefined && add && update && tax) copy.mappings[0].rules = [tax, update, ...twice, add]
  })
  expect(diffDefinitions(flow, turned)).toEqual({})
})

type Change = (copy: FlowDefinition) => unknown
const first = (copy: FlowDefinition) => copy.mappings[0] ?? { ...flow.mappings[0], name: '', type: 'add', rules: [] }

test.each<[string, Change, object]>([
  ['a title', (copy) => (copy.title = 'X'), { title: { old: 'Orders', new: 'X' } }],
  ['the poll', (copy) => (copy.triggers.poll = '1h'), { 'triggers/poll': { old: '15m', new: '1h' } }],
  ['a brake', (copy) => (copy.brakes = { gone: 1 }), { 'brakes/gone': { old: 5, new: 1 } }],
  ['no brakes any more', (copy) => delete copy.brakes, { brakes: { old: { gone: 5 } } }],
  [
    'what a case expects',
    (copy) => (copy.cases = [{ name: 'c', source: {}, expect: { data: { x: 2 } } }, ...(copy.cases ?? []).slice(1)]),
    { 'cases/c/expect/data/x': { old: 1, new: 2 } },
  ],
  [
    'the second case of one name',
    (copy) => copy.cases?.pop(),
    { 'cases/c #2': { old: { name: 'c', source: {}, expect: { filtered: 'y' } } } },
  ],
  [
    'the error filter',
    (copy) => (first(copy).errorFilter = { when: 'Shut', message: 'closed' }),
    { 'mappings/Add/errorFilter/when': { old: 'Closed', new: 'Shut' } },
  ],
  [
    'the rule for updates alone',
    (copy) => (first(copy).rules[1] = { to: 'note', field: 'Other', only: 'update' }),
    { 'mappings/Add/rules/note (update)/field': { old: 'Text', new: 'Other' } },
  ],
  [
    'one entry of a table',
    (copy) => (first(copy).rules[2] = { to: 'tax', lookup: { field: 'Rate', table: { a: 2 } } }),
    { 'mappings/Add/rules/tax/lookup/table/a': { old: 1, new: 2 } },
  ],
  [
    'the second rule of one name',
    (copy) => (first(copy).rules[4] = { to: 'twice', static: 3 }),
    { 'mappings/Add/rules/twice #2/static': { old: 2, new: 3 } },
  ],
  [
    'a rule of a child',
    (copy) =>
      (first(copy).children = [
        { name: 'Lines', from: 'lines', to: 'lines', key: 'id', rules: [{ to: 'sku', field: 'Sku' }] },
      ]),
    { 'mappings/Add/children/Lines/rules/sku/field': { old: 'Code', new: 'Sku' } },
  ],
  [
    'the order of mappings',
    (copy) => copy.mappings.unshift({ name: 'First', type: 'update', rules: [] }),
    {
      order: { old: ['Add'], new: ['First', 'Add'] },
      'mappings/First': { new: { name: 'First', type: 'update', rules: [], children: [] } },
    },
  ],
])('%s is told, and nothing else', (_, change, told) => {
  expect(diffDefinitions(flow, changed(change))).toEqual(told)
})

/** The same, after a change. */
function changed(change: Change): FlowDefinition {
  const copy = plain()
  change(copy)
  return copy
}

function plain(): FlowDefinition {
  return structuredClone(flow)
}
