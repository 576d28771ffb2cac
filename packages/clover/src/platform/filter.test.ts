import { expect, test } from 'vitest'
import { filterClauses } from './filter.ts'
import { itemRow } from './inventory-rows.ts'
import { customerRow } from './rows.ts'

const clauses = (filter: object) => filterClauses(filter, customerRow.filters)

test('a value is an equality', () => {
  expect(clauses({ firstName: 'Nora', marketingAllowed: true, customerSince: new Date(1_767_268_805_000) })).toEqual([
    'firstName=Nora',
    'marketingAllowed=true',
    'customerSince=1767268805000',
  ])
})

test('each condition is a clause, with the operator that Clover reads', () => {
  expect(clauses({ customerSince: { not: 1, above: 2, atLeast: 3, below: 4, atMost: 5, is: 6 } })).toEqual([
    'customerSince=6',
    'customerSince!=1',
    'customerSince>2',
    'customerSince>=3',
    'customerSince<4',
    'customerSince<=5',
  ])
})

test('a choice of texts stands in quotes, a choice of numbers bare', () => {
  expect(clauses({ id: { in: ['C9QZ7T1V3W5X2', 'K4W8N2R6T0V3X'] }, customerSince: { in: [1, 2] } })).toEqual([
    "id in ('C9QZ7T1V3W5X2','K4W8N2R6T0V3X')",
    'customerSince in (1,2)',
  ])
})

test('zero, false and an empty text are values like any other', () => {
  expect(clauses({ customerSince: 0, marketingAllowed: false, lastName: '' })).toEqual([
    'customerSince=0',
    'marketingAllowed=false',
    'lastName=',
  ])
})

test('a beginning is written with a star', () => {
  expect(filterClauses({ name: { startsWith: 'Lat' } }, itemRow.filters)).toEqual(['name=Lat*'])
})

test.each(['modifiedTime', 'phoneNumbers.phoneNumber', 'constructor', '__proto__'])(
  'customers cannot be filtered by %s, and the error names what they can be filtered by',
  (field) => {
    const filter = Object.fromEntries([[field, 1]])
    expect(() => clauses(filter)).toThrow(
      expect.objectContaining({ code: 'unknown_field', param: field, message: expect.stringContaining('fullName') }),
    )
  },
)

test('a quote inside of a choice is refused, as nobody knows how Clover reads it', () => {
  expect(() => clauses({ lastName: { in: ["O'Hara"] } })).toThrow(/'/)
})

test('no date is refused', () => {
  expect(() => clauses({ customerSince: new Date('never') })).toThrow('not a date')
})
