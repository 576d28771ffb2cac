/** Where values change their kind, and where flat tables hold more than one may think. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../json.ts'
import { runs } from '../test-runs.ts'
import { type Contribution, contribute, newest } from './contribution.ts'
import { applyPatch, difference } from './difference.ts'
import { compareLinks, fold } from './fold.ts'
import { compact, lookUp, step, type Tree } from './path.ts'
import { isSame, kindOf, partsOf } from './value-shape.ts'

describe('a contribution', () => {
  test('keeps its owner, and has none where none was told', () => {
    const owned: Contribution = { ...contribute(null, '1', { a: 1 }, 100), owner: 'till' }
    expect(contribute(owned, '1', { a: 1 }, 200)).toEqual(owned)
    expect(contribute(owned, '1', { a: 2 }, 200)).toEqual({
      link: '1',
      data: { a: 2 },
      since: { '*': 200 },
      owner: 'till',
    })
    expect(contribute(contribute(null, '1', { a: 1 }, 100), '1', { a: 2 }, 200)).not.toHaveProperty('owner')
  })

  test('that says nothing any more is as old as its silence', () => {
    expect(contribute(contribute(null, '1', { a: 1 }, 100), '1', {}, 200).since).toEqual({ '*': 200 })
  })

  test('of two ages said equally often the older stands for the rest', () => {
    const first = contribute(null, '1', { a: 1, b: 1 }, 100)
    expect(contribute(first, '1', { a: 1, b: 2 }, 200).since).toEqual({ '*': 100, b: 200 })
    expect(contribute(first, '1', { a: 2, b: 1 }, 200).since).toEqual({ '*': 100, a: 200 })
  })

  test('a list that became a record is new in all of its parts, and so is one that was not there', () => {
    const list = contribute(null, '1', { x: [{ id: 'a', city: 'Ulm' }], y: 1, z: 1 }, 100)
    expect(contribute(list, '1', { x: { a: { city: 'Ulm' } }, y: 1, z: 1 }, 200).since).toEqual({
      '*': 100,
      x: 200,
    })
    expect(contribute(list, '1', { ...list.data, w: { k: 1 } }, 200).since).toEqual({ '*': 100, w: 200 })
  })

  test('the newest part decides the age of what is folded whole', () => {
    const since = { '*': 1, 'x/a': 5, 'x/b': 7 }
    expect(newest({ a: 1, b: 2, c: 3 }, since, 'x')).toBe(7)
    expect(newest([{ id: 'a', city: 'Ulm' }], since, 'x')).toBe(5)
    expect(newest('plain', since, 'x')).toBe(1)
    expect(newest('plain', {}, 'x')).toBe(0)
    expect(newest({ 'a/b': 1 }, { 'x/a~1b': 3 }, 'x')).toBe(3)
  })
})

describe('folding', () => {
  const said = (link: string, x: Json, at: number): Contribution => ({ link, data: { x }, since: { '*': at } })

  test.each<[string, Json, Json, Json]>([
    ['an empty list goes with children', [], [{ id: 'a', n: 1 }], [{ id: 'a', n: 1 }]],
    ['an empty record goes with parts', {}, { n: 1 }, { n: 1 }],
    ['an empty list beside parts is another value', { n: 1 }, [], []],
    ['an empty record beside children is another value', [{ id: 'a', n: 1 }], {}, {}],
    ['children beside parts are another value', { n: 1 }, [{ id: 'a', n: 1 }], [{ id: 'a', n: 1 }]],
    ['a text beside parts is another value', { n: 1 }, 'text', 'text'],
    ['parts beside a text are another value', 'text', { n: 1 }, { n: 1 }],
    ['null beside children clears them', [{ id: 'a', n: 1 }], null, null],
    [
      'a list of two that have one id is one value',
      [{ id: 'a', n: 1 }],
      [{ id: 'a' }, { id: 'a' }],
      [{ id: 'a' }, { id: 'a' }],
    ],
    [
      'a list with a member that has no id is one value',
      [{ id: 'a', n: 1 }],
      [{ id: 'a' }, { n: 2 }],
      [{ id: 'a' }, { n: 2 }],
    ],
  ])('%s', (_, older, newer, expected) => {
    expect(fold([said('1', older, 100), said('2', newer, 200)]).data).toEqual({ x: expected })
    expect(fold([said('1', newer, 200), said('2', older, 100)]).data).toEqual({ x: expected })
  })

  test('of no contribution is a record of nothing', () => {
    expect(fold([])).toEqual({ data: {}, provenance: {} })
  })

  test('of two links said equally often the earlier stands for the rest', () => {
    const left: Contribution = { link: '1', data: { a: 1 }, since: { '*': 1 } }
    const right: Contribution = { link: '2', data: { b: 1 }, since: { '*': 1 } }
    expect(fold([left, right]).provenance).toEqual({ '*': '1', b: '2' })
    expect(fold([right, left]).provenance).toEqual({ '*': '1', b: '2' })
  })

  test('an owner of a record inside rules over its fields, a nearer rule over a farther one, and a star over all', () => {
    const till: Contribution = { link: '1', owner: 'till', data: { a: { x: 1, y: 1 }, b: 1 }, since: { '*': 1 } }
    const shop: Contribution = { link: '2', owner: 'shop', data: { a: { x: 2, y: 2 }, b: 2 }, since: { '*': 9 } }
    const folded = (owners: Record<string, string[]>) => fold([till, shop], { owners }).data
    expect(folded({ a: ['till'] })).toEqual({ a: { x: 1, y: 1 }, b: 2 })
    expect(folded({ a: ['till'], 'a/y': ['shop', 'till'] })).toEqual({ a: { x: 1, y: 2 }, b: 2 })
    expect(folded({ '*': ['till'] })).toEqual({ a: { x: 1, y: 1 }, b: 1 })
    expect(folded({ '*': ['till'], b: ['nobody'] })).toEqual({ a: { x: 1, y: 1 }, b: 2 })
  })

  test('links are ordered: one is equal to itself alone', () => {
    expect(compareLinks('7', '7')).toBe(0)
    expect(compareLinks('7', '8')).toBeLessThan(0)
    expect(compareLinks('8', '7')).toBeGreaterThan(0)
  })
})

describe('a flat table', () => {
  const name = fc.constantFrom('a', 'b', 'a/b', '~', '~1', '', '*x', '__proto__')
  const tree: fc.Arbitrary<Tree<number>> = fc
    .uniqueArray(fc.tuple(name, fc.oneof(fc.nat(3), fc.array(fc.tuple(name, fc.nat(3)), { minLength: 1 }))), {
      selector: ([key]) => key,
    })
    .map((entries) => new Map(entries.map(([key, of]) => [key, typeof of === 'number' ? of : new Map(of)])))

  test('says of every field what the tree said, and never more than one entry a field', () => {
    fc.assert(
      fc.property(tree, (given) => {
        const table = compact(given, (a, b) => a < b)
        let leaves = 0
        for (const [key, of] of given) {
          for (const [path, value] of typeof of === 'number' ? [[step(key), of] as const] : inside(key, of)) {
            leaves += 1
            expect(lookUp(table, path)).toBe(value)
          }
        }
        expect(Object.keys(table).length).toBeLessThanOrEqual(leaves)
      }),
      runs,
    )
  })

  function inside(key: string, of: Tree<number>): (readonly [string, number | Tree<number>])[] {
    return [...of].map(([name, value]) => [`${step(key)}/${step(name)}`, value] as const)
  }

  test('knows nothing of what it has no entry for', () => {
    expect(lookUp({}, 'a/b')).toBe(undefined)
    expect(lookUp({ a: 1 }, 'a/b/c')).toBe(1)
    expect(lookUp({ a: 1 }, 'ab')).toBe(undefined)
    expect(lookUp({ '*': 2 }, 'constructor')).toBe(2)
    expect(compact(new Map(), () => true)).toEqual({})
  })
})

describe('a difference', () => {
  test.each<[string, JsonObject, JsonObject, object]>([
    [
      'a record that became a list is said as a whole',
      { x: { a: 1 } },
      { x: [{ id: 'a' }] },
      { x: { old: { a: 1 }, new: [{ id: 'a' }] } },
    ],
    ['a record that became a text is said as a whole', { x: { a: 1 } }, { x: 't' }, { x: { old: { a: 1 }, new: 't' } }],
    ['a field that was not there has no old value', {}, { x: null }, { x: { new: null } }],
    ['a field that is gone has no new value', { x: null }, {}, { x: { old: null } }],
    ['names with slashes are steps of their own', { 'a/b': 1 }, { 'a/b': 2 }, { 'a~1b': { old: 1, new: 2 } }],
  ])('%s', (_, before, after, patch) => {
    expect(difference(before, after)).toEqual(patch)
    expect(applyPatch(before, difference(before, after))).toEqual(after)
    expect(applyPatch(after, difference(before, after), 'backward')).toEqual(before)
  })

  test('from nothing is the whole record', () => {
    expect(difference(null, { a: 1 })).toEqual({ a: { new: 1 } })
  })

  test('a patch for a child that is not there changes nothing but adds the child that it brings', () => {
    const record = { x: [{ id: 'a', n: 1 }] }
    expect(applyPatch(record, { 'x/b/n': { old: 1, new: 2 } })).toEqual(record)
    expect(applyPatch(record, { 'x/b': { old: { n: 1 } } })).toEqual(record)
    expect(applyPatch(record, { 'x/b': { new: { n: 2 } } })).toEqual({
      x: [
        { id: 'a', n: 1 },
        { id: 'b', n: 2 },
      ],
    })
    expect(applyPatch(record, { 'x/a': { new: { n: 2 } } })).toEqual({ x: [{ id: 'a', n: 2 }] })
    expect(applyPatch(record, { 'x/a': { new: 'no record' } })).toEqual(record)
  })

  test('a patch does not reach into texts, nor past what is not there', () => {
    expect(applyPatch({ x: 't' }, { 'x/y': { new: 1 } })).toEqual({ x: 't' })
    expect(applyPatch({ x: null }, { 'x/y': { new: 1 } })).toEqual({ x: null })
    expect(applyPatch({ x: ['t', null] }, { 'x/y/z': { new: 1 } })).toEqual({ x: ['t', null] })
  })
})

describe('values', () => {
  test.each<[Json, string]>([
    [null, 'whole'],
    ['', 'whole'],
    [[], 'whole'],
    [{}, 'whole'],
    [[1], 'whole'],
    [[null], 'whole'],
    [[{ id: 1 }], 'whole'],
    [[{ id: 'a' }, { id: 'a' }], 'whole'],
    [[{ id: 'a' }, { id: 'b' }], 'children'],
    [{ id: 'a' }, 'parts'],
  ])('%j is %s', (value, kind) => {
    expect(kindOf(value)).toBe(kind)
  })

  test('a child has its fields but not its id as parts; what has no id is no part', () => {
    expect([...partsOf([{ id: 'a', n: 1 }, 'x', { n: 2 }, null])]).toEqual([['a', { n: 1 }]])
    expect([...partsOf({ id: 'a', n: 1 })]).toEqual([
      ['id', 'a'],
      ['n', 1],
    ])
    expect([...partsOf('text')]).toEqual([])
  })

  const json = fc.jsonValue({ maxDepth: 3 }).map((value): Json => JSON.parse(JSON.stringify(value)))

  test('two are the same when their texts are, in whatever order their names stand', () => {
    fc.assert(
      fc.property(json, json, (a, b) => {
        expect(isSame(a, b)).toBe(sorted(a) === sorted(b))
        expect(isSame(a, structuredClone(a))).toBe(true)
        expect(isSame([a], { 0: a })).toBe(false)
        expect(isSame({ 0: a }, [a])).toBe(false)
        expect(isSame([a], [a, b])).toBe(false)
        expect(isSame({ a }, { a, b })).toBe(false)
        expect(isSame({ a }, { b: a })).toBe(false)
        expect(isSame(undefined, a)).toBe(false)
      }),
      runs,
    )
  })

  function sorted(value: Json): string {
    if (typeof value !== 'object' || value === null) return JSON.stringify(value)
    if (Array.isArray(value)) return `[${value.map(sorted).join()}]`
    const names = Object.keys(value).toSorted()
    return `{${names.map((name) => `${JSON.stringify(name)}:${sorted(value[name] ?? null)}`).join()}}`
  }
})
