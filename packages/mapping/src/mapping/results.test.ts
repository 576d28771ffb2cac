/** What becomes of records that are not as one would wish, word for word: `pages/results.md`. */
import { expect, test } from 'vitest'
import type { ChildDefinition, FlowDefinition, MappingDefinition } from '../definition.ts'
import { customer } from '../entities/customer.ts'
import { Answers } from '../formula/answers.ts'
import type { JsonObject } from '../json.ts'
import { newRecord } from '../test-flow.ts'
import { compileFlow, type MapInput, type MapResult } from './compile-flow.ts'
import { MappingError } from './mapping-error.ts'

const number = { to: 'customerNumber', field: 'Id' }
const address: ChildDefinition = {
  ...{ name: 'Address', from: 'Addresses', to: 'addresses', key: 'Key' },
  rules: [
    { to: 'city', field: 'City' },
    { to: 'region', field: 'Region' },
  ],
}
const remove = { ...address, onRemoved: 'remove' as const }

function flow(mapping: Partial<MappingDefinition>, direction: FlowDefinition['direction'] = 'to_hub'): FlowDefinition {
  const mappings: MappingDefinition[] = [{ name: 'Both', type: 'add_and_update', rules: [number], ...mapping }]
  return { name: 'f', title: 'F', entity: 'Customer', direction, endpoint: 'customers', triggers: {}, mappings }
}

const withFilter = (filter: string) => flow({ filter })
const withErrorFilter = (when: string) => flow({ errorFilter: { when, message: 'not this one' } })
const withChildren = (...children: ChildDefinition[]) => flow({ children })
const known = (...addresses: JsonObject[]): Partial<MapInput> => ({
  linked: true,
  previous: { customerNumber: 'A', addresses },
  destination: { customerNumber: 'A', addresses },
})

const records: [title: string, flow: FlowDefinition, input: Partial<MapInput>][] = [
  ['A filter that is false', withFilter('Total > 3'), { source: { id: 'A', total: 2 } }],
  ['A filter that is null', withFilter('Vip'), { source: { id: 'A' } }],
  ['A filter that reads nothing', withFilter('1 == 2'), { source: {} }],
  [
    'A filter says how fields stand, not what they are',
    withFilter(
      'A == "x" && B == "x" && C == "x" && D == "x" && E == "x" && F.Count > 9 && G.Count > 9 && H == "x" && I',
    ),
    { source: { b: null, c: '', d: ' ', e: 'secret', f: [], g: [1, 2], h: { x: 1 }, i: true } },
  ],
  [
    'A filter that reads the other side',
    withFilter('DestinationValue.Company == "x" && Inner.Town == "y"'),
    { ...known(), source: { inner: { town: 'Ulm' } } },
  ],
  ['A filter that is neither', withFilter('Total'), { source: { id: 'A', total: 2 } }],
  ['A filter that fails', withFilter('10 % Total > 1'), { source: { id: 'A', total: 0 } }],
  ['An error filter that is true', withErrorFilter('Closed'), { source: { id: 'A', closed: true } }],
  ['An error filter that is false', withErrorFilter('Closed'), { source: { id: 'A', closed: false } }],
  ['An error filter that is null', withErrorFilter('Closed'), { source: { id: 'A' } }],
  ['An error filter that is neither', withErrorFilter('Closed'), { source: { id: 'A', closed: 'yes' } }],
  ['An error filter that fails', withErrorFilter('10 % Total > 1'), { source: { id: 'A', total: 0 } }],
  ['No mapping for it', flow({ type: 'update' }), { source: { id: 'A' } }],
  ['Gone, and no mapping for that', flow({}), { source: { id: 'A' }, gone: true }],
  [
    'Children of all kinds',
    withChildren(address),
    {
      source: {
        id: 'A',
        addresses: [
          { key: 'a', city: 'Ulm' },
          { key: 7, city: 'Bonn' },
          { key: 'a', city: 'Köln' },
          { key: ' ', city: 'Jena' },
          { city: 'Gera' },
          'no record',
          { key: 'c', city: ' ' },
          { key: 'd' },
        ],
      },
    },
  ],
  ['Children that are no list', withChildren(address), { source: { id: 'A', addresses: 'Ulm' } }],
  [
    'Children that are no list, of a known record',
    withChildren(address),
    { ...known({ id: 'a', city: 'Ulm' }), source: { id: 'A', addresses: 'Ulm' } },
  ],
  [
    'Children that are null',
    withChildren(address),
    { ...known({ id: 'a', city: 'Ulm' }), source: { id: 'A', addresses: null } },
  ],
  [
    'Children that are null, and go',
    withChildren(remove),
    { ...known({ id: 'a', city: 'Ulm' }), source: { id: 'A', addresses: null } },
  ],
  [
    'Children of which nothing is said',
    withChildren(address),
    { ...known({ id: 'a', city: 'Ulm' }), source: { id: 'A' } },
  ],
  ['Children of which nothing was ever said', withChildren(address), { source: { id: 'A' } }],
  [
    'One changed, one stayed away',
    withChildren(address),
    {
      ...known({ id: 'a', city: 'Ulm', region: 'BW' }, { id: 'b', city: 'Bonn' }),
      source: { id: 'A', addresses: [{ key: 'a', city: 'Jena' }] },
    },
  ],
  [
    'One emptied',
    withChildren(address),
    { ...known({ id: 'a', city: 'Ulm' }), source: { id: 'A', addresses: [{ key: 'a', city: '' }] } },
  ],
  [
    'One emptied, and goes',
    withChildren(remove),
    { ...known({ id: 'a', city: 'Ulm' }), source: { id: 'A', addresses: [{ key: 'a', city: '' }] } },
  ],
  [
    'One changed, as another system is told',
    flow({ children: [address] }, 'from_hub'),
    { ...known({ id: 'a', city: 'Ulm', region: 'BW' }), source: { id: 'A', addresses: [{ key: 'a', city: 'Jena' }] } },
  ],
  [
    'One left out by a filter, one faulty',
    withChildren({ ...address, filter: 'City != "Ulm"', rules: [{ to: 'city', formula: '10 % City.Length' }] }),
    {
      ...known({ id: 'a', city: 'old' }),
      source: {
        id: 'A',
        addresses: [
          { key: 'a', city: 'Ulm' },
          { key: 'b', city: 'Bonn' },
          { key: 'c', region: 'x', city: '' },
        ],
      },
    },
  ],
  [
    'A filter of a child that reads its parent',
    withChildren({ ...address, filter: 'Parent.Vip' }),
    { source: { id: 'A', vip: false, addresses: [{ key: 'a', city: 'Ulm' }] } },
  ],
  [
    'The id of a child is its key, whatever a rule says',
    withChildren({
      ...address,
      rules: [
        { to: 'id', static: 'mine' },
        { to: 'city', field: 'City' },
      ],
    }),
    { source: { id: 'A', addresses: [{ key: 'a', city: 'Ulm' }] } },
  ],
  [
    'A child of the parent alone',
    withChildren({ name: 'Home', to: 'addresses', rules: [{ to: 'city', field: 'Parent.Town' }] }),
    { source: { id: 'A', town: 'Ulm' } },
  ],
]

const definitions: [title: string, flow: FlowDefinition][] = [
  ['No key', withChildren({ name: 'Address', from: 'Addresses', to: 'addresses', rules: [] })],
  ['No such list', withChildren({ ...address, to: 'adresses' })],
  ['A field that is no list', withChildren({ ...address, to: 'firstName' })],
  [
    'Filters that cannot be read',
    flow({ filter: '(', errorFilter: { when: ')', message: 'm' }, children: [{ ...address, filter: '1 +' }] }),
  ],
  [
    'No field inside a map',
    flow({
      rules: [
        { to: 'customFields.', static: 1 },
        { to: '.x', static: 1 },
        { to: 'firstName.x', static: 1 },
      ],
    }),
  ],
]

test('what becomes of each', async () => {
  const body = records.map(([title, definition, input]) => {
    const mapper = compileFlow(definition, { lookups: [], destination: customer })
    return `## ${title}\n\n${told(mapper.map({ ...newRecord, ...input }, new Answers()))}\n`
  })
  const refused = definitions.map(([title, definition]) => `## ${title}\n\n${problemsOf(definition)}\n`)
  const page = ['# What becomes of records', ...body, '# What no flow may be', ...refused].join('\n')
  await expect(`${page}`).toMatchFileSnapshot('pages/results.md')
})

function told(result: MapResult): string {
  if (result.outcome === 'mapped') {
    const children = result.children.map(
      ({ list, id, mapping, outcome, reason }) =>
        `- ${mapping}, ${list}/${id}: ${outcome}${reason === undefined ? '' : ` ${JSON.stringify(reason)}`}`,
    )
    return [`${result.mapping} gives ${JSON.stringify(result.data)}`, ...children].join('\n')
  }
  const reasons = result.outcome === 'error' ? result.all : [result.reason]
  return [`${result.outcome} by ${result.mapping}`, ...reasons.map((reason) => `- ${JSON.stringify(reason)}`)].join(
    '\n',
  )
}

function problemsOf(definition: FlowDefinition): string {
  try {
    compileFlow(definition, { lookups: [], destination: customer })
    return 'Nothing.'
  } catch (error) {
    if (!(error instanceof MappingError)) throw error
    return error.problems.map(({ code, message, path }) => `- ${code} at ${path.join('/')}: ${message}`).join('\n')
  }
}
