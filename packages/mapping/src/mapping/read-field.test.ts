import fc from 'fast-check'
import { expect, test } from 'vitest'
import { result } from '../formula/testing.ts'
import type { JsonObject } from '../json.ts'
import { fieldReader } from './read-field.ts'

test('the spelling of the rule comes first, as in a formula', () => {
  expect(fieldReader('Tier')({ tier: 'old', Tier: 'gold' })).toBe('gold')
  expect(fieldReader('Tier')({ Tier: 'gold', tier: 'old' })).toBe('gold')
  expect(fieldReader('Place.Tier')({ place: { tier: 'old', Tier: 'gold' } })).toBe('gold')
})

test('a field with no value of its own kind is not there, whatever a record inherits', () => {
  expect(fieldReader('Tier')(Object.create({ tier: 'old' }))).toBeUndefined()
  expect(fieldReader('toString')({})).toBeUndefined()
})

const spelled = fc.constantFrom('Tier', 'tier', 'TIER', 'tIER', '_tier', 'ti_er', 'other')
const records = fc.array(fc.uniqueArray(spelled), { minLength: 1, maxLength: 4 })

test('a field rule reads what a formula reads, whatever records it read before', () => {
  fc.assert(
    fc.property(fc.constantFrom('Tier', 'tier', 'TIER'), records, (name, lists) => {
      const read = fieldReader(name)
      for (const keys of lists) {
        const record: JsonObject = Object.fromEntries(keys.map((key) => [key, key]))
        expect(read(record) ?? null).toBe(result(name, record))
      }
    }),
  )
})
