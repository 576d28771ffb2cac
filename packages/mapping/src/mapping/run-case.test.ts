import { describe, expect, test } from 'vitest'
import type { FlowDefinition, MappingCase } from '../definition.ts'
import type { EntityShape } from '../entities/entity-shape.ts'
import { compileFlow } from './compile-flow.ts'
import { runCase } from './run-case.ts'

const open: EntityShape = { name: 'Profile', open: true, fields: {} }
const definition: FlowDefinition = {
  name: 'profiles',
  title: 'Profiles',
  entity: 'Customer',
  direction: 'from_hub',
  endpoint: 'profiles',
  triggers: {},
  mappings: [
    {
      name: 'Create',
      type: 'add',
      filter: '!IsEmpty(Name)',
      rules: [
        { to: 'name', field: 'Name' },
        { to: 'mail', field: 'Mail', required: true },
        { to: 'id', formula: 'GetExternalIdAsync(GetExternalIdAsync(Id))' },
      ],
    },
  ],
}
const mapper = compileFlow(definition, { lookups: [], destination: open })
const lookups = { 'GetExternalIdAsync(1)': 'a', 'getexternalidasync("a", null)': 'b' }
const good: MappingCase = {
  name: 'good',
  source: { id: 1, name: 'Ann', mail: 'a@b.c' },
  lookups,
  expect: { data: { name: 'Ann', mail: 'a@b.c', id: 'b' } },
}

describe('a saved case', () => {
  test('passes where the data are those that are expected, through look-ups of look-ups', () => {
    expect(runCase(good, mapper)).toEqual({ pass: true })
  })

  test('fails with each field that differs', () => {
    const expected = { data: { name: 'Bea', id: 'b', city: 'Ulm' } }
    expect(runCase({ ...good, expect: expected }, mapper)).toEqual({
      pass: false,
      difference:
        'name: expected "Bea", got "Ann"\nmail: expected nothing, got "a@b.c"\ncity: expected "Ulm", got nothing',
    })
  })

  test('fails where another mapping was chosen', () => {
    expect(runCase({ ...good, mapping: 'Update' }, mapper)).toEqual({
      pass: false,
      difference: 'the mapping Update was expected, and it was Create',
    })
  })

  test('names the look-up that it has no answer to', () => {
    expect(runCase({ ...good, lookups: { 'GetExternalIdAsync(1)': 'a' } }, mapper)).toEqual({
      pass: false,
      difference: 'the case has no answer to GetExternalIdAsync("a"): add it to lookups',
    })
    expect(runCase({ ...good, lookups: { nonsense: 1 } }, mapper)).toMatchObject({ pass: false })
  })

  test('expects a filter or an error by its code or by a part of its sentence, and not one for the other', () => {
    const filtered = { ...good, source: {} }
    expect(runCase({ ...filtered, expect: { filtered: 'Name is empty' } }, mapper)).toEqual({ pass: true })
    expect(runCase({ ...filtered, expect: { filtered: 'Mail is empty' } }, mapper)).toMatchObject({ pass: false })
    expect(runCase({ ...filtered, expect: { error: 'Name is empty' } }, mapper)).toMatchObject({ pass: false })
    const faulty = { ...good, source: { id: 1, name: 'Ann' } }
    expect(runCase({ ...faulty, expect: { error: 'REQUIRED_FIELD_MISSING' } }, mapper)).toEqual({ pass: true })
    expect(runCase({ ...faulty, expect: { data: {} } }, mapper)).toEqual({
      pass: false,
      difference:
        'data were expected, and the record is error: REQUIRED_FIELD_MISSING mail is required, but Mail is absent',
    })
  })

  test.each<[string, Partial<MappingCase>, string]>([
    ['a call that is none', { lookups: { nonsense: 1 } }, 'nonsense is no call: write it as Name("text", 1, null)'],
    ['a call without an end', { lookups: { 'Get(1': 1 } }, 'Get(1 is no call: write it as Name("text", 1, null)'],
    [
      'a call with more behind it',
      { lookups: { 'Get(1) or so': 1 } },
      'Get(1) or so is no call: write it as Name("text", 1, null)',
    ],
    [
      'a call with more before it',
      { lookups: { 'a Get(1)': 1 } },
      'a Get(1) is no call: write it as Name("text", 1, null)',
    ],
    [
      'arguments that are no JSON',
      { lookups: { 'Get(a)': 1 } },
      'Get(a) is no call: write it as Name("text", 1, null)',
    ],
    ['no answer', { lookups: {} }, 'the case has no answer to GetExternalIdAsync(null): add it to lookups'],
    [
      'an answer to another',
      { lookups: { 'Other(1)': 'a' } },
      'the case has no answer to GetExternalIdAsync(null): add it to lookups',
    ],
    [
      'another mapping',
      { mapping: 'Update', linked: true },
      'the mapping Update was expected, and it was none: NO_MAPPING the flow has no mapping for records that are linked',
    ],
    [
      'another outcome',
      { source: {}, expect: { error: 'x' } },
      'error was expected, and the record is filtered: FILTERED !IsEmpty(Name) is false: Name is empty',
    ],
    [
      'another reason',
      { source: {}, expect: { filtered: 'x' } },
      'a reason with "x" was expected: FILTERED !IsEmpty(Name) is false: Name is empty',
    ],
  ])('says what is wrong: %s', (_, change, difference) => {
    expect(runCase({ ...good, ...change }, mapper)).toEqual({ pass: false, difference })
  })

  test('writes a call with all its arguments, and reads one with blanks and nulls', () => {
    const asks = compileFlow(
      {
        ...definition,
        mappings: [{ name: 'Create', type: 'add', rules: [{ to: 'a', formula: 'GetExternalIdAsync(Id, "mail")' }] }],
      },
      { lookups: [], destination: open },
    )
    const asked: MappingCase = { name: 'asks', source: { id: 1 }, expect: { data: { a: 'b' } } }
    expect(runCase(asked, asks)).toEqual({
      pass: false,
      difference: 'the case has no answer to GetExternalIdAsync(1, "mail"): add it to lookups',
    })
    expect(runCase({ ...asked, lookups: { ' get_external_id_async ( 1 , "mail", null ) ': 'b' } }, asks)).toEqual({
      pass: true,
    })
  })

  test('one of several reasons is enough, and all are told', () => {
    const two = compileFlow(
      {
        ...definition,
        mappings: [
          {
            name: 'Create',
            type: 'add',
            rules: [
              { to: 'a', field: 'A', required: true },
              { to: 'b', field: 'B', required: true },
            ],
          },
        ],
      },
      { lookups: [], destination: open },
    )
    const faulty: MappingCase = { name: 'two', source: {}, expect: { error: 'b is required' } }
    expect(runCase(faulty, two)).toEqual({ pass: true })
    expect(runCase({ ...faulty, expect: { error: 'c' } }, two)).toEqual({
      pass: false,
      difference:
        'a reason with "c" was expected: REQUIRED_FIELD_MISSING a is required, but A is absent; REQUIRED_FIELD_MISSING b is required, but B is absent',
    })
  })
})
