import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ChildDefinition, FlowDefinition, MappingDefinition, Rule, SyncType } from '../definition.ts'
import { customer } from '../entities/customer.ts'
import { validateRecord } from '../entities/validate.ts'
import { contribute } from '../fold/contribution.ts'
import { Answers } from '../formula/answers.ts'
import { isJsonObject, type Json, type JsonObject } from '../json.ts'
import { runs } from '../test-runs.ts'
import { isBlank } from './blank.ts'
import { compileFlow, type MapInput, type MapResult } from './compile-flow.ts'

const names = ['firstName', 'lastName', 'company', 'comment'] as const

const text: fc.Arbitrary<Json | undefined> = fc.constantFrom(undefined, null, '', ' ', 'Ann', 'x')
const others: fc.Arbitrary<Json> = fc.constantFrom<Json[]>(true, false, 0, 7, [], {})
const value = fc.oneof(text, others)
const record = (fields: readonly string[]): fc.Arbitrary<JsonObject> =>
  fc.record(Object.fromEntries(fields.map((name) => [name, value]))).map((made) => JSON.parse(JSON.stringify(made)))

const kind: fc.Arbitrary<{ field: string } | { static: Json } | { formula: string }> = fc.oneof(
  fc.constantFrom(...names).map((field) => ({ field })),
  fc.constantFrom<Json[]>('x', null, '').map((constant) => ({ static: constant })),
  fc
    .constantFrom(
      'IsEmpty(FirstName) ? "none" : FirstName',
      'DestinationValue.Company',
      'LastName == null',
      '1 + Comment',
    )
    .map((formula) => ({ formula })),
)
const rule = (to: string): fc.Arbitrary<Rule> =>
  fc
    .tuple(kind, fc.boolean(), fc.option(fc.constantFrom('add' as const, 'update' as const), { nil: undefined }))
    .map(([made, required, only]): Rule => ({ to, ...made, required, ...(only === undefined ? {} : { only }) }))
const rules = fc.subarray([...names]).chain((chosen) => fc.tuple(...chosen.map(rule)))
const child: fc.Arbitrary<ChildDefinition> = fc
  .tuple(
    fc.constantFrom('ignore' as const, 'remove' as const),
    fc.option(fc.constant('City != "x"'), { nil: undefined }),
  )
  .map(([onRemoved, filter]) => ({
    name: 'Address',
    from: 'addresses',
    to: 'addresses',
    key: 'id',
    onRemoved,
    ...(filter === undefined ? {} : { filter }),
    rules: [{ to: 'city', field: 'City' }],
  }))
const mapping: fc.Arbitrary<MappingDefinition> = fc
  .tuple(
    fc.constantFrom<SyncType[]>('add', 'update', 'add_and_update'),
    rules,
    fc.option(fc.constantFrom('!IsEmpty(FirstName)', 'LastName != "x"'), { nil: undefined }),
    child,
  )
  .map(([type, made, filter, inner]) => ({
    name: type,
    type,
    ...(filter === undefined ? {} : { filter }),
    rules: made,
    children: [inner],
  }))
const flow: fc.Arbitrary<FlowDefinition> = fc
  .tuple(fc.array(mapping, { minLength: 1, maxLength: 3 }), fc.constantFrom('to_hub' as const, 'from_hub' as const))
  .map(([mappings, direction]) => ({
    name: 'f',
    title: 'F',
    entity: 'Customer',
    direction,
    endpoint: 'e',
    triggers: {},
    mappings: mappings.map((each, index) => {
      const name = `${each.type} ${index}`
      return { ...each, name, children: (each.children ?? []).map((inner) => ({ ...inner, name })) }
    }),
  }))
const addresses = fc.option(
  fc
    .array(fc.tuple(fc.constantFrom('1', '2', '', undefined), value), { maxLength: 4 })
    .map((list) => list.map(([id, city]): JsonObject => JSON.parse(JSON.stringify({ id, city })))),
  { nil: undefined },
)
const source = fc
  .tuple(record(names), addresses)
  .map(([made, list]): JsonObject => (list === undefined ? made : { ...made, addresses: list }))
const previous = fc.option(
  fc.tuple(record(names), fc.uniqueArray(fc.constantFrom('1', '2', '3'))).map(([made, ids]): JsonObject => {
    return { ...made, addresses: ids.map((id) => ({ id, city: 'old' })) }
  }),
)
const input: fc.Arbitrary<MapInput> = fc
  .tuple(source, fc.boolean(), previous, fc.option(record(names)))
  .map(([made, linked, before, destination]) => {
    return { source: made, linked, previous: before, destination, variables: {}, now: new Date(0) }
  })

function addressesOf(record: JsonObject): Json[] {
  return Array.isArray(record.addresses) ? record.addresses : []
}

function idOf(member: Json): Json | undefined {
  return isJsonObject(member) ? member.id : undefined
}

function run(definition: FlowDefinition, given: MapInput): MapResult {
  return compileFlow(definition, { lookups: [], destination: customer }).map(given, new Answers())
}

describe('for any mapping and any record', () => {
  test('there is a result, always the same, and nothing that was given has changed', () => {
    fc.assert(
      fc.property(flow, input, (definition, given) => {
        const before = JSON.stringify([definition, given])
        const result = run(definition, given)
        expect(run(definition, given)).toEqual(result)
        expect(JSON.stringify([definition, given])).toBe(before)
        expect(JSON.parse(JSON.stringify(result))).toEqual(result)
      }),
      runs,
    )
  })

  test('the data hold only what a rule of the chosen mapping or the previous contribution gave', () => {
    fc.assert(
      fc.property(flow, input, (definition, given) => {
        const result = run(definition, given)
        if (result.outcome !== 'mapped') return
        const only = given.linked ? 'update' : 'add'
        const active = definition.mappings
          .filter(({ name }) => name === result.mapping)
          .flatMap((chosen) => chosen.rules.filter((each) => each.only === undefined || each.only === only))
        const carried = definition.direction === 'to_hub' && given.linked ? Object.keys(given.previous ?? {}) : []
        const allowed = new Set([...active.map((each) => each.to), ...carried, 'addresses'])
        expect(Object.keys(result.data).filter((name) => !allowed.has(name))).toEqual([])
      }),
      runs,
    )
  })

  test('a required field is never blank, and an error names each that would be', () => {
    fc.assert(
      fc.property(flow, input, (definition, given) => {
        const result = run(definition, given)
        const only = given.linked ? 'update' : 'add'
        const chosen = definition.mappings.find(({ name }) => name === result.mapping)
        const required = (chosen?.rules ?? []).filter(
          (each) => each.required === true && (each.only === undefined || each.only === only),
        )
        if (result.outcome === 'mapped') {
          for (const { to } of required) expect(isBlank(result.data[to])).toBe(false)
        } else if (result.outcome === 'error') {
          expect(new Set(result.all.map(({ field }) => field)).size).toBe(result.all.length)
        }
      }),
      runs,
    )
  })

  test('a rule for adds has no say in updates, and one for updates none in adds', () => {
    fc.assert(
      fc.property(flow, input, (definition, given) => {
        const other = given.linked ? 'add' : 'update'
        const without = definition.mappings.map((each) => ({
          ...each,
          rules: each.rules.filter(({ only }) => only !== other),
        }))
        expect(run(definition, given)).toEqual(run({ ...definition, mappings: without }, given))
      }),
      runs,
    )
  })

  test('a field without a rule stays in the hub as it was, and is not written to another system', () => {
    fc.assert(
      fc.property(flow, input, (definition, given) => {
        const result = run(definition, given)
        if (result.outcome !== 'mapped') return
        const only = given.linked ? 'update' : 'add'
        const chosen = definition.mappings.find(({ name }) => name === result.mapping)
        const ruled = (chosen?.rules ?? []).filter((each) => each.only === undefined || each.only === only)
        const stays = definition.direction === 'to_hub' && given.linked ? given.previous : null
        for (const name of names) {
          if (ruled.some(({ to }) => to === name)) continue
          expect(result.data[name]).toEqual(stays?.[name])
        }
      }),
      runs,
    )
  })

  test('of records that hold texts the output fits the shape of the destination', () => {
    const isPlain = (made: FlowDefinition) => !JSON.stringify(made).includes('LastName == null')
    const texts = (made: JsonObject | null) =>
      made === null
        ? null
        : Object.fromEntries(Object.entries(made).filter(([, each]) => typeof each === 'string' || each === null))
    const cities = (list: Json[]) => list.map((each) => (isJsonObject(each) ? (texts(each) ?? {}) : {}))
    fc.assert(
      fc.property(flow.filter(isPlain), input, (definition, given) => {
        const before =
          given.previous === null ? null : { ...texts(given.previous), addresses: cities(addressesOf(given.previous)) }
        const fitting: MapInput = {
          ...given,
          source: { ...texts(given.source), addresses: cities(addressesOf(given.source)) },
          destination: texts(given.destination),
          previous: before,
        }
        const result = run(definition, fitting)
        if (result.outcome !== 'mapped') return
        const complaints = validateRecord(customer, result.data).filter(
          ({ code }) => code !== 'REQUIRED_FIELD_MISSING' && code !== 'NAME_MISSING',
        )
        expect(complaints).toEqual([])
      }),
      runs,
    )
  })

  test('every child of the source has one outcome, and none stands twice in the data', () => {
    fc.assert(
      fc.property(flow, input, (definition, given) => {
        const result = run(definition, given)
        if (result.outcome !== 'mapped') return
        const list = result.data.addresses
        const ids = Array.isArray(list) ? list.map(idOf) : []
        expect(new Set(ids).size).toBe(ids.length)
        const sources = given.source.addresses
        const settled = result.children.filter(({ outcome }) => outcome !== 'kept' && outcome !== 'removed')
        expect(settled.length).toBeGreaterThanOrEqual(Array.isArray(sources) ? sources.length : 0)
      }),
      runs,
    )
  })

  test('a child that is new takes the rules of the mapping that serves its record, or would, were that new', () => {
    fc.assert(
      fc.property(flow, input, (definition, given) => {
        const result = run(definition, given)
        if (result.outcome !== 'mapped') return
        const known = given.linked ? addressesOf(given.previous ?? {}).map(idOf) : []
        const fresh = result.children.filter(({ id }) => id !== null && !known.includes(id))
        const own = definition.mappings.find(({ name }) => name === result.mapping)
        const asNew = run(definition, { ...given, linked: false })
        const serving = own?.type !== 'update' || asNew.outcome === 'filtered' ? result.mapping : asNew.mapping
        for (const { mapping: by } of fresh) expect(by).toBe(serving)
      }),
      runs,
    )
  })

  test('mapping the same record again onto its own contribution changes nothing', () => {
    fc.assert(
      fc.property(flow, source, (definition, made) => {
        const given = { source: made, linked: true, destination: null, variables: {}, now: new Date(0) }
        const first = run(definition, { ...given, previous: null })
        if (first.outcome !== 'mapped' || definition.direction !== 'to_hub') return
        const again = run(definition, { ...given, previous: first.data })
        const before = contribute(null, '1', first.data, 1)
        expect(again.outcome === 'mapped' && contribute(before, '1', again.data, 2)).toEqual(before)
      }),
      runs,
    )
  })
})
