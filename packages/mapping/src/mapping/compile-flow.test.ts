import { describe, expect, test } from 'vitest'
import type { FlowDefinition, MappingDefinition } from '../definition.ts'
import { customer } from '../entities/customer.ts'
import type { EntityShape } from '../entities/entity-shape.ts'
import { Answers } from '../formula/answers.ts'
import type { JsonObject } from '../json.ts'
import { customersBy, newRecord } from '../test-flow.ts'
import { compileFlow, type MapInput, type MapResult } from './compile-flow.ts'
import { MappingError } from './mapping-error.ts'

const open: EntityShape = {
  name: 'Profile',
  open: true,
  fields: { id: { type: 'text' }, firstName: { type: 'text' }, externalId: { type: 'text' } },
}

const addresses = {
  name: 'Address',
  from: 'Addresses',
  to: 'addresses',
  key: 'Id',
  rules: [
    { to: 'City', field: 'City' },
    { to: 'PostalCode', field: 'Zip' },
  ],
}

function flow(mappings: Partial<MappingDefinition>[], more: Partial<FlowDefinition> = {}): FlowDefinition {
  const whole = mappings.map((mapping) => ({ name: 'Add', type: 'add' as const, rules: [], ...mapping }))
  return customersBy(whole, more)
}

function map(definition: FlowDefinition, input: Partial<MapInput> = {}, destination = customer): MapResult {
  return compileFlow(definition, { lookups: [], destination }).map({ ...newRecord, ...input }, new Answers())
}

function dataOf(result: MapResult): JsonObject {
  if (result.outcome !== 'mapped') throw new Error(`expected data, got ${result.outcome}: ${result.reason.message}`)
  return result.data
}

describe('rules', () => {
  test('a field that is absent, null, a list or a record stands in no table, whatever its entries are called', () => {
    const table = { undefined: 'A', null: 'B', '[object Object]': 'C', x: 'D' }
    const rules = [{ to: 'comment', lookup: { field: 'Kind', table, otherwise: 'none' } }]
    for (const source of [{}, { kind: null }, { kind: {} }, { kind: ['x'] }]) {
      expect(dataOf(map(flow([{ rules }]), { source }))).toEqual({ comment: 'none' })
    }
  })

  test.each<[string, MappingDefinition['rules'][number]]>([
    ['a field of the source', { to: 'customFields', field: 'Properties' }],
    ['a constant', { to: 'customFields', static: { plan: 'A' } }],
    ['a default', { to: 'customFields', field: 'Nothing', default: { plan: 'A' } }],
  ])('what is put into a map that comes whole from %s is put there for this record alone', (_, whole) => {
    const definition = flow([{ rules: [whole, { to: 'customFields.Tier', field: 'Tier' }] }])
    const { map: mapOne } = compileFlow(definition, { lookups: [], destination: customer })
    const properties = { plan: 'A' }
    const input = { linked: false, destination: null, previous: null, variables: {}, now: new Date(0) }
    const first = mapOne({ ...input, source: { tier: 'gold', properties } }, new Answers())
    const second = mapOne({ ...input, source: { properties } }, new Answers())
    expect(dataOf(first).customFields).toEqual({ plan: 'A', Tier: 'gold' })
    expect(dataOf(second).customFields).toEqual({ plan: 'A' })
    expect(properties).toEqual({ plan: 'A' })
  })

  test('names on both sides match without regard to case and underscores', () => {
    const definition = flow([
      {
        rules: [
          { to: 'Customer_Number', field: 'ID' },
          { to: 'FIRSTNAME', field: 'first_name' },
        ],
      },
    ])
    expect(dataOf(map(definition, { source: { id: 'A1', firstName: 'Ann' } }))).toEqual({
      customerNumber: 'A1',
      firstName: 'Ann',
    })
    expect(dataOf(map(definition, { source: { Id: 'A1', first_name: 'Ann' } }))).toEqual({
      customerNumber: 'A1',
      firstName: 'Ann',
    })
  })

  test('an absent field stays absent, null stays null, and empty, zero and false are values', () => {
    const rules = ['firstName', 'lastName', 'company', 'comment'].map((name) => ({ to: name, field: name }))
    const source = { lastName: null, company: '', comment: 0 }
    expect(dataOf(map(flow([{ rules }]), { source }))).toEqual({ lastName: null, company: '', comment: 0 })
  })

  test('a formula that gives null sets null', () => {
    const rules = [{ to: 'company', formula: 'IsEmpty(Business) ? null : Business' }]
    expect(dataOf(map(flow([{ rules }])))).toEqual({ company: null })
  })

  test('a default stands in for absent, null and empty, but not for zero, false or a blank', () => {
    const rules = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({ to: name, field: name, default: 'x' }))
    const source = { b: null, c: '', d: 0, e: false, f: ' ' }
    const data = dataOf(map(flow([{ rules }]), { source }, open))
    expect(data).toEqual({ a: 'x', b: 'x', c: 'x', d: 0, e: false, f: ' ' })
  })

  test('every required field that came out empty is named, and nothing else', () => {
    const rules = ['customerNumber', 'firstName', 'lastName', 'company'].map((to) => ({
      to,
      field: to,
      required: true,
    }))
    const result = map(flow([{ rules }]), { source: { firstName: null, lastName: '  ', company: 'Oolong' } })
    expect(result).toMatchObject({ outcome: 'error', mapping: 'Add', reason: { field: 'customerNumber' } })
    expect(result.outcome === 'error' && result.all).toEqual([
      required('customerNumber', 'absent', 'customerNumber is required, but customerNumber is absent'),
      required('firstName', 'null', 'firstName is required, but firstName is empty'),
      required('lastName', 'blank', 'lastName is required, but lastName is blank'),
    ])
  })

  test('a table translates by the text of the value, and what is not in it gets `otherwise` or nothing', () => {
    const table = { VIP: 'gold', '1': 'one', true: 'yes' }
    const rules = [
      { to: 'a', lookup: { field: 'tier', table } },
      { to: 'b', lookup: { field: 'count', table } },
      { to: 'c', lookup: { field: 'flag', table } },
      { to: 'd', lookup: { field: 'other', table, otherwise: null } },
      { to: 'e', lookup: { field: 'evil', table } },
    ]
    const source = { tier: 'VIP', count: 1, flag: true, evil: 'constructor' }
    expect(dataOf(map(flow([{ rules }]), { source }, open))).toEqual({ a: 'gold', b: 'one', c: 'yes', d: null })
  })

  test('a formula that fails is a reason with the field and the place', () => {
    const rules = [
      { to: 'company', formula: '10 % Count' },
      { to: 'firstName', field: 'FirstName', required: true },
    ]
    const result = map(flow([{ rules }]), { source: { count: 0 } })
    expect(result.outcome === 'error' && result.all.map(({ code, field }) => [code, field])).toEqual([
      ['FORMULA_ERROR', 'company'],
      ['REQUIRED_FIELD_MISSING', 'firstName'],
    ])
  })

  test('names that objects inherit are not fields', () => {
    const rules = [
      { to: 'a', field: 'constructor' },
      { to: 'b', field: 'toString' },
      { to: '__proto__', static: 'x' },
    ]
    const data = dataOf(map(flow([{ rules }]), {}, open))
    expect(JSON.stringify(data)).toBe('{"__proto__":"x"}')
    expect(Object.getPrototypeOf(data)).toBe(Object.prototype)
  })

  test('an open destination keeps names that it does not know as they are given', () => {
    const rules = [
      { to: 'LIST_Sms Subscribers', static: true },
      { to: 'My Custom', static: 'x' },
      { to: 'EXTERNALID', field: 'id' },
    ]
    expect(dataOf(map(flow([{ rules }]), { source: { id: '7' } }, open))).toEqual({
      'LIST_Sms Subscribers': true,
      'My Custom': 'x',
      externalId: '7',
    })
  })

  test('custom fields of the hub are written by their own names', () => {
    const rules = [
      { to: 'CustomFields.Last Active', field: 'seen' },
      { to: 'custom_fields.tier', static: 'gold' },
    ]
    expect(dataOf(map(flow([{ rules }]), { source: { seen: 'today' } }))).toEqual({
      customFields: { 'Last Active': 'today', tier: 'gold' },
    })
  })

  test('a look-up gives null until it is answered', () => {
    const rules = [{ to: 'externalId', formula: 'GetExternalIdAsync(Id, "Customer", SpaceportSystemId)' }]
    const mapper = compileFlow(flow([{ type: 'add_and_update', rules }]), { lookups: [], destination: open })
    const answers = new Answers()
    const now = new Date(0)
    const input = {
      source: { id: 55260 },
      linked: true,
      destination: null,
      previous: null,
      variables: { SpaceportSystemId: 9 },
      now,
    }
    expect(dataOf(mapper.map(input, answers))).toEqual({ externalId: null })
    const [question] = answers.wanted()
    expect(question).toEqual({ name: 'GetExternalIdAsync', args: [55260, 'Customer', 9] })
    if (question !== undefined) answers.give(question, '01HX')
    expect(dataOf(mapper.map(input, answers))).toEqual({ externalId: '01HX' })
  })

  test('the id of a record of the hub cannot be set by a mapping, that of another system can', () => {
    const rules = [{ to: 'Id', field: 'Id' }]
    expect(dataOf(map(flow([{ rules }]), { source: { id: 'x' } }))).toEqual({})
    expect(dataOf(map(flow([{ rules }], { direction: 'from_hub' }), { source: { id: 'x' } }, open))).toEqual({
      id: 'x',
    })
  })
})

function required(field: string, found: string, message: string): object {
  return { code: 'REQUIRED_FIELD_MISSING', field, facts: { found }, message }
}

describe('choosing a mapping', () => {
  const definition = flow([
    { name: 'New', type: 'add', rules: [{ to: 'comment', static: 'new' }] },
    { name: 'Known', type: 'update', rules: [{ to: 'customerNumber', formula: 'DestinationValue.CustomerNumber' }] },
  ])

  test('records without a link are added, those with one are updated', () => {
    const destination = { customerNumber: 'C-77' }
    expect(map(definition, { destination })).toMatchObject({ mapping: 'New', data: { comment: 'new' } })
    expect(map(definition, { linked: true, destination })).toMatchObject({
      mapping: 'Known',
      data: { customerNumber: 'C-77' },
    })
  })

  test('`DestinationValue` is null on add, even where a record is given', () => {
    const rules = [{ to: 'comment', formula: 'IsNull(DestinationValue.CustomerNumber) ? "none" : "some"' }]
    expect(dataOf(map(flow([{ rules }]), { destination: { customerNumber: 'C-77' } }))).toEqual({ comment: 'none' })
  })

  test('a rule of an add-and-update mapping may hold for one of the two only', () => {
    const rules = [
      { to: 'comment', static: 'first', only: 'add' as const },
      { to: 'comment', static: 'again', only: 'update' as const },
      { to: 'company', static: 'Oolong' },
    ]
    const both = flow([{ type: 'add_and_update', rules }])
    expect(dataOf(map(both))).toEqual({ comment: 'first', company: 'Oolong' })
    expect(dataOf(map(both, { linked: true }))).toEqual({ comment: 'again', company: 'Oolong' })
  })

  test('a record for which there is no mapping is filtered, not lost', () => {
    expect(map(flow([{ type: 'add' }]), { linked: true })).toMatchObject({
      outcome: 'filtered',
      mapping: null,
      reason: { code: 'NO_MAPPING', message: 'the flow has no mapping for records that are linked' },
    })
  })

  test('the first mapping whose filter lets the record pass is the one', () => {
    const two = flow([
      { name: 'Firms', filter: 'IsFirm == true', rules: [{ to: 'comment', static: 'firm' }] },
      { name: 'People', rules: [{ to: 'comment', static: 'person' }] },
    ])
    expect(map(two, { source: { isFirm: false } })).toMatchObject({ mapping: 'People' })
    expect(map(two, { source: { isFirm: true } })).toMatchObject({ mapping: 'Firms' })
  })

  test('a record that is gone goes to the delete mapping, which says so', () => {
    const gone = flow([{ name: 'Gone', type: 'delete' }, { name: 'Add' }])
    expect(map(gone, { gone: true, linked: true })).toMatchObject({ mapping: 'Gone', deletes: true })
    const marks = flow([{ type: 'update_on_delete', rules: [{ to: 'comment', static: 'left' }] }])
    expect(map(marks, { gone: true, linked: true })).toMatchObject({ data: { comment: 'left' } })
    expect(map(marks, { gone: true, linked: true })).not.toHaveProperty('deletes')
  })
})

describe('filters', () => {
  const filtered = flow([{ filter: '!IsEmpty(EmailAddress)', rules: [] }])

  test.each([[undefined], [null], ['']])('%j is filtered out, and the reason quotes the filter', (emailAddress) => {
    const source: JsonObject = emailAddress === undefined ? {} : { emailAddress }
    const result = map(filtered, { source })
    expect(result).toMatchObject({
      outcome: 'filtered',
      mapping: 'Add',
      reason: {
        code: 'FILTERED',
        message: '!IsEmpty(EmailAddress) is false: EmailAddress is empty',
        facts: { filter: '!IsEmpty(EmailAddress)', gave: false },
      },
    })
  })

  test('what a person wrote does not stand in the reason, numbers and claims do', () => {
    const definition = flow([{ filter: 'Name == "x" && Total > 5 && Paid == true', rules: [] }])
    const result = map(definition, { source: { name: 'Ann Lee', total: 3, paid: false } })
    expect(result.outcome === 'filtered' && result.reason.facts).toMatchObject({
      read: { Name: 'present', Total: '3', Paid: 'false' },
    })
    expect(JSON.stringify(result)).not.toContain('Ann')
  })

  test('a filter that gives null leaves the record out, one that gives a text is an error', () => {
    expect(map(flow([{ filter: 'Flag' }]), {})).toMatchObject({ outcome: 'filtered' })
    expect(map(flow([{ filter: 'Flag' }]), { source: { flag: 'yes' } })).toMatchObject({
      outcome: 'error',
      reason: { code: 'FILTER_NOT_BOOLEAN' },
    })
  })

  test('the error filter stops a record with its own message', () => {
    const errorFilter = { when: 'State == "CLOSED"', message: 'closed accounts are not taken' }
    const definition = flow([{ errorFilter, rules: [{ to: 'firstName', field: 'FirstName', required: true }] }])
    expect(map(definition, { source: { state: 'CLOSED' } })).toMatchObject({
      outcome: 'error',
      reason: { code: 'ERROR_FILTER', message: 'closed accounts are not taken' },
    })
    expect(map(definition, { source: { firstName: 'Ann' } })).toMatchObject({ outcome: 'mapped' })
  })
})

describe('what the update mapping leaves alone', () => {
  const split = flow([
    {
      name: 'New',
      type: 'add',
      rules: [
        { to: 'comment', static: 'new' },
        { to: 'firstName', field: 'FirstName' },
      ],
    },
    {
      name: 'Known',
      type: 'update',
      rules: [
        { to: 'firstName', field: 'FirstName' },
        { to: 'customFields.b', static: 2 },
      ],
    },
  ])
  const previous = { comment: 'new', firstName: 'Ann', customFields: { a: 1, b: 1 } }

  test('stays in the contribution to the hub, and a field that a rule decides goes where the source lost it', () => {
    expect(dataOf(map(split, { linked: true, previous, source: {} }))).toEqual({
      comment: 'new',
      customFields: { a: 1, b: 2 },
    })
  })

  test('is not written again to another system', () => {
    const out = { ...split, direction: 'from_hub' as const }
    expect(dataOf(map(out, { linked: true, previous, source: { firstName: 'Bea' } }))).toEqual({
      firstName: 'Bea',
      customFields: { b: 2 },
    })
  })
})

test('every problem of a definition is named with its place', () => {
  const definition = flow([
    {
      filter: '!IsEmpty(',
      rules: [
        { to: 'Emailadress', field: 'EmailAddress' },
        { to: 'FirstName', formula: 'FirstName +' },
        { to: 'LastName', field: 'a' },
        { to: 'last_name', field: 'b' },
      ],
      children: [
        { name: 'A', from: 'Addresses', to: 'adresses', key: 'Id', rules: [] },
        { ...addresses, rules: [{ to: 'Town', field: 'City' }] },
      ],
    },
  ])
  let thrown: unknown
  try {
    compileFlow(definition, { lookups: [], destination: customer })
  } catch (error) {
    thrown = error
  }
  expect(thrown).toBeInstanceOf(MappingError)
  const problems = thrown instanceof MappingError ? thrown.problems : []
  expect(problems.map(({ code, path }) => [code, path.join('/')])).toEqual([
    ['UNKNOWN_DESTINATION', 'mappings/0/rules/0/to'],
    ['FORMULA', 'mappings/0/rules/1/formula'],
    ['DUPLICATE_RULE', 'mappings/0/rules/3/to'],
    ['UNKNOWN_DESTINATION', 'mappings/0/children/0/to'],
    ['UNKNOWN_DESTINATION', 'mappings/0/children/1/rules/0/to'],
    ['FORMULA', 'mappings/0/filter'],
  ])
  expect(String(thrown)).toContain(
    'mappings[0].rules[0].to: Customer has no field "Emailadress"; did you mean emailAddress?',
  )
})
