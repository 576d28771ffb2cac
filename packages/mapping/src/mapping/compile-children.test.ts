import { describe, expect, test } from 'vitest'
import type { ChildDefinition, FlowDefinition } from '../definition.ts'
import { customer } from '../entities/customer.ts'
import { Answers } from '../formula/answers.ts'
import type { Json, JsonObject } from '../json.ts'
import { customersBy, newRecord } from '../test-flow.ts'
import { compileFlow, type MapInput } from './compile-flow.ts'

const child: ChildDefinition = {
  name: 'Address Add',
  from: 'Addresses',
  to: 'Addresses',
  key: 'Id',
  rules: [
    { to: 'City', field: 'City' },
    { to: 'Company', field: 'Parent.BusinessName' },
    { to: 'Type', static: 'new' },
  ],
}
const updateChild: ChildDefinition = {
  ...child,
  name: 'Address Update',
  rules: [
    { to: 'City', field: 'City' },
    { to: 'Address1', formula: 'DestinationValue.Address1' },
  ],
}

function flow(add: Partial<ChildDefinition> = {}, update: Partial<ChildDefinition> = {}): FlowDefinition {
  return customersBy([
    { name: 'Add', type: 'add', rules: [], children: [{ ...child, ...add }] },
    { name: 'Update', type: 'update', rules: [], children: [{ ...updateChild, ...update }] },
  ])
}

function map(definition: FlowDefinition, source: JsonObject, known: Partial<MapInput> = {}) {
  const input = { ...newRecord, source, ...known }
  const result = compileFlow(definition, { lookups: [], destination: customer }).map(input, new Answers())
  if (result.outcome !== 'mapped') throw new Error(result.reason.message)
  const ends = result.children.map(({ id, outcome, mapping, reason }) => [id, outcome, mapping, reason?.code])
  return { addresses: result.data.addresses, ends, children: result.children }
}

const ulm = { id: 'a', city: 'Ulm' }
const was: Json = [{ id: 'a', city: 'Bonn', type: 'new', company: 'Oolong' }]

describe('children', () => {
  test('are mapped with their parent in reach and carry the id of their source', () => {
    const { addresses, ends } = map(flow(), { businessName: 'Oolong', addresses: [ulm, { id: 7, city: 'Rom' }] })
    expect(addresses).toEqual([
      { id: 'a', city: 'Ulm', company: 'Oolong', type: 'new' },
      { id: '7', city: 'Rom', company: 'Oolong', type: 'new' },
    ])
    expect(ends).toEqual([
      ['a', 'mapped', 'Address Add', undefined],
      ['7', 'mapped', 'Address Add', undefined],
    ])
  })

  test('of a linked record: known ones use the update mapping and keep what only add sets, new ones use add', () => {
    const source = { addresses: [ulm, { id: 'b', city: 'Rom' }] }
    const destination = { addresses: [{ id: 'a', address1: 'Main 1' }] }
    const { addresses, ends } = map(flow(), source, { linked: true, previous: { addresses: was }, destination })
    expect(addresses).toEqual([
      { id: 'a', city: 'Ulm', address1: 'Main 1', type: 'new', company: 'Oolong' },
      { id: 'b', city: 'Rom', type: 'new' },
    ])
    expect(ends.map(([id, , mapping]) => [id, mapping])).toEqual([
      ['a', 'Address Update'],
      ['b', 'Address Add'],
    ])
  })

  test('that only the hub knows are known, too', () => {
    const destination = { addresses: [{ id: 'a' }] }
    expect(map(flow(), { addresses: [ulm] }, { linked: true, destination }).ends[0]?.[2]).toBe('Address Update')
  })

  test('that the source dropped stay unless the policy removes them', () => {
    const known = { linked: true, previous: { addresses: was } }
    expect(map(flow(), { addresses: [] }, known)).toMatchObject({
      addresses: was,
      ends: [['a', 'kept', 'Address Update', undefined]],
    })
    const removed = map(flow({}, { onRemoved: 'remove' }), { addresses: [] }, known)
    expect(removed).toMatchObject({ addresses: [], ends: [['a', 'removed', 'Address Update', undefined]] })
    expect(map(flow(), { addresses: null }, known).addresses).toEqual(was)
  })

  test('of a list that the source did not send are left alone even where removal is the policy', () => {
    const known = { linked: true, previous: { addresses: was } }
    expect(map(flow({}, { onRemoved: 'remove' }), {}, known)).toMatchObject({ addresses: was, ends: [] })
    expect(map(flow(), {}).addresses).toBeUndefined()
  })

  test.each([[{ id: 'a' }], [{ id: 'a', city: null, zip: '', state: '  ' }]])(
    '%j has no data and is filtered',
    (blank) => {
      const { addresses, ends, children } = map(flow(), { addresses: [blank] })
      expect(addresses).toEqual([])
      expect(ends).toEqual([['a', 'filtered', 'Address Add', 'NO_DATA']])
      expect(children[0]?.reason?.message).toContain('no data')
    },
  )

  test('need one of the named fields where the mapping says so', () => {
    const needs = ['City', 'Zip']
    expect(map(flow({ needs }), { addresses: [{ id: 'a', phone: '1', city: '' }] }).ends[0]?.[3]).toBe('NO_DATA')
    expect(map(flow({ needs }), { addresses: [{ id: 'a', zip: '89073' }] }).ends[0]?.[1]).toBe('mapped')
  })

  test('that a filter leaves out stay as they were', () => {
    const update = { filter: 'City != "Ulm"' }
    const known = { linked: true, previous: { addresses: was } }
    expect(map(flow({}, update), { addresses: [ulm] }, known)).toMatchObject({
      addresses: was,
      ends: [['a', 'filtered', 'Address Update', 'FILTERED']],
    })
  })

  test('in error do not stop their parent, and stay as they were', () => {
    const update = { rules: [{ to: 'City', field: 'Town', required: true }] }
    const known = { linked: true, previous: { addresses: was } }
    expect(map(flow({}, update), { addresses: [ulm] }, known)).toMatchObject({
      addresses: was,
      ends: [['a', 'error', 'Address Update', 'REQUIRED_FIELD_MISSING']],
    })
  })

  test('without an id, doubled, or in no list are named', () => {
    const { addresses, ends } = map(flow(), { addresses: [{ city: 'Ulm' }, ulm, { id: 'a', city: 'Rom' }] })
    expect(addresses).toEqual([{ id: 'a', city: 'Ulm', type: 'new' }])
    expect(ends.map(([id, , , code]) => [id, code])).toEqual([
      [null, 'CHILD_WITHOUT_ID'],
      ['a', undefined],
      ['a', 'DUPLICATE_CHILD'],
    ])
    expect(map(flow(), { addresses: 'none' }).ends).toEqual([[null, 'error', 'Address Add', 'NOT_A_LIST']])
  })

  test('are made of flat parent columns by a table that reads its parent only', () => {
    const { from: _, key: __, ...flat } = child
    const definition = flow()
    const [add] = definition.mappings
    if (add !== undefined) add.children = [{ ...flat, rules: [{ to: 'City', field: 'Parent.Town' }] }]
    expect(map(definition, { town: 'Ulm' }).addresses).toEqual([{ id: 'parent', city: 'Ulm' }])
  })
})

describe('two child mappings of one list', () => {
  const bill: ChildDefinition = {
    name: 'bill',
    from: 'Billing',
    to: 'Addresses',
    key: 'Id',
    rules: [{ to: 'City', field: 'City' }],
  }
  const ship: ChildDefinition = { ...bill, name: 'ship', from: 'Shipping', onRemoved: 'remove' }
  const both = { billing: [{ id: 'b1', city: 'Ulm' }], shipping: [{ id: 's1', city: 'Rom' }] }
  const had: Json = [
    { id: 'b1', city: 'Bonn' },
    { id: 's1', city: 'Bern' },
  ]

  function mapBoth(source: JsonObject, known: Partial<MapInput> = {}, children = [bill, ship]) {
    const mappings = [{ name: 'Customers', type: 'add_and_update' as const, rules: [], children }]
    return map({ ...flow(), mappings }, source, known)
  }
  const linked = { linked: true, previous: { addresses: had } }

  test('both fill it, when the record is new and when it is linked', () => {
    const addresses = [
      { id: 'b1', city: 'Ulm' },
      { id: 's1', city: 'Rom' },
    ]
    expect(mapBoth(both).addresses).toEqual(addresses)
    expect(mapBoth(both, linked).addresses).toEqual(addresses)
  })

  test('one that neither of them has is missing once, and goes only where both would remove it', () => {
    const gone = { ...both, billing: [] }
    expect(mapBoth(gone, linked)).toMatchObject({
      addresses: [
        { id: 's1', city: 'Rom' },
        { id: 'b1', city: 'Bonn' },
      ],
      ends: [
        ['s1', 'mapped', 'ship', undefined],
        ['b1', 'kept', 'bill', undefined],
      ],
    })
    const removed = mapBoth(gone, linked, [{ ...bill, onRemoved: 'remove' }, ship])
    expect(removed.addresses).toEqual([{ id: 's1', city: 'Rom' }])
    expect(removed.ends.at(-1)).toEqual(['b1', 'removed', 'bill', undefined])
  })

  test('a list that the source did not send takes nothing away', () => {
    const children = [{ ...bill, onRemoved: 'remove' as const }, ship]
    const { addresses, ends } = mapBoth({ shipping: both.shipping }, linked, children)
    expect(addresses).toEqual([
      { id: 's1', city: 'Rom' },
      { id: 'b1', city: 'Bonn' },
    ])
    expect(ends).toEqual([['s1', 'mapped', 'ship', undefined]])
  })

  test('what one filter leaves to the other is its own', () => {
    const halves = [
      { ...bill, from: 'All', filter: 'Kind == "b"' },
      { ...ship, from: 'All', filter: 'Kind == "s"' },
    ]
    const all = [
      { id: 'b1', kind: 'b', city: 'Ulm' },
      { id: 's1', kind: 's', city: 'Rom' },
    ]
    const addresses = [
      { id: 'b1', city: 'Ulm' },
      { id: 's1', city: 'Rom' },
    ]
    expect(mapBoth({ all }, {}, halves).addresses).toEqual(addresses)
    expect(mapBoth({ all }, linked, halves).addresses).toEqual(addresses)
  })

  test('an id that both would fill is the first one’s, and the second says so', () => {
    const { addresses, children } = mapBoth({ billing: both.billing, shipping: [{ id: 'b1', city: 'Rom' }] })
    expect(addresses).toEqual([{ id: 'b1', city: 'Ulm' }])
    expect(children[1]?.reason).toMatchObject({ code: 'DUPLICATE_CHILD', message: expect.stringContaining('bill') })
  })

  test('that read their parent only make two children, each with an id and rules of its own', () => {
    const town: ChildDefinition = { name: 'town', to: 'Addresses', rules: [{ to: 'City', field: 'Parent.Town' }] }
    const village = { ...town, name: 'village', rules: [{ to: 'City', field: 'Parent.Village' }] }
    const source = { town: 'Ulm', village: 'Laim' }
    const addresses = [
      { id: 'parent', city: 'Ulm' },
      { id: 'parent-2', city: 'Laim' },
    ]
    const mappings = [
      { name: 'Add', type: 'add' as const, rules: [], children: [town, village] },
      { name: 'Update', type: 'update' as const, rules: [], children: [town, village] },
    ]
    expect(map({ ...flow(), mappings }, source).addresses).toEqual(addresses)
    expect(map({ ...flow(), mappings }, source, { linked: true, previous: {} }).addresses).toEqual(addresses)
  })
})

describe('new children of a linked record', () => {
  const city = (name: string): ChildDefinition => ({ ...child, rules: [{ to: 'City', static: name }] })
  const a = { name: 'A', type: 'add_and_update' as const, filter: 'Kind == "a"', rules: [], children: [city('A')] }
  const b = { name: 'B', type: 'add' as const, rules: [], children: [city('B')] }

  test.each([[[a, b]], [[b, a]]])(
    'take the rules of their own mapping where it serves new records, too',
    (mappings) => {
      const source = { kind: 'a', addresses: [{ id: 'x', city: 'Ulm' }] }
      const { addresses } = map({ ...flow(), mappings }, source, { linked: true, previous: {} })
      expect(addresses).toEqual([{ id: 'x', city: 'A' }])
    },
  )

  test.each([
    ['b', 'B'],
    ['c', 'C'],
    ['d', 'own'],
  ])('else those of the mapping that would serve the record, were it new: %s', (kind, made) => {
    const adding = ['b', 'c'].map((name) => {
      const letter = name.toUpperCase()
      // What tells new records apart knows no record at the destination.
      const filter = `Kind == "${name}" && DestinationValue.City == null`
      return { name: letter, type: 'add' as const, filter, rules: [], children: [city(letter)] }
    })
    const update = { name: 'Update', type: 'update' as const, rules: [], children: [city('own')] }
    const known = { linked: true, previous: {}, destination: { city: 'Rom' } }
    const source = { kind, addresses: [{ id: 'x', city: 'Ulm' }] }
    const { addresses } = map({ ...flow(), mappings: [update, ...adding] }, source, known)
    expect(addresses).toEqual([{ id: 'x', city: made }])
  })
})
