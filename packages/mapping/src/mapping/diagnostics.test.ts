/** Every word that the checks say, on one page: `pages/diagnostics.md`. */
import { expect, test } from 'vitest'
import type { FlowDefinition, MappingDefinition, Rule } from '../definition.ts'
import type { EntityShape } from '../entities/entity-shape.ts'
import { checkFlow } from './check-flow.ts'
import type { FlowDiagnostic } from './diagnostic.ts'

const line: EntityShape = {
  name: 'Line',
  fields: { id: { type: 'text' }, sku: { type: 'text', required: true }, note: { type: 'text' } },
}
const order: EntityShape = {
  name: 'Order',
  fields: {
    number: { type: 'text', required: true, unique: true },
    note: { type: 'text' },
    lines: { type: 'children', of: line },
  },
}
const profile: EntityShape = {
  name: 'Profile',
  open: true,
  fields: { email: { type: 'text' }, firstName: { type: 'text' }, tags: { type: 'list', managed: true } },
}
const till: EntityShape = {
  name: 'Till order',
  fields: {
    text: { type: 'text' },
    number: { type: 'number' },
    flag: { type: 'boolean' },
    date: { type: 'datetime' },
    list: { type: 'list' },
    bare: { type: 'children' },
    lines: { type: 'children', of: { name: 'Till line', fields: { id: { type: 'text' }, code: { type: 'text' } } } },
    inner: { type: 'record', of: { name: 'Inner', fields: { town: { type: 'text' } } } },
    whole: { type: 'record' },
    free: { type: 'map' },
    any: { type: 'any' },
    open: { type: 'record', of: { name: 'Open', open: true, fields: { known: { type: 'text' } } } },
  },
}
const number: Rule = { to: 'number', field: 'Text' }

const into = (mapping: Partial<MappingDefinition>, more: Partial<FlowDefinition> = {}): FlowDefinition => ({
  ...{ name: 'orders', title: 'Orders', entity: 'Order', direction: 'to_hub', endpoint: 'orders', triggers: {} },
  mappings: [{ name: 'Add', type: 'add', rules: [number], ...mapping }],
  ...more,
})
const out = (rules: Rule[], type: MappingDefinition['type'] = 'add', more: Partial<FlowDefinition> = {}) =>
  into({ type, rules }, { direction: 'from_hub', ...more })
const formulas = (...texts: string[]) =>
  into({ rules: [number, ...texts.map((formula): Rule => ({ to: 'note', formula }))] })
const lines = { name: 'Lines', from: 'lines', to: 'lines', key: 'id' }

const pages: [title: string, flow: FlowDefinition, shape: EntityShape][] = [
  ['Nothing is wrong', into({}), order],
  ['What a new record must have', into({ rules: [{ ...number, only: 'update' }] }), order],
  ['An update may leave it', into({ type: 'update', rules: [] }), order],
  [
    'What a new child must have, its id aside',
    into({
      type: 'add_and_update',
      children: [
        { ...lines, rules: [{ to: 'note', field: 'Code' }] },
        { ...lines, name: 'Nowhere', to: 'nowhere', rules: [{ to: 'x', field: 'Code' }] },
      ],
    }),
    order,
  ],
  ['A child of an update may lack it', into({ type: 'update', children: [{ ...lines, rules: [] }] }), order],
  [
    'A list that the record must have',
    into({ children: [{ ...lines, rules: [{ to: 'SKU', field: 'code' }] }] }),
    {
      ...order,
      fields: { ...order.fields, lines: { type: 'children', of: line, required: true } },
    },
  ],
  [
    'A constant in a unique field',
    into({
      rules: [
        { to: 'number', static: 'X' },
        { to: 'number', static: null },
        { to: 'number', field: 'Text', default: 'D' },
        { to: 'number', field: 'Text', default: null },
        { to: 'number', lookup: { field: 'Text', table: { a: 'b' } } },
        { to: 'number', formula: 'IsEmpty(Text) ? "none"\n  : Text' },
        { to: 'number', formula: 'Text ?? ""' },
        { to: 'nubmer', static: 'X' },
      ],
    }),
    order,
  ],
  [
    'What the other side manages',
    out(
      [
        { to: 'tags', field: 'Text' },
        { to: 'SubscribeProfile', static: true },
        { to: 'email', field: 'Text' },
        { to: ' ', field: 'x' },
      ],
      'update',
    ),
    profile,
  ],
  [
    'What the other side manages, by a mapping for both',
    out(
      [
        { to: 'UCLIST_VIP', static: true },
        { to: 'LIST_VIP', static: true, only: 'add' },
      ],
      'add_and_update',
    ),
    profile,
  ],
  [
    'What the other side manages, in the hub',
    into({ type: 'update', rules: [{ to: 'tags', field: 'Text' }] }),
    profile,
  ],
  [
    'Names of lists',
    out(
      [
        'LIST_',
        'LIST_ ',
        'UCLIST_VIP',
        'list - VIP',
        'ucList VIP',
        'my list_x',
        'Claustrophobic List',
        'XLIST_a',
        'fristName',
        'fully other',
      ].map((to): Rule => ({ to, static: 'yes' })),
    ),
    profile,
  ],
  [
    'A list by a formula',
    out([
      { to: 'LIST_VIP', formula: 'Flag == true' },
      { to: 'LIST_b', static: false },
    ]),
    profile,
  ],
  ['Names are near only where others are taken', into({ rules: [number, { to: 'fristName', field: 'Text' }] }), order],
  [
    'Mappings that are never asked',
    into(
      {},
      {
        mappings: [
          { name: 'Some', type: 'add_and_update', filter: 'Flag', rules: [number] },
          { name: 'New', type: 'add', rules: [number] },
          { name: 'Both', type: 'add_and_update', rules: [number] },
          { name: 'Known', type: 'update', rules: [number] },
          { name: 'New again', type: 'add_and_update', rules: [number] },
          { name: 'Gone', type: 'update_on_delete', rules: [] },
          { name: 'Gone again', type: 'delete', rules: [] },
        ],
      },
    ),
    order,
  ],
  [
    'Useless triggers',
    out([{ to: 'email', field: 'Text' }], 'add', { triggers: { poll: '1h', touchedBy: ['a'], changes: true } }),
    profile,
  ],
  ['Useless triggers of the hub', into({}, { triggers: { poll: '1h', touchedBy: ['a'], changes: true } }), order],
  [
    'What a record is found by',
    out(
      [
        { to: 'firstName', field: 'Text' },
        { to: 'Email', field: 'Text', only: 'update' },
      ],
      'add_and_update',
      { endpoint: 'matched' },
    ),
    profile,
  ],
  [
    'What a record is found by, all there',
    out(
      [
        { to: 'EMAIL', field: 'Text' },
        { to: 'first_name', field: 'Text' },
      ],
      'add',
      { endpoint: 'matched' },
    ),
    profile,
  ],
  ['What a record is found by, in an update', out([], 'update', { endpoint: 'matched' }), profile],
  ['Filters', into({ filter: 'Number + 1', errorFilter: { when: 'Text', message: 'm' } }), order],
  ['Filters that cannot be read', into({ filter: '1 +', errorFilter: { when: '(', message: 'm' } }), order],
  [
    'Types of the source',
    formulas(
      'Text - 1',
      'Number.ToUpper() + Text.Foo',
      'Flag - 1',
      'List - 1',
      'Bare - 1',
      'Lines - 1',
      'Inner - 1',
      'Date - 1',
      'Any - 1',
      'Free.Whatever',
      'Whole.Whatever',
      'Inner.Twon',
      'Open.Whatever',
      'FirstMatch(Lines, "cod == 1")',
      'First(Bare).x',
      'First(List).x',
    ),
    order,
  ],
  [
    'Fields and look-ups of the source',
    into({
      rules: [
        number,
        { to: 'note', field: 'Txet' },
        { to: 'note', field: 'Open.whatever' },
        { to: 'note', field: 'txet and more' },
        { to: 'note', lookup: { field: 'Txet', table: {} } },
        { to: 'note', formula: 'GetExternalIdAsync(Txet)' },
        { to: 'note', formula: 'GetNothingAsync(1)' },
        { to: 'note', formula: 'DestinationValue.Noet' },
      ],
    }),
    order,
  ],
  [
    'Children see their own record, their parent and their own destination',
    into({
      filter: '!IsEmpty(Text)',
      children: [
        {
          ...lines,
          filter: '!IsEmpty(Coed)',
          rules: [
            { to: 'sku', field: 'Coed' },
            { to: 'note', field: 'Parent.Txet' },
            { to: 'note', formula: 'DestinationValue.Suk ?? Parent.Txet' },
          ],
        },
        {
          name: 'Of the parent',
          to: 'lines',
          filter: '!IsEmpty(Any)',
          rules: [{ to: 'sku', formula: 'IsEmpty(Any) ? "x" : Any' }],
        },
        { ...lines, name: 'Of nothing known', from: 'nothing', rules: [{ to: 'sku', field: 'whatever' }] },
        { ...lines, name: 'Of a bare list', from: 'bare', rules: [{ to: 'sku', field: 'whatever' }] },
      ],
    }),
    order,
  ],
]

test('what the checks say of all that can be wrong', async () => {
  const body = pages.map(([title, flow, destination]) => {
    const matchBy = flow.endpoint === 'matched' ? { matchBy: ['email', 'firstName'] } : {}
    const source = flow.direction === 'to_hub' ? { source: till } : {}
    const found = checkFlow(flow, { lookups: [], destination, ...matchBy, ...source })
    return `## ${title}\n\n${found.length === 0 ? 'Nothing.' : found.map(told).join('\n')}\n`
  })
  await expect(`# What the checks say\n\n${body.join('\n')}`).toMatchFileSnapshot('pages/diagnostics.md')
})

function told({ code, severity, message, path, range, fix }: FlowDiagnostic): string {
  const place = range === undefined ? '' : `, line ${range.line}, column ${range.column}, ${range.length} letters`
  const mended = fix === undefined ? '' : `\n  - ${fix.says}: ${JSON.stringify(fix.value)} at ${fix.path.join('/')}`
  return `- ${severity} ${code} at ${path.join('/')}${place}: ${message}${mended}`
}
