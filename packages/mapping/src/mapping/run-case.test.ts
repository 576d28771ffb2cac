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
})
