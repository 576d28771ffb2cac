import { expect, test } from 'vitest'
import { customer } from '../entities/customer.ts'
import { Answers } from '../formula/answers.ts'
import { customersBy, newRecord } from '../test-flow.ts'
import { explainMapping } from './explain-mapping.ts'

const definition = customersBy([
  {
    name: 'Add',
    type: 'add',
    filter: '!IsEmpty(Id)',
    rules: [
      { to: 'CustomerNumber', field: 'Id', required: true },
      { to: 'FirstName', field: 'FirstName', default: 'n/a' },
      { to: 'EmailAddress', formula: 'IsEmpty(EmailAddress) ? "guest@example.com" : EmailAddress' },
      { to: 'Company', static: null },
      { to: 'Comment', lookup: { field: 'Tier', table: { a: 'gold' } } },
    ],
    children: [
      {
        name: 'Address',
        from: 'Addresses',
        to: 'Addresses',
        key: 'Id',
        rules: [{ to: 'City', formula: 'City + ", " + Parent.Country' }],
      },
    ],
  },
])
const environment = { lookups: [], destination: customer }

test('every field tells its rule, its value, what was read and which way each condition went', () => {
  const source = { id: 'C1', country: 'DE', tier: 'a', addresses: [{ id: 'x', city: 'Ulm' }] }
  const { fields, result } = explainMapping(definition, environment, { ...newRecord, source }, new Answers())
  expect(result.outcome).toBe('mapped')
  expect(fields.map(({ rule: _, ...told }) => told)).toEqual([
    {
      path: 'customerNumber',
      kind: 'field',
      value: 'C1',
      isDefault: false,
      reads: [{ name: 'Id', value: 'C1' }],
      branches: [],
    },
    {
      path: 'firstName',
      kind: 'field',
      value: 'n/a',
      isDefault: true,
      reads: [{ name: 'FirstName', value: null }],
      branches: [],
    },
    {
      path: 'emailAddress',
      kind: 'formula',
      value: 'guest@example.com',
      isDefault: false,
      reads: [{ name: 'EmailAddress', value: null }],
      branches: [{ condition: 'IsEmpty(EmailAddress)', isTrue: true }],
    },
    { path: 'company', kind: 'static', value: null, isDefault: false, reads: [], branches: [] },
    {
      path: 'comment',
      kind: 'lookup',
      value: 'gold',
      isDefault: false,
      reads: [{ name: 'Tier', value: 'a' }],
      branches: [],
    },
    {
      path: 'addresses/x/city',
      kind: 'formula',
      value: 'Ulm, DE',
      isDefault: false,
      reads: [
        { name: 'City', value: 'Ulm' },
        { name: 'Parent.Country', value: 'DE' },
      ],
      branches: [],
    },
  ])
})

test('what it says of a field is what the mapper does', () => {
  const source = { id: 'C1', emailAddress: 'a@b.c' }
  const { fields, result } = explainMapping(definition, environment, { ...newRecord, source }, new Answers())
  const told = Object.fromEntries(fields.flatMap(({ path, value }) => (value === undefined ? [] : [[path, value]])))
  expect(result).toMatchObject({ data: told })
})

test('a record that is filtered has a reason and no fields', () => {
  const { fields, result } = explainMapping(definition, environment, { ...newRecord, source: {} }, new Answers())
  expect(fields).toEqual([])
  expect(result).toMatchObject({ outcome: 'filtered', reason: { code: 'FILTERED' } })
})

test('a formula that fails is told beside the others', () => {
  const [mapping] = definition.mappings
  if (mapping === undefined) throw new Error('one mapping')
  const broken = { ...definition, mappings: [{ ...mapping, rules: [{ to: 'Comment', formula: '10 % Zero' }] }] }
  const { fields } = explainMapping(broken, environment, { ...newRecord, source: { id: 'a', zero: 0 } }, new Answers())
  expect(fields[0]).toMatchObject({ path: 'comment', error: expect.stringContaining('line 1') })
})

test('two children of one list are told by their own rules', () => {
  const [add] = definition.mappings
  const children = ['Billing', 'Shipping'].map((from) => ({
    ...{ name: from, from, to: 'Addresses', key: 'Id' },
    rules: [{ to: 'City', static: from }],
  }))
  const both = { ...definition, mappings: add === undefined ? [] : [{ ...add, children }] }
  const source = { id: 'C1', billing: [{ id: 'b', city: 'Ulm' }], shipping: [{ id: 's', city: 'Rom' }] }
  const { fields } = explainMapping(both, environment, { ...newRecord, source }, new Answers())
  expect(fields.slice(-2).map(({ path, value }) => [path, value])).toEqual([
    ['addresses/b/city', 'Billing'],
    ['addresses/s/city', 'Shipping'],
  ])
})
