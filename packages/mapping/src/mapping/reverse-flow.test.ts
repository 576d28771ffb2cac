import { expect, test } from 'vitest'
import type { FlowDefinition, MappingDefinition } from '../definition.ts'
import { shapeOfJsonSchema } from '../entities/entity-shape.ts'
import { diffDefinitions } from './diff-definitions.ts'
import { fitFlow, reverseFlow } from './reverse-flow.ts'

const mapping: MappingDefinition = {
  name: 'Customer Add To hub',
  type: 'add',
  filter: '!IsEmpty(EmailAddress)',
  rules: [
    { to: 'FirstName', field: 'GivenName', required: true, says: 'x' },
    { to: 'Comment', static: 'new' },
    { to: 'Company', formula: 'Name.Trim()' },
    { to: 'CategoryId', lookup: { field: 'Tier', table: { gold: 1, silver: 2 } } },
    { to: 'Type', lookup: { field: 'Kind', table: { a: 'same', b: 'same' } } },
    { to: 'Nick', field: 'GivenName' },
  ],
  children: [
    {
      name: 'Address',
      from: 'Places',
      to: 'Addresses',
      key: 'Code',
      onRemoved: 'remove',
      rules: [
        { to: 'Region', field: 'State' },
        { to: 'Company', field: 'Parent.Firm' },
      ],
    },
  ],
}
const flow: FlowDefinition = {
  name: 'in',
  title: 'Customers To hub',
  entity: 'Customer',
  direction: 'to_hub',
  endpoint: 'customers',
  triggers: { poll: '15m' },
  mappings: [mapping, { name: 'Gone', type: 'delete', rules: [] }],
}

test('the flow the other way round swaps fields, lists and tables, and lists what it could not turn', () => {
  const { flow: reversed, left } = reverseFlow(flow, { name: 'out', endpoint: 'people' })
  expect(reversed).toEqual({
    name: 'out',
    title: 'Customers From hub',
    entity: 'Customer',
    direction: 'from_hub',
    endpoint: 'people',
    triggers: { changes: true },
    mappings: [
      {
        name: 'Customer Add From hub',
        type: 'add',
        rules: [
          { to: 'GivenName', field: 'FirstName' },
          { to: 'Tier', lookup: { field: 'CategoryId', table: { '1': 'gold', '2': 'silver' } } },
        ],
        children: [
          {
            name: 'Address (From hub)',
            from: 'Addresses',
            to: 'Places',
            key: 'id',
            onRemoved: 'remove',
            rules: [{ to: 'State', field: 'Region' }],
          },
        ],
      },
    ],
  })
  expect(left.map(({ mapping: name, to }) => [name, to])).toEqual([
    ['Customer Add To hub', undefined],
    ['Address', 'Company'],
    ['Customer Add To hub', 'Comment'],
    ['Customer Add To hub', 'Company'],
    ['Customer Add To hub', 'Type'],
    ['Customer Add To hub', 'Nick'],
    ['Gone', undefined],
  ])
})

test('what the other side has no place for is left out, each with what the check says', () => {
  const { flow: out, left } = fitFlow(reverseFlow(flow, { name: 'out', endpoint: 'people' }), {
    lookups: [],
    destination: shapeOfJsonSchema('The shop', { type: 'object', properties: { givenName: { type: 'string' } } }),
  })
  const [first] = out.mappings
  expect(first?.rules).toEqual([{ to: 'GivenName', field: 'FirstName' }])
  expect(first?.children).toEqual([])
  expect(left.slice(7)).toEqual([
    { mapping: 'Customer Add From hub', to: 'Tier', why: expect.stringContaining('has no field "Tier"') },
    { mapping: 'Address (From hub)', to: 'Places', why: expect.stringContaining('has no list "Places"') },
  ])
})

test('a difference between versions names each rule by its destination', () => {
  const after = structuredClone(flow)
  after.triggers.poll = '1h'
  const [first] = after.mappings
  if (first === undefined) throw new Error('two mappings')
  first.rules = [...first.rules.slice(1), { to: 'first_name', field: 'FirstName', required: true, says: 'x' }].filter(
    (rule) => rule.to !== 'Comment',
  )
  expect(diffDefinitions(flow, after)).toEqual({
    'triggers/poll': { old: '15m', new: '1h' },
    'mappings/Customer Add To hub/rules/firstname/to': { old: 'FirstName', new: 'first_name' },
    'mappings/Customer Add To hub/rules/firstname/field': { old: 'GivenName', new: 'FirstName' },
    'mappings/Customer Add To hub/rules/comment': { old: { to: 'Comment', static: 'new' } },
  })
})

test('a moved rule is no difference, a moved mapping is', () => {
  const moved = structuredClone(flow)
  moved.mappings[0]?.rules.reverse()
  expect(diffDefinitions(flow, moved)).toEqual({})
  moved.mappings.reverse()
  expect(Object.keys(diffDefinitions(flow, moved))).toEqual(['order'])
})
