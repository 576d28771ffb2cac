import fc from 'fast-check'
import { expect, test } from 'vitest'
import { joinName, shippingAddress, splitName, storedCards } from './customer-facts.ts'

test.each([
  ['Nora Lindqvist', 'Nora', 'Lindqvist'],
  ['Madonna', 'Madonna', ''],
  ['Mary Ann van der Berg', 'Mary Ann van der', 'Berg'],
  ['', '', ''],
])('"%s" is "%s" and "%s"', (name, firstName, lastName) => {
  expect(splitName(name)).toEqual({ firstName, lastName })
})

test('whatever a name is, its parts make the same name again', () => {
  const blanks = fc.string({ unit: fc.constantFrom(' ', 'a', 'é', '\n', '\t', '-') })
  fc.assert(fc.property(fc.oneof(fc.string(), blanks), (name) => joinName(splitName(name)) === name))
})

test('a part that is empty leaves no blank behind', () => {
  expect(joinName({ firstName: '', lastName: 'Nora' })).toBe('Nora')
  expect(joinName({ firstName: 'Nora', lastName: '' })).toBe('Nora')
})

test('shipping without anything in it is no address', () => {
  expect([{ shipping: {} }, {}, { shipping: { address: {} } }].map(shippingAddress)).toEqual(
    Array.from({ length: 3 }, () => undefined),
  )
})

test('cards that Clover kept back are not passed over in silence', () => {
  expect(storedCards({ sources: { object: 'list', data: ['A'], has_more: true } })).toEqual({
    ids: ['A'],
    isComplete: false,
  })
  expect(storedCards({})).toEqual({ ids: [], isComplete: true })
})
