import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../json.ts'
import { anyRecord } from '../test-records.ts'
import { runs } from '../test-runs.ts'
import { type Contribution, contribute } from './contribution.ts'
import { applyPatch, difference } from './difference.ts'
import { compareLinks, type FoldPolicy, fold } from './fold.ts'
import { lookUp } from './path.ts'

describe('the value that changed last wins, field by field', () => {
  test('each field comes from the source that changed it last', () => {
    const till = contribute(
      contribute(null, '1', { firstName: 'Ann', city: 'Ulm' }, 100),
      '1',
      { firstName: 'Anne', city: 'Ulm' },
      300,
    )
    const shop = contribute(null, '2', { firstName: 'Anna', city: 'Bonn' }, 200)
    expect(fold([till, shop])).toEqual({
      data: { firstName: 'Anne', city: 'Bonn' },
      provenance: { '*': '1', city: '2' },
    })
  })

  test('of two values that changed at the same instant that of the later link wins, and 10 is later than 9', () => {
    const nine = contribute(null, '9', { city: 'Ulm' }, 100)
    const ten = contribute(null, '10', { city: 'Bonn' }, 100)
    expect(fold([ten, nine]).data).toEqual({ city: 'Bonn' })
  })

  test('null clears what another source says, absence leaves it alone', () => {
    const shop = contribute(null, '1', { company: 'Oolong', city: 'Ulm' }, 100)
    const till = contribute(null, '2', { company: null }, 200)
    expect(fold([shop, till]).data).toEqual({ company: null, city: 'Ulm' })
  })

  test('a source that stops saying a field gives it back to the others', () => {
    const shop = contribute(null, '1', { city: 'Ulm' }, 100)
    const said = contribute(null, '2', { city: 'Bonn', company: 'Oolong' }, 200)
    const silent = contribute(said, '2', { company: 'Oolong' }, 300)
    expect(fold([shop, silent]).data).toEqual({ city: 'Ulm', company: 'Oolong' })
  })

  test('repeating a value does not make it newer', () => {
    const first = contribute(null, '1', { city: 'Ulm', company: 'A' }, 100)
    const again = contribute(first, '1', { city: 'Ulm', company: 'B' }, 900)
    const other = contribute(null, '2', { city: 'Bonn' }, 500)
    expect(fold([again, other]).data).toEqual({ city: 'Bonn', company: 'B' })
  })
})

describe('children and custom fields', () => {
  const till = contribute(null, '1', { addresses: [{ id: 'a', city: 'Ulm', region: 'BW' }] }, 100)
  const shop = contribute(null, '2', { addresses: [{ id: 'b', city: 'Bonn' }], customFields: { tier: 'gold' } }, 200)

  test('children of several sources stand side by side, each with the link that it came from', () => {
    expect(fold([shop, till])).toEqual({
      data: {
        addresses: [
          { id: 'a', city: 'Ulm', region: 'BW' },
          { id: 'b', city: 'Bonn' },
        ],
        customFields: { tier: 'gold' },
      },
      provenance: { '*': '1', 'addresses/b': '2', customFields: '2' },
    })
  })

  test('a person corrects one field of one child and the rest stays with its source', () => {
    const person = contribute(null, '3', { addresses: [{ id: 'a', city: 'Neu-Ulm' }] }, 300)
    const folded = fold([till, shop, person])
    expect(folded.data.addresses).toContainEqual({ id: 'a', city: 'Neu-Ulm', region: 'BW' })
    expect(lookUp(folded.provenance, 'addresses/a/city')).toBe('3')
    expect(lookUp(folded.provenance, 'addresses/a/region')).toBe('1')
    expect(lookUp(folded.provenance, 'addresses/b/city')).toBe('2')
  })

  test('an empty list neither removes the children of others nor is it lost', () => {
    expect(fold([till, contribute(null, '2', { addresses: [] }, 900)]).data).toEqual(till.data)
    const empty = contribute(null, '1', { addresses: [], tags: ['x'] }, 1)
    expect(fold([empty, contribute(null, '2', {}, 2)]).data).toEqual({ addresses: [], tags: ['x'] })
  })

  test('a list of plain values is one value', () => {
    const a = contribute(null, '1', { tags: ['x', 'y'] }, 100)
    const b = contribute(null, '2', { tags: ['z'] }, 50)
    expect(fold([a, b]).data).toEqual({ tags: ['x', 'y'] })
  })

  test('a child id with a slash keeps its own place', () => {
    const odd = contribute(null, '2', { addresses: [{ id: 'a/city', city: 'Bonn' }] }, 200)
    const folded = fold([till, odd])
    expect(lookUp(folded.provenance, 'addresses/a~1city/city')).toBe('2')
    expect(lookUp(folded.provenance, 'addresses/a/city')).toBe('1')
  })
})

describe('the owner policy', () => {
  const policy: FoldPolicy = { owners: { firstName: ['till', 'shop'], 'addresses/city': ['shop'] } }
  const till: Contribution = { link: '1', owner: 'till', data: { firstName: 'Ann', city: 'Ulm' }, since: { '*': 1 } }
  const shop: Contribution = { link: '2', owner: 'shop', data: { firstName: 'Bea', city: 'Bonn' }, since: { '*': 9 } }

  test('the strongest owner that says something wins, however old; other fields keep the default', () => {
    expect(fold([till, shop], policy).data).toEqual({ firstName: 'Ann', city: 'Bonn' })
    const silent = { ...till, data: { city: 'Ulm' } }
    expect(fold([silent, shop], policy).data).toEqual({ firstName: 'Bea', city: 'Bonn' })
  })

  test('a policy for a field of a child holds for every child', () => {
    const a = { ...till, since: { '*': 50 }, data: { addresses: [{ id: 'x', city: 'Ulm', zip: '1' }] } }
    const b = { ...shop, data: { addresses: [{ id: 'x', city: 'Bonn', zip: '2' }] } }
    expect(fold([a, b], policy).data).toEqual({ addresses: [{ id: 'x', city: 'Bonn', zip: '1' }] })
  })
})

test('contribute keeps one entry for what is equally old', () => {
  const first = contribute(null, '1', { a: 1, b: 2, c: 3, addresses: [{ id: 'x', city: 'Ulm', zip: '1' }] }, 100)
  expect(first.since).toEqual({ '*': 100 })
  const second = contribute(first, '1', { a: 1, b: 9, c: 3, addresses: [{ id: 'x', city: 'Bonn', zip: '1' }] }, 200)
  expect(second.since).toEqual({ '*': 100, b: 200, 'addresses/x/city': 200 })
  const third = contribute(second, '1', { a: 8, b: 8, c: 8, addresses: [{ id: 'x', city: 'Rom', zip: '2' }] }, 300)
  expect(third.since).toEqual({ '*': 300 })
})

const history = fc.array(fc.tuple(anyRecord, fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 4 })
const contributions = fc
  .uniqueArray(fc.integer({ min: 1, max: 120 }), { minLength: 1, maxLength: 4 })
  .chain((links) => fc.tuple(...links.map((link) => history.map((steps) => replay(String(link), steps)))))

function replay(link: string, steps: [JsonObject, number][]): Contribution {
  let at = 0
  let made: Contribution | null = null
  for (const [data, later] of steps) {
    at += later
    made = contribute(made, link, data, at)
  }
  if (made === null) throw new Error('a history has at least one step')
  return made
}

describe('for any contributions', () => {
  test('their order is irrelevant', () => {
    fc.assert(
      fc.property(contributions, fc.infiniteStream(fc.nat()), (list, chance) => {
        const shuffled = list
          .map((entry) => ({ entry, key: chance.next().value }))
          .sort((a, b) => a.key - b.key)
          .map(({ entry }) => entry)
        expect(fold(shuffled)).toEqual(fold(list))
      }),
      runs,
    )
  })

  test('folding what was folded changes nothing, and one alone is itself', () => {
    fc.assert(
      fc.property(contributions, (list) => {
        const folded = fold(list)
        const again: Contribution = { link: '1', data: folded.data, since: { '*': 0 } }
        expect(fold([again]).data).toEqual(folded.data)
        const echo: Contribution = { link: '999', data: folded.data, since: { '*': 99 } }
        expect(fold([...list, echo]).data).toEqual(folded.data)
      }),
      runs,
    )
  })

  test('taking one away and giving it back gives the same, and separated parts are what they would have been', () => {
    fc.assert(
      fc.property(contributions, fc.nat(), (list, at) => {
        const cut = at % list.length
        const one = list[cut]
        if (one === undefined) return
        const others = list.filter((entry) => entry !== one)
        const before = fold(list)
        expect(fold([...others, one])).toEqual(before)
        expect(fold([one])).toEqual({ data: one.data, provenance: { '*': one.link } })
        const left = list.slice(0, cut)
        const right = list.slice(cut)
        const frozen = JSON.stringify(list)
        fold(left)
        fold(right)
        expect(JSON.stringify(list)).toBe(frozen)
        expect(fold([...left, ...right])).toEqual(before)
      }),
      runs,
    )
  })

  test('every value is one that the link named by its provenance says', () => {
    fc.assert(
      fc.property(contributions, (list) => {
        const { data, provenance } = fold(list)
        for (const name of ['first', 'last', 'x/y']) {
          if (!Object.hasOwn(data, name)) continue
          const link = lookUp(provenance, name.replace('/', '~1'))
          expect(list.find((entry) => entry.link === link)?.data[name]).toEqual(data[name])
        }
      }),
      runs,
    )
  })

  test('a history that ends where it began again keeps ages that never run backwards', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const made = replay('1', steps)
        const total = steps.reduce((sum, [, later]) => sum + later, 0)
        for (const at of Object.values(made.since)) expect(at).toBeLessThanOrEqual(total)
        expect(contribute(made, '1', made.data, total + 5)).toEqual(made)
      }),
      runs,
    )
  })
})

describe('the difference', () => {
  test('names children and custom fields part by part', () => {
    const before = {
      city: 'Ulm',
      addresses: [
        { id: 'a', zip: '1' },
        { id: 'b', zip: '2' },
      ],
      customFields: { tier: 'gold' },
    }
    const after = {
      city: 'Ulm',
      addresses: [
        { id: 'b', zip: '3' },
        { id: 'c', zip: '4' },
      ],
      customFields: { tier: null },
    }
    expect(difference(before, after)).toEqual({
      'addresses/a': { old: { zip: '1' } },
      'addresses/b/zip': { old: '2', new: '3' },
      'addresses/c': { new: { zip: '4' } },
      'customFields/tier': { old: 'gold', new: null },
    })
  })

  test('of a record with itself is empty, in whatever order its children stand', () => {
    const record = {
      a: 1,
      addresses: [
        { id: '1', x: 1 },
        { id: '2', x: 2 },
      ],
    }
    expect(difference(record, { addresses: [...record.addresses].reverse(), a: 1 })).toEqual({})
  })

  test('leads from any record to any other and back', () => {
    fc.assert(
      fc.property(anyRecord, anyRecord, (before, after) => {
        const patch = difference(before, after)
        expect(difference(applyPatch(before, patch), after)).toEqual({})
        expect(difference(applyPatch(after, patch, 'backward'), before)).toEqual({})
      }),
      runs,
    )
  })
})

test('links are ordered as the numbers that they are', () => {
  expect(['10', '9', '2', '100'].sort(compareLinks)).toEqual(['2', '9', '10', '100'])
})

describe('who was merged into another fills what that one leaves open', () => {
  const own = contribute(
    null,
    '1',
    { emailAddress: 'ann@x', company: null, addresses: [{ id: 'a', city: 'Ulm' }] },
    100,
  )
  const said = { emailAddress: 'anna@x', company: 'Oolong', lastName: 'Berg', addresses: [{ id: 'b', city: 'Bonn' }] }
  const merged: Contribution = { ...contribute(null, '2', said, 900), behind: 1 }

  test('however new it is, and whatever it is called: nothing that the other says is replaced', () => {
    expect(fold([merged, own]).data).toEqual({
      emailAddress: 'ann@x',
      company: 'Oolong',
      lastName: 'Berg',
      addresses: [
        { id: 'a', city: 'Ulm' },
        { id: 'b', city: 'Bonn' },
      ],
    })
  })

  test('what it says later stands behind as well', () => {
    const later = contribute(merged, '2', { ...said, emailAddress: 'new@x' }, 1_000)
    expect(fold([own, later]).data).toMatchObject({ emailAddress: 'ann@x', lastName: 'Berg' })
  })
})
