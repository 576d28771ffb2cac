import { expect, test } from 'vitest'
import { lineageOf } from './lineage.ts'

test('each rule is told with the source fields that it reads', () => {
  const rules = [
    { to: 'firstName', field: 'FirstName' },
    { to: 'fullName', formula: 'FirstName + " " + LastName' },
    { to: 'source', static: 'clover' },
    { to: 'tier', lookup: { field: 'Tier', table: { 1: 'gold' } } },
  ]
  expect(lineageOf(rules)).toEqual([
    { to: 'firstName', by: 'field', from: ['FirstName'] },
    { to: 'fullName', by: 'formula', from: ['FirstName', 'LastName'] },
    { to: 'source', by: 'static', from: [] },
    { to: 'tier', by: 'lookup', from: ['Tier'] },
  ])
})

test.each([
  [
    'of a list and a field of its elements, the field',
    'FieldFromFirstMatch(Emails, "Primary == true", "Address")',
    ['Emails.Primary', 'Emails.Address'],
  ],
  ['a field of the parent by its way', 'Parent.Id', ['Parent.Id']],
  ['nothing of what the destination has', 'IsEmpty(DestinationValue.Name) ? Name : null', ['Name']],
  ['nothing of what cannot be read yet', 'Name +', []],
  ['nothing of what is not filled in yet', '', []],
])('a formula reads %s', (_, formula, from) => {
  expect(lineageOf([{ to: 'x', formula }])[0]?.from).toEqual(from)
})

test('two spellings of one field are one', () => {
  const rules = [
    { to: 'a', field: 'first_name' },
    { to: 'b', formula: 'FirstName.ToUpper()' },
  ]
  expect(lineageOf(rules).map(({ from }) => from)).toEqual([['first_name'], ['first_name']])
})

test('a field rule that names nothing yet reads nothing', () => {
  expect(lineageOf([{ to: '', field: '' }])).toEqual([{ to: '', by: 'field', from: [] }])
})
