import { expect, test } from 'vitest'
import { usualIdentity } from '../../store/identity-settings.ts'
import { shownTrait, traitsOf } from './traits.ts'

const rules = { identity: usualIdentity, country: 'US', mark: (text: string) => `hash of ${text.length}` }
const all = {
  ...rules,
  identity: { ...usualIdentity, traits: ['medical_id', 'government_id', 'name_and_birth', 'phone'] as const },
}
const nora = {
  firstName: ' Nora',
  lastName: 'BERG',
  emailAddress: 'Nora@Example.com ',
  addresses: [
    { id: 'a', phoneNumber: '(415) 555-0125', country: 'US' },
    { id: 'b', phoneNumber: '0171 2345678', country: 'DE' },
  ],
  customFields: { 'Date of birth': '1990-01-02', 'Government id': 'AB-98 76' },
}

test('a phone number is one of its own country, or of the one that the business named, and an e-mail address has small letters', () => {
  expect(traitsOf(nora, rules)).toEqual([
    { trait: 'phone', value: '+14155550125' },
    { trait: 'phone', value: '+491712345678' },
    { trait: 'email', value: 'nora@example.com' },
  ])
  expect(traitsOf({ addresses: [{ id: 'c', phoneNumber: '0171 2345678' }] }, { ...rules, country: 'DE' })).toEqual([
    { trait: 'phone', value: '+491712345678' },
  ])
})

test('what the business does not let count is not kept, and an id only as a hash, however it is written', () => {
  const counting = { ...all, identity: { ...all.identity, traits: [...all.identity.traits] } }
  const traits = traitsOf(nora, counting)
  expect(traits.map(({ trait }) => trait)).toEqual(['government_id', 'name_and_birth', 'phone', 'phone'])
  expect(JSON.stringify(traits)).not.toContain('9876')
  const other = { ...nora, customFields: { 'Government id': 'ab9876' } }
  expect(traitsOf(other, counting)[0]).toEqual(traits[0])
})

test('the same name alone is nothing', () => {
  const counting = { ...rules, identity: { ...usualIdentity, traits: [...all.identity.traits] } }
  expect(traitsOf({ firstName: 'Nora', lastName: 'Berg' }, counting)).toEqual([])
})

test('what is shown tells one from another, and no more', () => {
  expect(shownTrait({ trait: 'phone', value: '+14155550125' })).toBe('…0125')
  expect(shownTrait({ trait: 'email', value: 'nora@example.com' })).toBe('n…@example.com')
  expect(shownTrait({ trait: 'name_and_birth', value: 'nora berg|1990-01-02' })).toBe('nora berg')
  expect(shownTrait({ trait: 'medical_id', value: 'x' })).toBeNull()
})

test('an e-mail address that stands in for none is compared with those of others', () => {
  const traits = traitsOf({ emailAddress: 'a@example.com', customFields: { FallbackEmail: 'Nora@example.com' } }, rules)
  expect(traits.map(({ value }) => value)).toEqual(['a@example.com', 'nora@example.com'])
})
